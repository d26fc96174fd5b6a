package slack

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	writeWithin = 5 * time.Second
	maxWaiting  = 256 // envelopes read and not yet stored; then no more are read
)

// socketEnvelope is what comes on a socket.
type socketEnvelope struct {
	Type    string          `json:"type"`
	ID      string          `json:"envelope_id"`
	Payload json.RawMessage `json:"payload"`
	Reason  string          `json:"reason"` // of disconnect
	raw     []byte
}

// socket is one connection. A nil socket is over.
type socket struct {
	s       *Slack
	ws      *websocket.Conn
	writing sync.Mutex
	ended   chan struct{} // closed when it is read no more
	why     error         // why it ended; read after ended
	leave   chan struct{} // closed when Slack wants another in its place
	left    sync.Once
	typing  sync.WaitGroup // commands being answered
}

func (k *socket) over() bool {
	if k == nil {
		return true
	}
	select {
	case <-k.ended:
		return true
	default:
		return false
	}
}

// retire ends a socket that another stands beside, when Slack has not ended it
// by itself after a while. What came on it until then counts.
func (k *socket) retire(after time.Duration) {
	if k != nil {
		time.AfterFunc(after, func() { _ = k.ws.Close() }) // its reader notices
	}
}

// run reads a socket until it ends. Envelopes are stored one at a time, in the
// order they came.
func (k *socket) run(ctx context.Context, in *intake) {
	waiting := make(chan socketEnvelope, maxWaiting)
	var work sync.WaitGroup
	work.Go(func() {
		for e := range waiting {
			k.take(ctx, in, e)
		}
	})
	done := make(chan struct{})
	work.Go(func() { k.watch(ctx, done) })
	k.why = k.read(waiting)
	close(k.ended)
	close(done)
	close(waiting)
	work.Wait()
	k.typing.Wait()
	_ = k.ws.Close() // nothing is under way any more
}

// watch asks the other end whether it is there, and closes when ctx ends.
func (k *socket) watch(ctx context.Context, done <-chan struct{}) {
	t := time.NewTicker(k.s.line.pace.ping)
	defer t.Stop()
	for {
		select {
		case <-done:
			return
		case <-ctx.Done():
			_ = k.ws.Close() // what is not acknowledged is delivered again
			return
		case <-t.C:
			_ = k.ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWithin)) // a dead link is noticed by its silence
		}
	}
}

// read hands on what comes until the link is dead or closed.
func (k *socket) read(waiting chan<- socketEnvelope) error {
	alive := func() error { return k.ws.SetReadDeadline(time.Now().Add(k.s.line.pace.silence)) }
	k.ws.SetPongHandler(func(string) error { return alive() })
	answer := k.ws.PingHandler()
	k.ws.SetPingHandler(func(data string) error { return errors.Join(alive(), answer(data)) })
	for {
		if err := alive(); err != nil {
			return lineGone(err)
		}
		_, data, err := k.ws.ReadMessage()
		if err != nil {
			return lineGone(err)
		}
		e := socketEnvelope{raw: data}
		if json.Unmarshal(data, &e) != nil {
			e = socketEnvelope{Type: "unreadable", raw: data}
		}
		switch e.Type {
		case "hello":
		case "disconnect":
			why := disconnected(e.Reason)
			var se *core.SendError
			if errors.As(why, &se) && se.How == core.Held {
				return why
			}
			k.left.Do(func() { close(k.leave) })
		default:
			waiting <- e
		}
	}
}

func lineGone(err error) error {
	return &core.SendError{How: core.Retry, Cause: "line_gone", Err: err}
}

// take stores one envelope and acknowledges it when it is stored. What is not
// stored in time is not acknowledged: Slack delivers it again.
func (k *socket) take(ctx context.Context, in *intake, e socketEnvelope) {
	if ctx.Err() != nil {
		return // Slack delivers it again
	}
	ctx = context.WithoutCancel(ctx) // what is begun is finished also while we shut down
	var err error
	switch e.Type {
	case "events_api":
		err = in.take(ctx, doorEvent, e.Payload)
	case "interactive":
		err = in.take(ctx, doorAction, e.Payload)
	case "slash_commands":
		k.typing.Go(func() { k.answer(ctx, in, e) })
		return
	default:
		err = in.keep(ctx, core.RawEvent{ID: digest(e.raw), Surface: core.Slack, Kind: "socket/" + e.Type, Body: e.raw, Received: k.s.now()},
			"a frame of unknown type")
	}
	if err != nil {
		k.s.log.Error("an event of Slack's could not be stored; it is not acknowledged, and Slack delivers it again", "err", err)
		return
	}
	k.acknowledge(e.ID, nil)
}

// answer answers a command with its acknowledgement.
func (k *socket) answer(ctx context.Context, in *intake, e socketEnvelope) {
	var t typed
	if err := json.Unmarshal(e.Payload, &t); err != nil {
		k.s.log.Warn("a command of Slack's is not readable", "err", err)
	}
	k.acknowledge(e.ID, whispered(in.speak(ctx, t)))
}

func (k *socket) acknowledge(id string, payload any) {
	if id == "" {
		return
	}
	k.writing.Lock()
	defer k.writing.Unlock()
	err := k.ws.SetWriteDeadline(time.Now().Add(writeWithin))
	if err == nil {
		err = k.ws.WriteJSON(struct {
			ID      string `json:"envelope_id"`
			Payload any    `json:"payload,omitempty"`
		}{id, payload})
	}
	if err != nil {
		k.s.log.Debug("an acknowledgement was not written; a redelivery changes nothing", "err", err)
	}
}
