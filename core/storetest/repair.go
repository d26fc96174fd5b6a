package storetest

import (
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func repairPromises() []promise {
	return []promise{
		{"again makes held and refused effects due, of one connection or of all", again},
		{"a refused effect that is sent again comes before the rest of its lane", againKeepsOrder},
		{"again does not send a lane's second while its first is being sent", againWaits},
		{"the backlog shows the worst first", backlog},
		{"counts count", counts},
		{"ping answers", func(t *testing.T, h *house) { h.ok(h.s.Ping(h.ctx)) }},
	}
}

func again(t *testing.T, h *house) {
	h.rungOn(slack)
	h.rungOn("slack-2")
	for i, e := range h.claim(core.PoolPosts, "p", h.now) {
		h.settle(e, core.Result{Status: []core.Status{core.StatusHeld, core.StatusDead}[i], Due: h.now.Add(time.Hour), Attempts: 12, Cause: "x", Cure: "y"})
	}
	later := h.now.Add(time.Second)
	n, err := h.s.Again(h.ctx, slack, later)
	if err != nil || n != 1 {
		t.Fatalf("again = %d, %v", n, err)
	}
	fx := h.claim(core.PoolPosts, "p", later)
	var first core.Effect
	for _, e := range fx {
		if e.Dest == slack {
			first = e
		} else if e.Kind != core.EffectHistory {
			t.Errorf("the other connection's %+v", e)
		}
	}
	if first.Kind != core.EffectCard || first.Status != core.Pending || first.Attempts != 0 || first.Cause != "" {
		t.Errorf("again = %+v", first)
	}
	if n, err = h.s.Again(h.ctx, "", later); err != nil || n != 1 {
		t.Errorf("again of all = %d, %v", n, err)
	}
	if n, err = h.s.Again(h.ctx, "", later); err != nil || n != 0 {
		t.Errorf("again of nothing = %d, %v", n, err)
	}
}

func againKeepsOrder(t *testing.T, h *house) {
	ref, _ := h.rung()
	h.says(ref, "a", "hello")
	card := h.only(core.PoolPosts, "p", h.now)
	h.settle(card, core.Result{Status: core.StatusDead, Due: h.now})
	n, err := h.s.Again(h.ctx, "", h.now)
	if err != nil || n != 1 {
		t.Fatalf("again = %d, %v", n, err)
	}
	for _, want := range []core.EffectKind{core.EffectCard, core.EffectHistory, core.EffectWord} {
		e := h.only(core.PoolPosts, "p", h.now)
		if e.Kind != want {
			t.Fatalf("told %s; want %s", e.Kind, want)
		}
		h.settle(e, core.Result{})
	}
}

func againWaits(t *testing.T, h *house) {
	h.rung()
	h.settle(h.only(core.PoolPosts, "p", h.now), core.Result{Status: core.StatusDead, Due: h.now})
	history := h.only(core.PoolPosts, "p", h.now)
	if n, err := h.s.Again(h.ctx, "", h.now); err != nil || n != 1 {
		t.Fatalf("again = %d, %v", n, err)
	}
	h.none(core.PoolPosts, "q", h.now)
	h.settle(history, core.Result{Status: core.Pending, Due: h.now})
	if e := h.only(core.PoolPosts, "q", h.now); e.Kind != core.EffectCard {
		t.Errorf("then comes %+v", e)
	}
}

func backlog(t *testing.T, h *house) {
	statuses := []core.Status{core.Pending, core.StatusMaybe, core.StatusDead, core.StatusHeld}
	for range statuses {
		h.rung()
	}
	for i, e := range h.claim(core.PoolPosts, "p", h.now) {
		h.settle(e, core.Result{Status: statuses[i], Due: h.now.Add(time.Hour)})
	}
	all, err := h.s.Backlog(h.ctx, 1000)
	h.ok(err)
	if len(all) != 4*5 {
		t.Errorf("%d in the backlog; want %d", len(all), 4*5)
	}
	for i, want := range []core.Status{core.StatusHeld, core.StatusDead, core.StatusMaybe, core.Pending} {
		if all[i].Status != want {
			t.Errorf("number %d is %s; want %s", i, all[i].Status, want)
		}
	}
	if few, err := h.s.Backlog(h.ctx, 2); err != nil || len(few) != 2 {
		t.Errorf("two of them: %v, %v", few, err)
	}
}

func counts(t *testing.T, h *house) {
	h.talk()
	ref, th := h.rung()
	h.update(ref, func(tn *core.Turn) error { return tn.Claim(h.now, ann(th)) })
	h.settle(h.only(core.PoolPosts, "p", h.now), core.Result{Status: core.StatusHeld, Due: h.now})
	h.ok(h.s.Keep(h.ctx, core.RawEvent{ID: "e", Workspace: acme, Connection: slack, Received: h.now}, "odd"))
	got, err := h.s.Counts(h.ctx)
	h.ok(err)
	for what, want := range map[string]int64{"workspaces": 1, "sites": 1, "connections": 1, "visitors": 2, "conversations": 2,
		"conversations_bot": 1, "conversations_active": 1, "conversations_queued": 0, "outbox_held": 1, "outbox_refused": 0,
		"events_kept": 1, "events_new": 0, "leads": 0, "agents": 0} {
		if n, ok := got[what]; !ok || n != want {
			t.Errorf("%s = %d, %v; want %d", what, n, ok, want)
		}
	}
}
