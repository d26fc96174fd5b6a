package storetest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func eventPromises() []promise {
	return []promise{
		{"an event is fresh once, however often and at once it is delivered", eventOnce},
		{"an event comes back as it came in", eventRoundTrip},
		{"events of a lane are read one at a time, in the platform's order", eventLanes},
		{"a late event of a lane waits for the one being read, and goes before the rest", lateEvent},
		{"a postponed event holds its lane back until it is due", postponed},
		{"an event that is postponed without its lane holds nobody up", released},
		{"a lease can be made longer by its owner alone", extended},
		{"kept events are shown, with why, and are not read", kept},
		{"understood events are forgotten when they are old, and only then known no more", forgotten},
	}
}

func event(id, lane, sort string, at time.Time) core.RawEvent {
	return core.RawEvent{ID: id, Workspace: acme, Connection: slack, Surface: core.Slack, Kind: "event/message", Lane: lane, Sort: sort,
		Body: []byte(`{"id":"` + id + `"}`), Received: at}
}

func (h *house) receive(e core.RawEvent) {
	h.t.Helper()
	fresh, err := h.s.Receive(h.ctx, e)
	h.ok(err)
	if !fresh {
		h.t.Fatalf("event %s was there already", e.ID)
	}
}

func (h *house) events(at time.Time, want ...string) []core.RawEvent {
	h.t.Helper()
	es, err := h.s.ClaimEvents(h.ctx, "p", at, 8*time.Second, 100)
	h.ok(err)
	got := []string{}
	for _, e := range es {
		got = append(got, e.ID)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		h.t.Fatalf("claimed events %v; want %v", got, want)
	}
	return es
}

func eventOnce(t *testing.T, h *house) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	fresh := 0
	for range 20 {
		wg.Go(func() {
			ok, err := h.s.Receive(h.ctx, event("e1", "l", "1", h.now))
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if ok {
				fresh++
			}
		})
	}
	wg.Wait()
	if fresh != 1 {
		t.Errorf("fresh %d times", fresh)
	}
	other := event("e1", "l2", "1", h.now)
	other.Connection = "slack-2"
	h.receive(other)
	e := h.events(h.now, "e1", "e1")[0]
	h.ok(h.s.Understood(h.ctx, e, ""))
	if ok, err := h.s.Receive(h.ctx, event("e1", "l", "1", h.now)); err != nil || ok {
		t.Errorf("redelivered after it was understood: fresh %v, %v", ok, err)
	}
}

func eventRoundTrip(t *testing.T, h *house) {
	in := event("e1", "lane", "0001.5", h.now)
	in.Body = []byte{0, 1, 0xff, '{'}
	h.receive(in)
	out := h.events(h.now, "e1")[0]
	if string(out.Body) != string(in.Body) || out.Kind != in.Kind || out.Lane != in.Lane || out.Sort != in.Sort || out.Surface != in.Surface ||
		!out.Received.Equal(in.Received) || out.Workspace != acme || out.Connection != slack || out.Attempts != 0 {
		t.Errorf("out = %+v", out)
	}
}

func eventLanes(t *testing.T, h *house) {
	h.receive(event("b", "one", "10.2", h.now))
	h.receive(event("a", "one", "10.1", h.now.Add(time.Second)))
	h.receive(event("z", "two", "99", h.now.Add(2*time.Second)))
	h.receive(event("free1", "", "2", h.now.Add(3*time.Second)))
	h.receive(event("free2", "", "1", h.now.Add(4*time.Second)))
	at := h.now.Add(5 * time.Second)
	got := h.events(at, "a", "z", "free1", "free2")
	h.events(at)
	h.ok(h.s.Understood(h.ctx, got[0], ""))
	h.events(at, "b")
	h.events(at.Add(8*time.Second), "b", "z", "free1", "free2") // the leases ended
}

func lateEvent(t *testing.T, h *house) {
	h.receive(event("b", "one", "2", h.now))
	h.receive(event("c", "one", "3", h.now))
	b := h.events(h.now, "b")[0]
	h.receive(event("a", "one", "1", h.now))
	h.events(h.now)
	if next, err := h.s.NextEvent(h.ctx); err != nil || !next.Equal(h.now.Add(8*time.Second)) {
		t.Errorf("next event = %v, %v; want the end of the lease", next, err)
	}
	h.ok(h.s.Understood(h.ctx, b, ""))
	h.events(h.now, "a")
}

