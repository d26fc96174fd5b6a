package storetest

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func pacePromises() []promise {
	return []promise{
		{"a rested gate lets a burst through, then one at a time", burstThenPace},
		{"gates of connections, workspaces and keys are their own", gatesApart},
		{"however many ask at once, nobody passes too early", nobodyTooEarly},
		{"a pass that was given is good at its time, and not long after", heldPass},
		{"a gate that was shut stays shut, and voids what was given before", shutGate},
		{"a wide gate that is shut delays the narrow one, not the other way", wideGate},
		{"a send that takes several passes has them all", manyPasses},
		{"those behind let others go first, and are not starved", behind},
		{"shut gates are told with their end", shutsTold},
	}
}

// line is a gate that one passes a second, two after a rest.
func line(key string) core.Gate { return core.Gate{Key: key, Every: time.Second, Burst: 2} }

func (h *house) reserve(p core.Pass, at time.Duration) (time.Duration, bool) {
	h.t.Helper()
	if p.Workspace == "" {
		p.Workspace = acme
	}
	if p.Connection == "" {
		p.Connection = slack
	}
	got, given, err := h.s.Reserve(h.ctx, p, h.now.Add(at))
	h.ok(err)
	return got.Sub(h.now), given
}

// passes wants passes to be given at these times, one after the other.
func (h *house) passes(p core.Pass, at time.Duration, want ...time.Duration) {
	h.t.Helper()
	for i, w := range want {
		if got, given := h.reserve(p, at); got != w || !given {
			h.t.Errorf("pass %d is at %v, given %v; want %v", i, got, given, w)
		}
	}
}

func one(gates ...core.Gate) core.Pass { return core.Pass{Gates: gates} }

func burstThenPace(_ *testing.T, h *house) {
	h.passes(one(line("a")), 0, 0, 0, time.Second, 2*time.Second)
	h.passes(one(line("a")), 2500*time.Millisecond, 3*time.Second)
	h.passes(one(line("a")), 10*time.Second, 10*time.Second, 10*time.Second, 11*time.Second)
	h.passes(core.Pass{}, 0, 0)
}

func gatesApart(t *testing.T, h *house) {
	h.ok(h.s.Install(h.ctx, setup("rival")))
	for _, p := range []core.Pass{one(line("a")), one(line("b")), {Connection: "slack-2", Gates: []core.Gate{line("a")}},
		{Workspace: "rival", Gates: []core.Gate{line("a")}}} {
		h.passes(p, 0, 0, 0, time.Second)
	}
	shuts, err := h.s.Shuts(h.ctx, h.now)
	if err != nil || len(shuts) != 4 {
		t.Errorf("shut: %+v, %v", shuts, err)
	}
}

func nobodyTooEarly(t *testing.T, h *house) {
	var mu sync.Mutex
	var got []time.Duration
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			at, given, err := h.s.Reserve(h.ctx, core.Pass{Workspace: acme, Connection: slack, Gates: []core.Gate{line("a"), line("b")}}, h.now)
			mu.Lock()
			defer mu.Unlock()
			if got = append(got, at.Sub(h.now)); err != nil || !given {
				t.Errorf("given %v, %v", given, err)
			}
		})
	}
	all.Wait()
	slices.Sort(got)
	for i, at := range got {
		if want := max(0, time.Duration(i-1)*time.Second); at != want {
			t.Errorf("pass %d is at %v; want %v", i, at, want)
		}
	}
}

func heldPass(_ *testing.T, h *house) {
	h.passes(one(line("a")), 0, 0, 0, time.Second, 2*time.Second)
	held := one(line("a"))
	held.Held = h.now.Add(time.Second)
	h.passes(held, 500*time.Millisecond, time.Second)
	h.passes(held, time.Second, time.Second)
	h.passes(held, 1500*time.Millisecond, time.Second)
	h.passes(one(line("a")), 1500*time.Millisecond, 3*time.Second)
	late := time.Second + core.HeldWithin
	h.passes(held, late, late, late, late+time.Second) // a new one each time
}

