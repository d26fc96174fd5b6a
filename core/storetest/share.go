package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func sharePromises() []promise {
	return []promise{
		{"a pass that an effect was given comes back with it, once", slotKept},
		{"the words directly behind one may share its post, and nothing else", mayShare},
		{"what shares a post is remembered when its lease ends", shareRemembered},
		{"what shares a post ends together, with the receipts of each", shareEnds},
		{"our own shared post seen on the platform is known to be shared", shareEchoed},
		{"what shares a post is refused together, and sent again together", shareRefused},
		{"what was to share a post can be taken apart for good", shareApart},
		{"who lost the lease decides no more about sharing", shareLate},
	}
}

// waiting is a conversation whose card and history were told, with n words that
// wait; it answers the first of them, claimed.
func (h *house) waiting(n int) (core.Effect, core.ThreadID) {
	h.t.Helper()
	ref, th := h.rung()
	h.settle(h.only(core.PoolPosts, "p", h.now), core.Result{})
	h.settle(h.only(core.PoolPosts, "p", h.now), core.Result{})
	for i := range n {
		h.says(ref, fmt.Sprint("w", i), fmt.Sprint("word ", i))
	}
	return h.only(core.PoolPosts, "p", h.now), th
}

// sharers wants the numbers of the effects that share, or may share, e's post.
func (h *house) sharers(e core.Effect, want ...int64) {
	h.t.Helper()
	found, err := h.s.Sharers(h.ctx, e, 3)
	h.ok(err)
	var got []int64
	for _, o := range found {
		if got = append(got, o.No); o.Kind != core.EffectWord || o.Ref != e.Ref || o.Seq == 0 {
			h.t.Errorf("%+v shares a post", o)
		}
	}
	if !slices.Equal(got, want) {
		h.t.Errorf("%d shares with %v; want %v", e.No, got, want)
	}
}

func (h *house) share(e *core.Effect, nos ...int64) {
	h.t.Helper()
	h.ok(h.s.Share(h.ctx, *e, nos))
	e.Group = e.No
}

func slotKept(t *testing.T, h *house) {
	e, _ := h.waiting(1)
	if !e.Slot.IsZero() {
		t.Errorf("a new effect has a pass at %v", e.Slot)
	}
	slot := h.now.Add(3 * time.Second)
	h.settle(e, core.Result{Status: core.Pending, Due: slot, Slot: slot})
	h.none(core.PoolPosts, "p", slot.Add(-time.Millisecond))
	if e = h.only(core.PoolPosts, "p", slot); !e.Slot.Equal(slot) {
		t.Errorf("the pass came back as %v; want %v", e.Slot, slot)
	}
	h.settle(e, core.Result{Status: core.Pending, Due: slot})
	if e = h.only(core.PoolPosts, "p", slot); !e.Slot.IsZero() {
		t.Errorf("the pass came back again: %v", e.Slot)
	}
}

func mayShare(t *testing.T, h *house) {
	e, th := h.waiting(3)
	h.sharers(e, e.No+1, e.No+2)
	h.says(e.Ref, "w3", "four")
	h.says(e.Ref, "w4", "five")
	h.sharers(e, e.No+1, e.No+2, e.No+3)
	other, _ := h.waiting(1)
	h.sharers(other)
	h.update(e.Ref, func(tn *core.Turn) error {
		tn.Tell(h.now, th, core.Notice{Text: "between them"})
		return nil
	})
	h.settle(e, core.Result{})
	e = h.only(core.PoolPosts, "p", h.now)
	h.settle(e, core.Result{})
	e = h.only(core.PoolPosts, "p", h.now)
	h.says(e.Ref, "w5", "six")
	h.sharers(e, e.No+1, e.No+2) // the notice is before the last
	if e.Kind != core.EffectWord {
		t.Errorf("head = %+v", e)
	}
}

func shareRemembered(t *testing.T, h *house) {
	e, _ := h.waiting(4)
	h.share(&e, e.No+1, e.No+2)
	h.none(core.PoolPosts, "q", h.now)
	again := h.only(core.PoolPosts, "q", h.now.Add(8*time.Second))
	if again.No != e.No || again.Group != e.No || again.Status != core.StatusMaybe {
		t.Errorf("again = %+v", again)
	}
	h.sharers(again, e.No+1, e.No+2)
}

