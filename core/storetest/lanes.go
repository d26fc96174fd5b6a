package storetest

import (
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func lanePromises() []promise {
	return []promise{
		{"effects of a lane are told one at a time, in order", laneOrder},
		{"a pool gets its own effects only, and none before they are due", poolsAndDue},
		{"the longest due comes first, at most as many as asked for", longestDueFirst},
		{"a destination gets no more than its cap, what is leased included", perDest},
		{"a destination with a backlog hides no other", backlogHidesNobody},
		{"a refused effect does not hold its lane back", refusedLetsPass},
		{"a held or unknown effect holds its lane back until it is due again", heldHoldsBack},
		{"timers that are not waited for any more are gone", timersGo},
		{"effects ended out of order leave the lane in order", endedOutOfOrder},
	}
}

func (h *house) settle(e core.Effect, r core.Result) {
	h.t.Helper()
	h.ok(h.s.Settle(h.ctx, e, r))
}

func laneOrder(t *testing.T, h *house) {
	ref, th := h.rung()
	h.says(ref, "a", "hello") // card, history, word
	var got []core.EffectKind
	for range 3 {
		e := h.only(core.PoolPosts, "p", h.now)
		if e.Thread != th || e.Dest != slack || e.Ref != ref || e.Status != core.Pending {
			t.Errorf("effect = %+v", e)
		}
		h.none(core.PoolPosts, "q", h.now)
		got = append(got, e.Kind)
		h.settle(e, core.Result{})
	}
	h.none(core.PoolPosts, "p", h.now)
	if got[0] != core.EffectCard || got[1] != core.EffectHistory || got[2] != core.EffectWord {
		t.Errorf("told %v", got)
	}
	h.says(ref, "b", "again")
	if e := h.only(core.PoolPosts, "p", h.now); e.Kind != core.EffectWord {
		t.Errorf("after the lane was empty: %+v", e)
	}
}

func poolsAndDue(t *testing.T, h *house) {
	h.rung()
	h.only(core.PoolRings, "r", h.now)
	h.none(core.PoolBot, "b", h.now)
	h.none(core.PoolTimers, "t", h.now.Add(core.RingWithin-time.Millisecond))
	due, err := h.s.NextDue(h.ctx, core.PoolTimers)
	if err != nil || !due.Equal(h.now.Add(core.RingWithin)) {
		t.Errorf("next due = %v, %v", due, err)
	}
	e := h.only(core.PoolTimers, "t", due)
	if e.Timer != core.TimerRing || e.Ask != 1 || !e.Due.Equal(due) {
		t.Errorf("timer = %+v", e)
	}
	if due, err = h.s.NextDue(h.ctx, core.PoolBot); err != nil || !due.IsZero() {
		t.Errorf("next due of an empty pool = %v, %v", due, err)
	}
}

func longestDueFirst(t *testing.T, h *house) {
	var refs []core.Ref
	for range 5 {
		h.now = h.now.Add(time.Second)
		ref, _ := h.rung()
		refs = append([]core.Ref{ref}, refs...)
	}
	for i, n := range []int{2, 2, 1} {
		fx, err := h.s.Claim(h.ctx, core.PoolPosts, "p", h.now, time.Minute, 2, 0)
		h.ok(err)
		if len(fx) != n {
			t.Fatalf("claim %d got %v", i, kinds(fx))
		}
		for _, e := range fx {
			if want := refs[len(refs)-1]; e.Ref != want {
				t.Errorf("got %v; want %v", e.Ref, want)
			}
			refs = refs[:len(refs)-1]
		}
	}
}

func perDest(t *testing.T, h *house) {
	for range 5 {
		h.rungOn(slack)
	}
	claim := func(at time.Time) []core.Effect {
		fx, err := h.s.Claim(h.ctx, core.PoolPosts, "p", at, 8*time.Second, 100, 2)
		h.ok(err)
		return fx
	}
	first := claim(h.now)
	if len(first) != 2 || len(claim(h.now)) != 0 {
		t.Fatalf("claimed %v of a destination with cap 2, and more after it", kinds(first))
	}
	h.settle(first[0], core.Result{Status: core.StatusHeld, Due: h.now.Add(time.Hour)})
	if fx := claim(h.now); len(fx) != 1 {
		t.Errorf("claimed %v after one of two was settled", kinds(fx))
	}
	if fx := claim(h.now.Add(8 * time.Second)); len(fx) != 2 {
		t.Errorf("claimed %v after the leases ended", kinds(fx))
	}
}

func backlogHidesNobody(t *testing.T, h *house) {
	for range 30 {
		h.rungOn(slack)
	}
	h.now = h.now.Add(time.Second)
	h.rungOn("slack-2")
	h.rungOn("slack-3")
	fx, err := h.s.Claim(h.ctx, core.PoolPosts, "p", h.now, time.Minute, 4, 2)
	h.ok(err)
	count := map[core.ConnectionID]int{}
	for _, e := range fx {
		count[e.Dest]++
	}
	if count[slack] != 2 || count["slack-2"] != 1 || count["slack-3"] != 1 {
		t.Errorf("claimed %v", count)
	}
}

func refusedLetsPass(t *testing.T, h *house) {
	h.rung()
	card := h.only(core.PoolPosts, "p", h.now)
	h.settle(card, core.Result{Status: core.StatusDead, Due: h.now, Cause: "blocked_word", Cure: "Say it differently.", Attempts: 3})
	next := h.only(core.PoolPosts, "p", h.now)
	if next.Kind != core.EffectHistory {
		t.Errorf("after a refused card comes %+v", next)
	}
	h.settle(next, core.Result{})
	h.none(core.PoolPosts, "p", h.now.Add(time.Hour))
	if due, err := h.s.NextDue(h.ctx, core.PoolPosts); err != nil || !due.IsZero() {
		t.Errorf("something is due at %v, %v", due, err)
	}
	b, err := h.s.Backlog(h.ctx, 10)
	if err != nil || len(b) == 0 || b[0].Status != core.StatusDead || b[0].Cause != "blocked_word" || b[0].Attempts != 3 || b[0].Cure == "" {
		t.Errorf("backlog = %+v, %v", b, err)
	}
}

func heldHoldsBack(t *testing.T, h *house) {
	for _, status := range []core.Status{core.StatusHeld, core.StatusMaybe, core.Pending} {
		h.rung()
		e := h.only(core.PoolPosts, "p", h.now)
		due := h.now.Add(time.Minute)
		h.settle(e, core.Result{Status: status, Due: due, Cause: "c", Attempts: 2})
		h.none(core.PoolPosts, "p", due.Add(-time.Millisecond))
		if next, err := h.s.NextDue(h.ctx, core.PoolPosts); err != nil || !next.Equal(due) {
			t.Errorf("next due = %v, %v; want %v", next, err, due)
		}
		again := h.only(core.PoolPosts, "p", due)
		if again.No != e.No || again.Status != status || again.Attempts != 2 || again.Cause != "c" || !again.Due.Equal(due) {
			t.Errorf("again = %+v", again)
		}
		h.settle(again, core.Result{})
		h.settle(h.only(core.PoolPosts, "p", due), core.Result{})
		h.none(core.PoolPosts, "p", due)
	}
}

func timersGo(t *testing.T, h *house) {
	ref, th := h.rung()
	h.update(ref, func(tn *core.Turn) error {
		_, err := tn.AgentSays(h.now, ann(th), core.Word{Key: "a", Text: "hi"})
		return err
	})
	for _, e := range h.claim(core.PoolTimers, "t", h.now.Add(wait)) {
		t.Errorf("timer %s of an answered ask is still there", e.Timer)
	}
	// A new ask in the turn that ends the old one has timers of its own.
	h.update(ref, func(tn *core.Turn) error { return tn.Leave(h.now.Add(time.Second), ann(th), wait) })
	names := map[core.Timer]int{}
	for _, e := range h.claim(core.PoolTimers, "t", h.now.Add(wait+time.Second)) {
		if e.Ask == 2 {
			names[e.Timer]++
		}
	}
	if names[core.TimerRing] != 1 || names[core.TimerWait] != 1 {
		t.Errorf("timers of the second ask: %v", names)
	}
}

func endedOutOfOrder(t *testing.T, h *house) {
	ref, _ := h.rung()
	h.says(ref, "a", "one")
	h.says(ref, "b", "two") // card 4, history 5, words 6 and 7
	h.update(ref, func(tn *core.Turn) error { tn.Done(6); return nil })
	if e := h.only(core.PoolPosts, "p", h.now); e.No != 4 {
		t.Fatalf("head = %+v", e)
	}
	h.none(core.PoolPosts, "q", h.now)
	h.update(ref, func(tn *core.Turn) error { tn.Done(4); tn.Done(5); return nil })
	if e := h.only(core.PoolPosts, "p", h.now); e.No != 7 {
		t.Errorf("head = %+v", e)
	}
}
