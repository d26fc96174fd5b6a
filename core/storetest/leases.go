package storetest

import (
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func leasePromises() []promise {
	return []promise{
		{"a leased effect is answered to nobody else until the lease ends", leaseHolds},
		{"a lease that ran out leaves the effect in doubt", expired},
		{"a timer that is tried again keeps the deadline it was set for", timerKeepsDue},
		{"an effect that is gone is no error to settle", settleGone},
		{"who settles after the lease went to another leaves receipts only", settleLate},
	}
}

func leaseHolds(t *testing.T, h *house) {
	h.rung()
	e := h.only(core.PoolPosts, "p", h.now)
	h.none(core.PoolPosts, "p", h.now)
	h.none(core.PoolPosts, "q", h.now.Add(8*time.Second-time.Millisecond))
	if next, err := h.s.NextDue(h.ctx, core.PoolPosts); err != nil || !next.Equal(h.now.Add(8*time.Second)) {
		t.Errorf("next due = %v, %v; want the end of the lease", next, err)
	}
	if again := h.only(core.PoolPosts, "q", h.now.Add(8*time.Second)); again.EffectRef != e.EffectRef {
		t.Errorf("again = %+v", again)
	}
}

func expired(t *testing.T, h *house) {
	h.rung()
	first := h.only(core.PoolPosts, "p", h.now)
	if first.Status != core.Pending || !first.Sent.IsZero() {
		t.Errorf("first = %+v", first)
	}
	again := h.only(core.PoolPosts, "q", h.now.Add(8*time.Second))
	if again.Status != core.StatusMaybe || !again.Sent.Equal(h.now) || !again.Due.Equal(first.Due) {
		t.Errorf("again = %+v; want it in doubt since %v", again, h.now)
	}
	// Settled as pending, the doubt is over.
	h.settle(again, core.Result{Status: core.Pending, Due: h.now.Add(time.Minute)})
	if third := h.only(core.PoolPosts, "q", h.now.Add(time.Minute)); third.Status != core.Pending {
		t.Errorf("after settling: %+v", third)
	}
}

func timerKeepsDue(t *testing.T, h *house) {
	h.rung()
	due := h.now.Add(core.RingWithin)
	e := h.only(core.PoolTimers, "t", due)
	h.settle(e, core.Result{Status: core.Pending, Due: due.Add(time.Second), Attempts: 1})
	h.none(core.PoolTimers, "t", due.Add(time.Second-time.Millisecond))
	again := h.only(core.PoolTimers, "t", due.Add(time.Second))
	if again.EffectRef != e.EffectRef || !again.Due.Equal(due) || again.Attempts != 1 {
		t.Errorf("again = %+v; want it set for %v", again, due)
	}
}

func settleLate(t *testing.T, h *house) {
	h.rung()
	late := h.only(core.PoolPosts, "p", h.now)
	now := h.now.Add(8 * time.Second)
	theirs := h.only(core.PoolPosts, "q", now)
	if late.Owner != "p" || theirs.Owner != "q" {
		t.Errorf("owners %q and %q", late.Owner, theirs.Owner)
	}
	h.settle(late, core.Result{Status: core.StatusHeld, Due: now.Add(time.Hour), Receipts: []core.Receipt{{Part: 0, Remote: "r0"}}})
	h.none(core.PoolPosts, "r", now)
	h.receipts(late.EffectRef, "r0")
	h.settle(theirs, core.Result{Status: core.Pending, Due: now})
	if again := h.only(core.PoolPosts, "r", now); again.EffectRef != theirs.EffectRef {
		t.Errorf("again = %+v", again)
	}
}

func settleGone(t *testing.T, h *house) {
	ref, _ := h.rung()
	e := h.only(core.PoolPosts, "p", h.now)
	h.update(ref, func(tn *core.Turn) error { tn.Done(e.No); return nil })
	h.settle(e, core.Result{})
	h.settle(e, core.Result{Status: core.StatusHeld, Due: h.now})
	if next := h.only(core.PoolPosts, "p", h.now); next.No == e.No {
		t.Errorf("settling brought it back: %+v", next)
	}
}