func shareEnds(t *testing.T, h *house) {
	e, th := h.waiting(4)
	h.share(&e, e.No+1, e.No+2)
	var rs []core.Receipt
	for i := range int64(3) {
		rs = append(rs, core.Receipt{Thread: th, Seq: e.Seq + i, Effect: e.No + i, Kind: core.EffectWord, Remote: "ts.1", Group: e.No})
	}
	h.settle(e, core.Result{Receipts: rs})
	next := h.only(core.PoolPosts, "p", h.now)
	if next.No != e.No+3 || next.Group != 0 {
		t.Errorf("then comes %+v", next)
	}
	told, err := h.s.Told(h.ctx, e.Ref, th, e.Seq+2)
	if err != nil || len(told) != 1 || told[0] != rs[2] {
		t.Errorf("told %+v, %v", told, err)
	}
	h.settle(next, core.Result{Receipts: []core.Receipt{{Thread: th, Seq: e.Seq + 1, Effect: next.No, Kind: core.EffectRevise, Remote: "ts.1", Group: e.No}}})
	shared, err := h.s.Shared(h.ctx, e.Ref, th, e.No)
	if err != nil || len(shared) != 4 || shared[3].Kind != core.EffectRevise || !slices.Equal(shared[:3], rs) {
		t.Errorf("shared %+v, %v", shared, err)
	}
	if none, err := h.s.Shared(h.ctx, e.Ref, "other", e.No); err != nil || len(none) != 0 {
		t.Errorf("in another thread %+v, %v", none, err)
	}
}

func shareEchoed(t *testing.T, h *house) {
	e, th := h.waiting(2)
	h.update(e.Ref, func(tn *core.Turn) error { tn.Reopens(th, "ts.card", 1); return nil })
	h.share(&e, e.No+1)
	h.settle(e, core.Result{Status: core.StatusMaybe, Due: h.now.Add(time.Hour)})
	h.ok(h.s.Echo(h.ctx, acme, e.Key(), "ts.card", core.Receipt{Remote: "ts.1"}))
	again := h.only(core.PoolPosts, "p", h.now)
	rs, err := h.s.Receipts(h.ctx, again.EffectRef)
	if err != nil || len(rs) != 1 || rs[0].Group != e.No || again.Group != e.No || again.Status != core.Pending {
		t.Errorf("receipts %+v, %v of %+v", rs, err, again)
	}
}

func shareRefused(t *testing.T, h *house) {
	e, _ := h.waiting(3)
	h.share(&e, e.No+1)
	h.settle(e, core.Result{Status: core.StatusDead, Due: h.now, Cause: "odd"})
	next := h.only(core.PoolPosts, "p", h.now)
	if next.No != e.No+2 {
		t.Errorf("then comes %+v", next)
	}
	h.settle(next, core.Result{})
	if n, err := h.s.Again(h.ctx, "", h.now); err != nil || n != 2 {
		t.Fatalf("again = %d, %v", n, err)
	}
	again := h.only(core.PoolPosts, "p", h.now)
	if again.No != e.No || again.Group != e.No {
		t.Errorf("again = %+v", again)
	}
	h.sharers(again, e.No+1)
}

func shareApart(t *testing.T, h *house) {
	e, _ := h.waiting(3)
	h.share(&e, e.No+1)
	h.settle(e, core.Result{Status: core.Pending, Due: h.now, Apart: true})
	for i := range int64(3) {
		next := h.only(core.PoolPosts, "p", h.now)
		if want := []int64{e.No, e.No + 1, 0}[i]; next.No != e.No+i || next.Group != want {
			t.Errorf("number %d = %+v", i, next)
		}
		if i < 2 {
			h.sharers(next)
		}
		h.settle(next, core.Result{})
	}
}

func shareLate(_ *testing.T, h *house) {
	e, _ := h.waiting(2)
	h.only(core.PoolPosts, "q", h.now.Add(8*time.Second))
	h.is(h.s.Share(h.ctx, e, []int64{e.No + 1}), core.ErrNotFound)
}
