package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/bellhop-chat/bellhop/core"
)

func batchPromises() []promise {
	return []promise{
		{"a member that errs, panics or breaks a rule of the database fails no other", badMembers},
		{"an update sees what earlier updates did", seesEarlier},
		{"an error changes nothing and is answered", errorChangesNothing},
		{"effects are visible only after the commit", effectsAfterCommit},
		{"a caller who has given up is told busy", givenUp},
		{"a closed store says busy", closedStore},
	}
}

var errNo = errors.New("no")

func badMembers(t *testing.T, h *house) {
	good, bad := h.talk(), h.talk()
	h.says(bad, "taken", "hello")
	h.says(good, "first", "hello")
	var wg sync.WaitGroup
	const n = 40
	for i := range n {
		wg.Go(func() {
			err := h.s.Update(h.ctx, good, func(tn *core.Turn) error {
				_, err := tn.VisitorSays(h.now, core.Word{Key: fmt.Sprint(i), Text: "good"}, false, wait)
				return err
			})
			if err != nil {
				t.Errorf("a good update failed: %v", err)
			}
		})
		wg.Go(func() { badMember(t, h, i%4, bad) })
	}
	wg.Wait()
	if es := h.entries(good); len(es) != n+1 {
		t.Errorf("%d good words; want %d", len(es), n+1)
	}
	if es := h.entries(bad); len(es) != 1 {
		t.Errorf("the bad ones left %v", es)
	}
}

// badMember fails in one of four ways.
func badMember(t *testing.T, h *house, way int, ref core.Ref) {
	say := func(tn *core.Turn, key string) {
		_, _ = tn.VisitorSays(h.now, core.Word{Key: key, Text: "bad"}, false, wait)
	}
	var err error
	switch way {
	case 0:
		err = h.s.Update(h.ctx, ref, func(tn *core.Turn) error { say(tn, h.id("x")); return errNo })
		h.is(err, errNo)
	case 1:
		err = h.s.Update(h.ctx, ref, func(tn *core.Turn) error { say(tn, h.id("x")); panic("boo") })
		if err == nil || !strings.Contains(err.Error(), "boo") {
			t.Errorf("a panic answered %v", err)
		}
	case 2: // the number of an entry that exists
		err = h.s.Update(h.ctx, ref, func(tn *core.Turn) error { tn.C.LastSeq = 0; say(tn, h.id("x")); return nil })
	case 3: // an effect that exists
		err = h.s.Update(h.ctx, ref, func(tn *core.Turn) error { tn.C.NextEffect = 1; say(tn, h.id("x")); return nil })
	}
	if err == nil {
		t.Errorf("way %d to fail did not fail", way)
	}
}

func seesEarlier(t *testing.T, h *house) {
	ref, th := h.rung()
	start := h.conversation(ref).LastSeq
	var wg sync.WaitGroup
	for i := range 30 {
		wg.Go(func() {
			err := h.s.Update(h.ctx, ref, func(tn *core.Turn) error {
				before := tn.C.LastSeq
				if before > start {
					if _, ok := tn.Seen(fmt.Sprint("n", before)); !ok {
						return fmt.Errorf("update %d does not see entry %d by its key", i, before)
					}
				}
				tn.Note(h.now, ann(th), core.Word{Key: fmt.Sprint("n", before+1), Text: "note"})
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := h.conversation(ref).LastSeq; got != start+30 {
		t.Errorf("last number %d; want %d", got, start+30)
	}
}

func errorChangesNothing(t *testing.T, h *house) {
	ref := h.talk()
	err := h.s.Update(h.ctx, ref, func(tn *core.Turn) error {
		if err := tn.AskHelp(h.now, wait); err != nil {
			return err
		}
		return errNo
	})
	h.is(err, errNo)
	if c := h.conversation(ref); c.State != core.StateBot || c.LastSeq != 0 || c.Ask.No != 0 {
		t.Errorf("stored %+v", c)
	}
	h.none(core.PoolRings, "r", h.now)
	h.is(h.s.Update(h.ctx, core.Ref{Workspace: acme, ID: "nobody"}, func(*core.Turn) error { return nil }), core.ErrNotFound)
}

func effectsAfterCommit(t *testing.T, h *house) {
	ref := h.talk()
	err := h.s.Update(h.ctx, ref, func(tn *core.Turn) error {
		if err := tn.AskHelp(h.now, wait); err != nil {
			return err
		}
		// Reads do not wait for writers, so this sees what is committed.
		due, err := h.s.NextDue(context.WithoutCancel(h.ctx), core.PoolRings)
		if err != nil || !due.IsZero() {
			return fmt.Errorf("before the commit something is due at %v, %w", due, err)
		}
		return nil
	})
	h.ok(err)
	if e := h.only(core.PoolRings, "r", h.now); e.ID != ref.ID || e.Kind != core.EffectRing || e.Ask != 1 {
		t.Errorf("effect = %+v", e)
	}
}

func givenUp(t *testing.T, h *house) {
	ref := h.talk()
	ctx, cancel := context.WithCancel(h.ctx)
	cancel()
	err := h.s.Update(ctx, ref, func(*core.Turn) error { return nil })
	h.is(err, core.ErrBusy)
	h.is(err, context.Canceled)

	// Given up while it runs: it may be stored, and the store goes on.
	ctx, cancel = context.WithCancel(h.ctx)
	running, finish := make(chan struct{}), make(chan struct{})
	answered := make(chan error)
	go func() {
		answered <- h.s.Update(ctx, ref, func(*core.Turn) error { close(running); <-finish; return nil })
	}()
	<-running
	cancel()
	h.is(<-answered, core.ErrBusy)
	close(finish)
	if seq := h.says(ref, "after", "hello"); seq != 1 {
		t.Errorf("the next word is number %d", seq)
	}
}

func closedStore(t *testing.T, h *house) {
	ref := h.talk()
	h.ok(h.s.Close())
	h.is(h.s.Update(h.ctx, ref, func(*core.Turn) error { return nil }), core.ErrBusy)
	h.ok(h.s.Close())
}
