package web

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// answer is what came back.
type answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// into decodes the body.
func (a answer) into(t *testing.T, dst any) {
	t.Helper()
	if err := json.Unmarshal(a.Body, dst); err != nil {
		t.Fatalf("%v in %q", err, a.Body)
	}
}

// problem decodes the body as a problem and holds that it is one.
func (a answer) problem(t *testing.T) (p struct {
	Type, Title, Detail, Code string
	Status                    int
	Errors                    []struct{ Field, Message string }
}) {
	t.Helper()
	if ct := a.Header.Get("Content-Type"); ct != "application/problem+json" {
		t.Fatalf("status %d has type %q and body %q", a.Status, ct, a.Body)
	}
	a.into(t, &p)
	if p.Status != a.Status || p.Title == "" || p.Detail == "" || p.Type == "" || p.Code == "" {
		t.Fatalf("an incomplete problem: %s", a.Body)
	}
	return p
}

// call sends a request; header is pairs of name and value.
func (h *house) call(method, path, token, body string, header ...string) answer {
	h.Helper()
	res := h.open(method, path, token, body, header...)
	defer res.Body.Close() // read to its end
	data, err := io.ReadAll(res.Body)
	if err != nil {
		h.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, data}
}

func (h *house) open(method, path, token, body string, header ...string) *http.Response {
	h.Helper()
	ctx, cancel := context.WithTimeout(h.Context(), 20*time.Second)
	h.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, method, h.url+path, strings.NewReader(body))
	if err != nil {
		h.Fatal(err)
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Add(header[i], header[i+1])
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		h.Fatal(err)
	}
	return res
}

// arrive makes a visitor of the shop and answers their token.
func (h *house) arrive() string {
	h.Helper()
	a := h.call("POST", "/v1/visitors", "", `{"site":"shop"}`)
	if a.Status != http.StatusCreated {
		h.Fatalf("arriving: %d %s", a.Status, a.Body)
	}
	var w struct{ Token string }
	a.into(h.T, &w)
	return w.Token
}

// say sends a word and answers its number.
func (h *house) say(token, id, text string) int64 {
	h.Helper()
	body, err := json.Marshal(map[string]string{"client_id": id, "text": text})
	if err != nil {
		h.Fatal(err)
	}
	a := h.call("POST", "/v1/messages", token, string(body))
	if a.Status != http.StatusAccepted {
		h.Fatalf("saying: %d %s", a.Status, a.Body)
	}
	var said struct{ Seq int64 }
	a.into(h.T, &said)
	return said.Seq
}

// event is one of a stream; a comment has no name.
type event struct {
	Name string
	ID   int64 // -1 for none
	Data []byte
}

// listener reads a stream.
type listener struct {
	*house
	body io.ReadCloser
	in   *bufio.Reader
}

// listen opens a stream.
func (h *house) listen(token, query string, header ...string) *listener {
	h.Helper()
	res := h.open("GET", "/v1/stream"+query, token, "", header...)
	h.Cleanup(func() { _ = res.Body.Close() })
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/event-stream" {
		data, _ := io.ReadAll(res.Body)
		h.Fatalf("stream: %d %s", res.StatusCode, data)
	}
	return newListener(h, res)
}

// next reads one event or comment; err tells that the stream has ended.
func (l *listener) next() (e event, err error) {
	e.ID = noID
	for {
		line, err := l.in.ReadBytes('\n')
		if err != nil {
			return e, err
		}
		field, value, _ := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(": "))
		switch string(field) {
		case "":
			return e, nil
		case "id":
			if e.ID, err = strconv.ParseInt(string(value), 10, 64); err != nil {
				return e, err
			}
		case "event":
			e.Name = string(value)
		case "data":
			e.Data = value
		}
	}
}

// until reads on until an event of this name fulfils ok, and answers it and all
// before it.
func (l *listener) until(name string, ok func(data string) bool) (last event, all []event) {
	l.Helper()
	for {
		e, err := l.next()
		if err != nil {
			l.Fatalf("the stream ended: %v after %v", err, all)
		}
		all = append(all, e)
		if e.Name == name && ok(string(e.Data)) {
			return e, all
		}
	}
}

// ends reads until the stream ends.
func (l *listener) ends() {
	l.Helper()
	for {
		switch _, err := l.next(); {
		case errors.Is(err, context.DeadlineExceeded):
			l.Fatal("the stream did not end in time")
		case err != nil:
			return
		}
	}
}

func holds(part string) func(string) bool {
	return func(data string) bool { return strings.Contains(data, part) }
}

func anything(string) bool { return true }

func newListener(h *house, res *http.Response) *listener {
	return &listener{h, res.Body, bufio.NewReader(res.Body)}
}
