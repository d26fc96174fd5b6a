package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// visitor calls the API as a browser would.
type visitor struct {
	client *http.Client
	url    string
	token  string
}

// arrive makes a visitor.
func arrive(ctx context.Context, client *http.Client, url string) (*visitor, error) {
	v := &visitor{client: client, url: url}
	var got struct{ Token string }
	if err := v.post(ctx, "/v1/visitors", `{"site":"main","page":"https://shop.example/"}`, http.StatusCreated, &got); err != nil {
		return nil, err
	}
	v.token = got.Token
	return v, nil
}

func (v *visitor) post(ctx context.Context, path, body string, want int, out any) error {
	return v.call(ctx, http.MethodPost, path, body, want, out)
}

// call makes a call and reads its answer into out, if there is an out.
func (v *visitor) call(ctx context.Context, method, path, body string, want int, out any) error {
	req, err := http.NewRequestWithContext(ctx, method, v.url+path, bytes.NewReader([]byte(body)))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	if v.token != "" {
		req.Header.Set("Authorization", "Bearer "+v.token)
	}
	res, err := v.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close() // read to its end
	data, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode != want {
		return fmt.Errorf("%s %s: %d %s", method, path, res.StatusCode, data)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(data, out)
}

// says posts a word and waits until Slack has it. It answers how long both took:
// until the word was accepted, and until it was at Slack.
func (v *visitor) says(ctx context.Context, ws *smallSlack, text string) (accepted, there time.Duration, err error) {
	arrived := ws.expect(text)
	body, err := json.Marshal(map[string]string{"client_id": text, "text": text})
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	if err := v.post(ctx, "/v1/messages", string(body), http.StatusAccepted, nil); err != nil {
		return 0, 0, err
	}
	accepted = time.Since(began)
	select {
	case at := <-arrived:
		return accepted, at.Sub(began), nil
	case <-time.After(patience):
		return 0, 0, fmt.Errorf("%q does not reach Slack", text)
	case <-ctx.Done():
		return 0, 0, ctx.Err()
	}
}
