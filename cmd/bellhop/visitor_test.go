package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
)

// caller is a visitor who calls the API without a browser.
type caller struct {
	t     *testing.T
	url   string
	token string
}

func arrive(t *testing.T, url string) *caller {
	t.Helper()
	c := &caller{t: t, url: url}
	var got struct{ Token string }
	c.call(http.StatusCreated, "POST", "/v1/visitors", `{"site":"main","page":"https://shop.example/"}`, &got)
	c.token = got.Token
	return c
}

// try makes a call and answers its status and body.
func (c *caller) try(method, path, body string) (int, []byte, error) {
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, bytes.NewReader([]byte(body)))
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close() // read to its end
	data, err := io.ReadAll(res.Body)
	return res.StatusCode, data, err
}

func (c *caller) call(want int, method, path, body string, out any) {
	c.t.Helper()
	status, data, err := c.try(method, path, body)
	if err != nil || status != want {
		c.t.Fatalf("%s %s: %d %s %v", method, path, status, data, err)
	}
	if out != nil {
		if err := json.Unmarshal(data, out); err != nil {
			c.t.Fatalf("%s %s: %v in %s", method, path, err, data)
		}
	}
}

func (c *caller) say(id, text string) {
	c.t.Helper()
	c.call(http.StatusAccepted, "POST", "/v1/messages", fmt.Sprintf(`{"client_id":%q,"text":%q}`, id, text), nil)
}

// spoken is what the visitor sees.
type spoken struct {
	Conversation struct {
		State   string
		LastSeq int64 `json:"last_seq"`
		CanAsk  bool  `json:"can_ask"`
	}
	Messages []struct {
		Seq    int64
		Kind   string
		Text   string
		Author struct{ Name, Avatar string }
	}
}

func (c *caller) sees() spoken {
	c.t.Helper()
	var s spoken
	c.call(http.StatusOK, "GET", "/v1/conversation", "", &s)
	return s
}

// times counts the messages with a text.
func (s spoken) times(text string) (n int) {
	for _, m := range s.Messages {
		if m.Text == text {
			n++
		}
	}
	return n
}
