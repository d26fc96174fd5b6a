package storetest

import (
	"sync"
	"testing"
	"time"
)

func holdingPromises() []promise {
	return []promise{
		{"a lease is one owner's until it ends or runs out, and then another's", oneHolder},
		{"of many who want a lease at once one gets it", raceForLease},
		{"what a holder noted is there for the next", noteStays},
	}
}

func (h *house) acquires(owner string, now time.Time) (string, bool) {
	h.t.Helper()
	note, ok, err := h.s.Acquire(h.ctx, "gate", owner, now, now.Add(time.Minute))
	h.ok(err)
	return note, ok
}

func oneHolder(t *testing.T, h *house) {
	steps := []struct {
		owner string
		after time.Duration
		want  bool
	}{{"p", 0, true}, {"q", time.Second, false}, {"p", 30 * time.Second, true}, {"q", 80 * time.Second, false}, {"q", 90 * time.Second, true}, {"p", 91 * time.Second, false}}
	for _, s := range steps {
		if _, ok := h.acquires(s.owner, h.now.Add(s.after)); ok != s.want {
			t.Errorf("%s after %s: %v", s.owner, s.after, ok)
		}
	}
	late := h.now.Add(100 * time.Second)
	if ok, err := h.s.Renew(h.ctx, "gate", "p", "", late, late.Add(time.Minute)); err != nil || ok {
		t.Errorf("who lost it renews it: %v %v", ok, err)
	}
	h.ok(h.s.Release(h.ctx, "gate", "p", "mine"))
	if _, ok := h.acquires("p", late); ok {
		t.Error("who lost it ended it")
	}
	if ok, err := h.s.Renew(h.ctx, "gate", "q", "", late, late.Add(time.Hour)); err != nil || !ok {
		t.Errorf("its holder renews it: %v %v", ok, err)
	}
	if _, ok := h.acquires("p", late.Add(59*time.Minute)); ok {
		t.Error("a renewed lease ran out early")
	}
	h.ok(h.s.Release(h.ctx, "gate", "q", ""))
	if _, ok := h.acquires("p", late); !ok {
		t.Error("a lease that was ended is not free")
	}
	if ok, err := h.s.Renew(h.ctx, "nothing", "p", "", late, late); err != nil || ok {
		t.Errorf("a lease that nobody took is renewed: %v %v", ok, err)
	}
}

func raceForLease(t *testing.T, h *house) {
	var mu sync.Mutex
	var all sync.WaitGroup
	won := 0
	for i := range 20 {
		all.Go(func() {
			_, ok, err := h.s.Acquire(h.ctx, "gate", string(rune('a'+i)), h.now, h.now.Add(time.Minute))
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			if ok {
				won++
			}
		})
	}
	all.Wait()
	if won != 1 {
		t.Errorf("%d have it", won)
	}
}

func noteStays(t *testing.T, h *house) {
	if note, ok := h.acquires("p", h.now); note != "" || !ok {
		t.Errorf("noted %q", note)
	}
	if ok, err := h.s.Renew(h.ctx, "gate", "p", "failed twice", h.now, h.now.Add(time.Minute)); err != nil || !ok {
		t.Errorf("renewed: %v %v", ok, err)
	}
	if note, ok := h.acquires("q", h.now.Add(2*time.Minute)); note != "failed twice" || !ok {
		t.Errorf("the next one reads %q", note)
	}
	h.ok(h.s.Release(h.ctx, "gate", "q", "all is well"))
	if note, _ := h.acquires("p", h.now); note != "all is well" {
		t.Errorf("after the end %q", note)
	}
}
