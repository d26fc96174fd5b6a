package storetest

import (
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func hearingPromises() []promise {
	return []promise{
		{"how far a connection was heard only grows, and each for itself", heardGrows},
		{"threads with a card are watched until their conversation was closed before, newest first", watching},
		{"a thread whose card is in doubt is watched, though it cannot be read yet", doubtful},
		{"a thread that was read is known so far, and its card says nothing any more", checking},
	}
}

func heardGrows(t *testing.T, h *house) {
	h.ok(h.s.Install(h.ctx, setup("globex")))
	at, err := h.s.Heard(h.ctx, acme, slack)
	h.ok(err)
	if !at.IsZero() {
		t.Errorf("heard until %v before anything was noted", at)
	}
	for _, until := range []time.Time{h.now, h.now.Add(time.Hour), h.now.Add(time.Minute)} {
		h.ok(h.s.Hears(h.ctx, acme, slack, until))
	}
	h.ok(h.s.Install(h.ctx, setup(acme)))
	if at, err = h.s.Heard(h.ctx, acme, slack); err != nil || !at.Equal(h.now.Add(time.Hour)) {
		t.Errorf("heard until %v %v", at, err)
	}
	if at, err = h.s.Heard(h.ctx, "globex", slack); err != nil || !at.IsZero() {
		t.Errorf("another workspace was heard until %v %v", at, err)
	}
	_, err = h.s.Heard(h.ctx, acme, "nobody")
	h.is(err, core.ErrNotFound)
}

// carded is a conversation whose card was accepted as remote at a time.
func (h *house) carded(remote string, at time.Time) (core.Ref, core.ThreadID) {
	h.t.Helper()
	ref, th := h.rung()
	h.update(ref, func(t *core.Turn) error {
		for _, e := range t.C.Threads {
			t.Accepted(at, core.Effect{EffectRef: core.EffectRef{Ref: ref, No: 2}, Kind: core.EffectCard, Thread: e.ID}, []core.Receipt{{Remote: remote}}, 1)
		}
		t.C.Updated = at
		t.Restates(at)
		return nil
	})
	return ref, th
}

func (h *house) watched(since time.Time) []core.Watched {
	h.t.Helper()
	ws, err := h.s.Watched(h.ctx, acme, slack, since)
	h.ok(err)
	return ws
}

func watching(t *testing.T, h *house) {
	h.rung() // no card yet
	_, older := h.carded("100.1", h.now.Add(time.Minute))
	ref, newer := h.carded("100.2", h.now.Add(2*time.Minute))
	got := h.watched(h.now)
	if len(got) != 2 || got[0].Thread.ID != newer || got[1].Thread.ID != older || got[0].Thread.Remote != "100.2" || got[0].Thread.Channel != "C1" || got[0].Ref != ref {
		t.Fatalf("watched %+v", got)
	}
	closed := h.now.Add(time.Hour)
	h.update(ref, func(turn *core.Turn) error { return turn.AgentEnds(closed, ann(newer)) })
	if n := len(h.watched(closed)); n != 2 {
		t.Errorf("%d watched; one was closed just then", n)
	}
	if got := h.watched(closed.Add(time.Second)); len(got) != 1 || got[0].Thread.ID != older {
		t.Errorf("watched %+v after it was closed", got)
	}
	h.ok(h.s.Unchecked(h.ctx, acme, newer, h.now))
	if n := len(h.watched(closed.Add(time.Second))); n != 2 {
		t.Errorf("%d watched; the card of one still says that it is not read", n)
	}
}

// doubtful: a card was sent, and nobody knows what became of it.
func doubtful(t *testing.T, h *house) {
	ref, th := h.rung()
	for _, e := range h.claim(core.PoolPosts, "p", h.now) {
		if e.Thread == th {
			h.ok(h.s.Settle(h.ctx, e, core.Result{Status: core.StatusMaybe, Due: h.now.Add(time.Second)}))
		}
	}
	got := h.watched(h.now)
	if len(got) != 1 || got[0].Thread.ID != th || got[0].Thread.Remote != "" || got[0].Ref != ref {
		t.Errorf("watched %+v", got)
	}
}

func checking(t *testing.T, h *house) {
	_, th := h.carded("100.1", h.now)
	h.ok(h.s.Unchecked(h.ctx, acme, th, h.now))
	if at, err := h.s.UncheckedSince(h.ctx, acme, th); err != nil || !at.Equal(h.now) {
		t.Errorf("unread since %v %v", at, err)
	}
	h.ok(h.s.Checked(h.ctx, acme, th, h.now.Add(time.Hour)))
	h.ok(h.s.Checked(h.ctx, acme, th, h.now.Add(time.Minute)))
	got := h.watched(h.now)
	if len(got) != 1 || !got[0].Checked.Equal(h.now.Add(time.Hour)) || !got[0].Told.IsZero() {
		t.Errorf("watched %+v", got)
	}
	if at, err := h.s.UncheckedSince(h.ctx, acme, th); err != nil || !at.IsZero() {
		t.Errorf("unread since %v %v", at, err)
	}
}
