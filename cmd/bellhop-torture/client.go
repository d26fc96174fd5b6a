package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// The client's patience with one call, and between two of them.
const (
	callWithin = 5 * time.Second
	callAgain  = 200 * time.Millisecond
)

// client speaks the visitor API for one visitor.
type client struct {
	ps    []*program // where to call, from the first until one does not answer
	at    atomic.Int64
	b     *book
	http  *http.Client
	token string
}

// call makes a call again and again until it is answered with want, and decodes
// the answer. It gives up with ctx.
func (c *client) call(ctx context.Context, method, path string, in, out any, want int) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	for {
		status, answer, err := c.once(ctx, method, path, body)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil && status == want && out == nil:
			return nil
		case err == nil && status == want:
			if err := json.Unmarshal(answer, out); err != nil {
				c.b.complain(fmt.Sprintf("%s %s answered %.200q: %v", method, path, answer, err))
			}
			return nil
		case err == nil && status != http.StatusTooManyRequests && status != http.StatusServiceUnavailable:
			c.b.complain(fmt.Sprintf("%s %s answered %d: %.300s", method, path, status, answer))
		case err != nil:
			c.at.Add(1)
		}
		sleep(ctx, callAgain)
	}
}

func (c *client) once(ctx context.Context, method, path string, body []byte) (int, []byte, error) {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	var content io.Reader
	if method == http.MethodPost || method == http.MethodPatch {
		content = bytes.NewReader(body)
	}
	r, err := c.request(ctx, method, path, content)
	if err != nil {
		return 0, nil, err
	}
	res, err := c.http.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	return res.StatusCode, answer, err
}

func (c *client) request(ctx context.Context, method, path string, body io.Reader) (*http.Request, error) {
	p := c.ps[int(c.at.Load())%len(c.ps)]
	r, err := http.NewRequestWithContext(ctx, method, *p.url.Load()+path, body)
	if err != nil {
		return nil, err
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	return r, nil
}

// wireTalk is a conversation on the wire.
type wireTalk struct {
	ID      string  `json:"id"`
	State   string  `json:"state"`
	LastSeq int64   `json:"last_seq"`
	Ask     int     `json:"ask"`
	Rung    bool    `json:"rung"`
	Waiting *string `json:"waiting_since"`
	Agent   *struct {
		Name string `json:"name"`
	} `json:"agent"`
	ClosedBy string `json:"closed_by"`
	Details  struct {
		Wanted bool `json:"wanted"`
		Known  struct {
			Email string `json:"email"`
		} `json:"known"`
	} `json:"details"`
}

func (w wireTalk) talk() check.Talk {
	t := check.Talk{
		State: w.State, LastSeq: w.LastSeq, Ask: w.Ask, Rung: w.Rung, Waiting: w.Waiting != nil,
		ClosedBy: w.ClosedBy, Wanted: w.Details.Wanted, Email: w.Details.Known.Email,
	}
	if w.Agent != nil {
		t.Agent = w.Agent.Name
	}
	return t
}

// wireMessage is a message on the wire.
type wireMessage struct {
	Seq    int64  `json:"seq"`
	Rev    int64  `json:"rev"`
	Kind   string `json:"kind"`
	Code   string `json:"code"`
	Client string `json:"client_id"`
	Author *struct {
		Name string `json:"name"`
	} `json:"author"`
	Text    string `json:"text"`
	Deleted bool   `json:"deleted"`
	Files   []struct {
		Name    string `json:"name"`
		Crossed bool   `json:"crossed"`
	} `json:"files"`
}

func (w wireMessage) message() check.Message {
	m := check.Message{Seq: w.Seq, Rev: w.Rev, Kind: w.Kind, Code: w.Code, ClientID: w.Client, Text: w.Text, Deleted: w.Deleted}
	for _, f := range w.Files {
		m.Files = append(m.Files, f.Name)
		if !f.Crossed {
			m.Uncross++
		}
	}
	if w.Author != nil {
		m.Author = w.Author.Name
	}
	return m
}

func after(n int64) string { return "?after=" + strconv.FormatInt(n, 10) }

// tokensIn gathers the tokens in something sent to a visitor.
func tokensIn(set map[string]bool, data string) {
	for _, t := range check.Tokens(data) {
		if !set[t] {
			set[strings.Clone(t)] = true
		}
	}
}
