package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"runtime/debug"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// shownEvery is after how many heartbeats a stream shows its token again.
const shownEvery = 8

// errPanic: it is in the log.
var errPanic = errors.New("panic")

// run waits for news until the stream is to end or a client cannot be written
// to.
func (st *stream) run() {
	defer st.end()
	for {
		var work func() error
		select {
		case <-st.gone:
			return
		case <-st.news.C:
			work = st.catchUp
		case t := <-st.news.Typing:
			work = func() error { return st.typist(t) }
		case <-st.beat:
			work = st.sign
		}
		if err := st.apart(work); err != nil {
			return
		}
	}
}

// apart does the work on a stack of its own, so that the one that waits stays
// small. A panic ends this stream and no other.
func (st *stream) apart(work func() error) error {
	result := make(chan error, 1)
	go func() {
		defer func() {
			if cause := recover(); cause != nil {
				st.server.Log.Error("panic in a stream", "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
				result <- errPanic
			}
		}()
		result <- work()
	}()
	return <-result
}

// read reads what the stream has not delivered.
func (st *stream) read() (bridge.View, error) {
	ctx, cancel := context.WithTimeout(context.Background(), callWithin)
	defer cancel()
	return st.server.Bridge.View(ctx, bridge.Session{Ref: st.ref, Site: core.Site{Name: st.site, Fields: st.fields}}, st.upto)
}

// catchUp tells what is new. When it cannot be read the stream ends: the client
// comes back and catches up.
func (st *stream) catchUp() error {
	if !st.server.Bridge.Now().Before(st.expires) {
		if err := st.show(); err != nil {
			return err
		}
	}
	view, err := st.read()
	if err != nil {
		return err
	}
	return st.tell(view, false)
}

// tell sends what a view holds, then the state where it changed or is asked
// for. The state carries the number up to which everything has been told.
func (st *stream) tell(v bridge.View, snapshot bool) error {
	agents := int64(0)
	for _, e := range v.Entries {
		m, ok := messageOf(v, e, st.base)
		if !ok {
			continue
		}
		if err := st.send("message", m.Rev, m); err != nil {
			return err
		}
		if e.Kind == core.KindAgent {
			agents = max(agents, e.Seq)
		}
	}
	st.upto = v.Upto
	if agents > v.Talk.Got {
		defer st.got(agents) // after the visitor has been told everything
	}
	c := conversationOf(v, st.base)
	sum, err := stateSum(c)
	if err != nil || (sum == st.state && !snapshot) {
		return err
	}
	st.state = sum
	return st.send("state", st.upto, c)
}

// got notes that the visitor's widget has agents' words, whose writers see a
// mark for it.
func (st *stream) got(seq int64) {
	ctx, cancel := context.WithTimeout(context.Background(), callWithin)
	defer cancel()
	if err := st.server.Bridge.Got(ctx, st.ref, seq); err != nil {
		st.server.Log.Warn("that a word arrived could not be noted", "err", err)
	}
}

// stateSum tells two states apart. How long the log is is no state.
func stateSum(c wireConversation) (uint64, error) {
	c.LastSeq = 0
	h := fnv.New64a()
	err := json.NewEncoder(h).Encode(c)
	return h.Sum64(), err
}

// typist tells that somebody on our side is writing.
func (st *stream) typist(t bridge.Typing) error {
	author := &wireAuthor{Name: st.site}
	if t.Agent != "" {
		v, err := st.read()
		if err != nil {
			return err
		}
		if err := st.tell(v, false); err != nil {
			return err
		}
		author = agentOf(v, t.Agent, "", st.base)
	}
	return st.send("typing", noID, struct {
		Author *wireAuthor `json:"author"`
		Kind   string      `json:"kind"`
	}{author, t.Kind})
}

// sign is the heartbeat. Now and then the stream shows its token again, and
// looks for news of which it may have missed the nudge.
func (st *stream) sign() error {
	if err := st.out.write([]byte(":\n\n")); err != nil {
		return err
	}
	now := st.server.Bridge.Now()
	if now.Before(st.expires) && now.Sub(st.shown) < shownEvery*st.server.Heartbeat {
		return nil
	}
	if err := st.show(); err != nil {
		return err
	}
	return st.catchUp()
}

// show shows the token again. A store that is busy ends no stream while the
// token is within its time.
func (st *stream) show() error {
	ctx, cancel := context.WithTimeout(context.Background(), callWithin)
	defer cancel()
	b := st.server.Bridge
	now := b.Now()
	who, err := b.Authenticate(ctx, st.token, st.origin)
	switch {
	case err == nil:
		st.expires, st.shown = who.Expires, now
		return nil
	case errors.Is(err, core.ErrUnauthorized), errors.Is(err, core.ErrOrigin), !now.Before(st.expires):
		return err
	}
	return nil
}