func shutGate(t *testing.T, h *house) {
	shut := func(at, until time.Duration) time.Duration {
		got, err := h.s.Shut(h.ctx, acme, slack, line("a"), h.now.Add(at), h.now.Add(until))
		h.ok(err)
		return got.Sub(h.now)
	}
	h.passes(one(line("a")), 0, 0, 0, time.Second)
	if got := shut(0, 7*time.Second); got != 7*time.Second {
		t.Errorf("the first may come again at %v", got)
	}
	if got := shut(0, 7*time.Second); got != 8*time.Second {
		t.Errorf("the second may come again at %v", got)
	}
	early := one(line("a"))
	early.Held = h.now.Add(time.Second)
	h.passes(early, time.Second, 9*time.Second)
	mine := one(line("a"))
	mine.Held = h.now.Add(7 * time.Second)
	h.passes(mine, 7*time.Second, 7*time.Second)
	h.passes(one(line("a")), 7*time.Second, 10*time.Second) // no burst so soon after
	h.passes(one(line("b")), 0, 0)
}

func wideGate(_ *testing.T, h *house) {
	wide := core.Gate{Key: "wide", Every: 100 * time.Millisecond, Burst: 50}
	h.passes(one(line("a"), wide), 0, 0, 0, time.Second, 2*time.Second)
	h.passes(one(line("b"), wide), 0, 0, 0)
	_, err := h.s.Shut(h.ctx, acme, slack, wide, h.now, h.now.Add(30*time.Second))
	h.ok(err)
	// Of the narrow gate, one at a time: not all that waited when the wide one opens.
	h.passes(one(line("b"), wide), time.Second, 30100*time.Millisecond, 31100*time.Millisecond, 32100*time.Millisecond)
	h.passes(one(line("a")), time.Second, 3*time.Second)
}

func manyPasses(_ *testing.T, h *house) {
	two, ten := line("a"), line("a")
	two.Passes, ten.Passes = 2, 10
	h.passes(one(two), 0, 0, 2*time.Second)
	h.passes(one(line("a")), 0, 3*time.Second)
	h.passes(one(ten), 0, 5*time.Second) // a burst is the most that is taken
	h.passes(one(line("a")), 0, 6*time.Second)
}

func behind(t *testing.T, h *house) {
	back := one(line("a"))
	back.Behind = true
	h.passes(back, 0, 0) // nobody else waits
	h.passes(one(line("a")), 0, 0, time.Second, 2*time.Second)
	var again []time.Duration
	for range 3 {
		at, given := h.reserve(back, 0)
		if given {
			t.Errorf("one that is behind was given a pass at %v, before its share was due", at)
		}
		again = append(again, at)
	}
	if !slices.Equal(again, []time.Duration{3 * time.Second, 4 * time.Second, 5 * time.Second}) {
		t.Errorf("they come again at %v", again)
	}
	h.passes(one(line("a")), 0, 3*time.Second) // as if nobody were behind
	passed := 0
	for second := range 60 { // a gate that always has somebody waiting
		at := time.Duration(second) * time.Second
		h.reserve(one(line("a")), at)
		if _, given := h.reserve(back, at); given {
			passed++
		}
	}
	if all := 60 + passed; passed < all/core.BehindShare-1 || passed > all/core.BehindShare+1 {
		t.Errorf("of %d passes, %d were for those behind", all, passed)
	}
}

func shutsTold(t *testing.T, h *house) {
	h.passes(one(line("free")), 0, 0)
	h.passes(one(line("busy")), 0, 0, 0, time.Second)
	_, err := h.s.Shut(h.ctx, acme, slack, line("asked"), h.now, h.now.Add(time.Minute))
	h.ok(err)
	got, err := h.s.Shuts(h.ctx, h.now)
	h.ok(err)
	want := []core.Shut{
		{Workspace: acme, Connection: slack, Gate: "asked", Until: h.now.Add(61 * time.Second), Asked: true},
		{Workspace: acme, Connection: slack, Gate: "busy", Until: h.now.Add(2 * time.Second)},
	}
	if !slices.Equal(got, want) {
		t.Errorf("shut: %+v; want %+v", got, want)
	}
	if got, err = h.s.Shuts(h.ctx, h.now.Add(2*time.Minute)); err != nil || len(got) != 0 {
		t.Errorf("later: %+v, %v", got, err)
	}
}
