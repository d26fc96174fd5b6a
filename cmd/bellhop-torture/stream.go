package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// listener is a visitor's event stream: it is lost, and resumes where it was.
type listener struct {
	c       *client
	last    string // Last-Event-ID
	streams []check.Stream
	told    check.Talk
	tokens  map[string]bool
}

// event is one server-sent event.
type event struct{ id, name, data string }

// listen keeps a stream open until ctx ends. lose makes it lose its connection.
func (l *listener) listen(ctx context.Context, lose <-chan struct{}) {
	for ctx.Err() == nil {
		connection, cancel := context.WithCancel(ctx)
		go func() {
			select {
			case <-lose:
				cancel()
			case <-connection.Done():
			}
		}()
		l.connect(connection, func(event) bool { return false })
		cancel()
		sleep(ctx, callAgain)
	}
}

// catchUp opens a stream once more and reads it until it tells the state, which
// follows what was missed.
func (l *listener) catchUp(ctx context.Context) error {
	for ctx.Err() == nil {
		connection, cancel := context.WithTimeout(ctx, callWithin)
		done := l.connect(connection, func(e event) bool { return e.name == "state" })
		cancel()
		if done {
			return nil
		}
		sleep(ctx, callAgain)
	}
	return ctx.Err()
}

// connect reads one connection until it ends or enough says so, which it tells.
func (l *listener) connect(ctx context.Context, enough func(event) bool) bool {
	r, err := l.c.request(ctx, http.MethodGet, "/v1/stream"+after(0), nil)
	if err != nil {
		return false
	}
	if l.last != "" {
		r.Header.Set("Last-Event-ID", l.last)
	}
	res, err := l.c.http.Do(r)
	if err != nil {
		l.c.at.Add(1)
		return false
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		if res.StatusCode != http.StatusServiceUnavailable {
			l.c.b.complain(fmt.Sprintf("GET /v1/stream answered %d", res.StatusCode))
		}
		return false
	}
	from, _ := strconv.ParseInt(l.last, 10, 64) // empty is 0
	l.streams = append(l.streams, check.Stream{After: from})
	s := &l.streams[len(l.streams)-1]
	defer func() {
		if len(s.Heard) == 0 {
			l.streams = l.streams[:len(l.streams)-1]
		}
	}()
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, 1<<20)
	var e event
	for lines.Scan() {
		line := lines.Text()
		if line != "" {
			e.take(line)
			continue
		}
		l.hear(s, e)
		if enough(e) {
			return true
		}
		e = event{}
	}
	return false
}

// take reads one line of an event.
func (e *event) take(line string) {
	name, value, _ := strings.Cut(line, ":")
	value = strings.TrimPrefix(value, " ")
	switch name {
	case "id":
		e.id = value
	case "event":
		e.name = value
	case "data":
		e.data += value
	}
}

// hear notes one event.
func (l *listener) hear(s *check.Stream, e event) {
	tokensIn(l.tokens, e.data)
	if e.id != "" {
		l.last = e.id
	}
	id, _ := strconv.ParseInt(e.id, 10, 64) // none is 0, which no message has
	switch e.name {
	case "message":
		var m wireMessage
		if err := json.Unmarshal([]byte(e.data), &m); err != nil {
			l.c.b.complain(fmt.Sprintf("a stream told %.200q: %v", e.data, err))
			return
		}
		s.Heard = append(s.Heard, check.Heard{ID: id, Seq: m.Seq, Rev: m.Rev, Sum: m.message().Sum()})
	case "state":
		var t wireTalk
		if err := json.Unmarshal([]byte(e.data), &t); err != nil {
			l.c.b.complain(fmt.Sprintf("a stream told %.200q: %v", e.data, err))
			return
		}
		l.told = t.talk()
	}
}
