package storetest

import (
	"sync"
	"testing"

	"github.com/bellhop-chat/bellhop/core"
)

func racePromises() []promise {
	return []promise{
		{"an agent's word against the expiring timer ends the ask answered or missed, never both", wordAgainstTimer},
		{"of twenty claimers each effect goes to one", claimRace},
	}
}

func wordAgainstTimer(t *testing.T, h *house) {
	seen := map[core.Outcome]int{}
	for i := range *rounds {
		ref, th := h.rung()
		due := h.now.Add(wait)
		timer := core.Effect{EffectRef: core.EffectRef{Ref: ref, No: 3}, Kind: core.EffectTimer, Timer: core.TimerWait, Ask: 1, Due: due}
		sides := []func(tn *core.Turn) error{
			func(tn *core.Turn) error {
				_, err := tn.AgentSays(due, ann(th), core.Word{Key: "hello", Text: "Hello!"})
				return err
			},
			func(tn *core.Turn) error { return tn.Fires(due, timer) },
		}
		var wg sync.WaitGroup
		for n := range sides { // each side is handed in first every other time
			wg.Go(func() {
				if err := h.s.Update(h.ctx, ref, sides[(n+i)%2]); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		seen[ended(t, h, ref)]++
	}
	if *rounds >= 100 && (seen[core.Answered] == 0 || seen[core.Missed] == 0) {
		t.Errorf("this was no race: %v", seen)
	}
	t.Logf("outcomes of %d rounds: %v", *rounds, seen)
}

// ended holds one finished ask to its promise.
func ended(t *testing.T, h *house, ref core.Ref) core.Outcome {
	c := h.conversation(ref)
	leads, err := h.s.Leads(h.ctx, ref)
	h.ok(err)
	misses, words := 0, 0
	for _, e := range h.entries(ref) {
		switch {
		case e.Code == core.CodeMissed:
			misses++
		case e.Kind == core.KindAgent:
			words++
		}
	}
	wantMissed := 0
	switch c.Ask.Outcome {
	case core.Answered:
	case core.Missed:
		wantMissed = 1
	default:
		t.Fatalf("the ask ended %q", c.Ask.Outcome)
	}
	if misses != wantMissed || len(leads) != wantMissed || words != 1 || c.State != core.StateActive {
		t.Fatalf("ask %s: %d missed entries, %d leads, %d agent's words, state %s", c.Ask.Outcome, misses, len(leads), words, c.State)
	}
	return c.Ask.Outcome
}

func claimRace(t *testing.T, h *house) {
	const talks = 40
	for range talks {
		h.rung()
	}
	var mu sync.Mutex
	got := map[core.EffectRef]string{}
	var wg sync.WaitGroup
	for w := range 20 {
		owner := string(rune('a' + w))
		wg.Go(func() {
			for {
				fx, err := h.s.Claim(h.ctx, core.PoolPosts, owner, h.now, wait, 3, 0)
				if err != nil {
					t.Error(err)
				}
				if len(fx) == 0 {
					return
				}
				mu.Lock()
				for _, e := range fx {
					if other, ok := got[e.EffectRef]; ok {
						t.Errorf("%s went to %s and %s", e.Key(), other, owner)
					}
					got[e.EffectRef] = owner
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(got) != talks {
		t.Errorf("%d effects were claimed; want the %d heads", len(got), talks)
	}
}