func postponed(t *testing.T, h *house) {
	h.receive(event("a", "one", "1", h.now))
	h.receive(event("b", "one", "2", h.now))
	due := h.now.Add(time.Minute)
	h.ok(h.s.Postpone(h.ctx, h.events(h.now, "a")[0], due))
	h.events(due.Add(-time.Millisecond))
	if next, err := h.s.NextEvent(h.ctx); err != nil || !next.Equal(due) {
		t.Errorf("next event = %v, %v; want %v", next, err, due)
	}
	a := h.events(due, "a")[0]
	if a.Attempts != 1 {
		t.Errorf("attempts = %d", a.Attempts)
	}
	h.ok(h.s.Understood(h.ctx, a, ""))
	h.ok(h.s.Understood(h.ctx, h.events(due, "b")[0], ""))
	if next, err := h.s.NextEvent(h.ctx); err != nil || !next.IsZero() {
		t.Errorf("next event = %v, %v; want none", next, err)
	}
}

func released(t *testing.T, h *house) {
	h.receive(event("a", "one", "1", h.now))
	h.receive(event("b", "one", "2", h.now))
	a := h.events(h.now, "a")[0]
	a.Lane = ""
	due := h.now.Add(time.Minute)
	h.ok(h.s.Postpone(h.ctx, a, due))
	h.ok(h.s.Understood(h.ctx, h.events(h.now, "b")[0], ""))
	if next, err := h.s.NextEvent(h.ctx); err != nil || !next.Equal(due) {
		t.Errorf("next event = %v, %v; want %v", next, err, due)
	}
	h.events(due, "a")
}

func extended(t *testing.T, h *house) {
	h.receive(event("a", "one", "1", h.now))
	a := h.events(h.now, "a")[0]
	h.ok(h.s.Extend(h.ctx, "somebody else", a, h.now.Add(time.Hour)))
	h.ok(h.s.Extend(h.ctx, "p", a, h.now.Add(time.Minute)))
	h.events(h.now.Add(59 * time.Second))
	h.events(h.now.Add(time.Minute), "a")
	h.ok(h.s.Understood(h.ctx, a, ""))
	h.ok(h.s.Extend(h.ctx, "p", a, h.now.Add(time.Hour)))
	h.events(h.now.Add(2 * time.Hour))
}

func kept(t *testing.T, h *house) {
	h.receive(event("a", "one", "1", h.now))
	h.ok(h.s.Understood(h.ctx, h.events(h.now, "a")[0], "no idea what this is"))
	h.ok(h.s.Keep(h.ctx, event("b", "", "", h.now.Add(time.Second)), "malformed"))
	h.ok(h.s.Keep(h.ctx, event("b", "", "", h.now.Add(time.Second)), "malformed"))
	h.ok(h.s.Keep(h.ctx, core.RawEvent{ID: "c", Surface: core.Slack, Received: h.now.Add(-time.Second)}, "from nowhere we know"))
	h.events(h.now.Add(time.Hour))
	es, err := h.s.Kept(h.ctx, 10)
	h.ok(err)
	if len(es) != 3 || es[0].ID != "b" || es[0].Why != "malformed" || es[1].Why != "no idea what this is" || string(es[1].Body) != `{"id":"a"}` || es[2].ID != "c" {
		t.Errorf("kept = %+v", es)
	}
	if es, err = h.s.Kept(h.ctx, 1); err != nil || len(es) != 1 {
		t.Errorf("the latest kept = %v, %v", es, err)
	}
}

func forgotten(t *testing.T, h *house) {
	h.receive(event("done", "", "1", h.now))
	h.ok(h.s.Understood(h.ctx, h.events(h.now, "done")[0], ""))
	h.receive(event("new", "", "1", h.now))
	h.ok(h.s.Keep(h.ctx, event("kept", "", "1", h.now), "why"))
	if n, err := h.s.ForgetEvents(h.ctx, h.now); err != nil || n != 0 {
		t.Errorf("forgot %d, %v; want none yet", n, err)
	}
	if n, err := h.s.ForgetEvents(h.ctx, h.now.Add(time.Second)); err != nil || n != 1 {
		t.Errorf("forgot %d, %v; want the one that is done", n, err)
	}
	h.receive(event("done", "", "1", h.now))
	h.events(h.now, "done", "new")
}
