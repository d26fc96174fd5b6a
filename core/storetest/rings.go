package storetest

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func ringPromises() []promise {
	return []promise{
		{"a limit lets so many rings through, and says when there is room again", ringsLimited},
		{"limits count by address, by site and by conversation, each in its own workspace and kind", ringsApart},
		{"the limit that lasts longest is told", ringsLongest},
		{"of rings at the same time no more than allowed are let through", ringsAtOnce},
		{"old rings are forgotten, and only they", ringsForgotten},
		{"a ring of no site is refused", ringsNowhere},
	}
}

// rings a visitor at an address, at a time after now, and answers when there is
// room again; zero when it was let through.
func (h *house) rings(r core.Ring, after time.Duration, limits ...core.RingLimit) time.Time {
	h.t.Helper()
	r.At = h.now.Add(after)
	if r.Workspace == "" {
		r.Workspace = acme
	}
	if r.Site == "" {
		r.Site = shop
	}
	if r.Kind == "" {
		r.Kind = core.RingAsk
	}
	over, free, err := h.s.TakeRing(h.ctx, r, limits)
	h.ok(err)
	if free.IsZero() != (over == core.RingLimit{}) {
		h.t.Errorf("free %v over %+v", free, over)
	}
	return free
}

func ringsLimited(t *testing.T, h *house) {
	hour := core.RingLimit{By: core.ByAddress, N: 2, Within: time.Hour}
	from := core.Ring{Address: "a"}
	for _, after := range []time.Duration{0, 10 * time.Minute} {
		if free := h.rings(from, after, hour); !free.IsZero() {
			t.Errorf("after %v none is let through until %v", after, free)
		}
	}
	for range 2 { // what was refused is not counted
		if free := h.rings(from, 20*time.Minute, hour); !free.Equal(h.now.Add(time.Hour)) {
			t.Errorf("there is room at %v", free)
		}
	}
	if free := h.rings(from, time.Hour, hour); !free.IsZero() {
		t.Errorf("an hour later: none until %v", free)
	}
	if free := h.rings(from, time.Hour, hour); !free.Equal(h.now.Add(70 * time.Minute)) {
		t.Errorf("there is room at %v", free)
	}
	if free := h.rings(from, time.Hour, core.RingLimit{By: core.ByAddress, Within: time.Hour}); !free.IsZero() {
		t.Errorf("no limit lets none through until %v", free)
	}
}

func ringsApart(t *testing.T, h *house) {
	h.ok(h.s.Install(h.ctx, setup("globex")))
	ref := core.Ref{Workspace: acme, ID: "talk-a"}
	one := core.Ring{Ref: ref, Address: "a"}
	h.rings(one, 0)
	for _, c := range []struct {
		what string
		by   core.RingBy
		n    int
		ring core.Ring
		full bool
	}{
		{"the same address", core.ByAddress, 1, core.Ring{Address: "a"}, true},
		{"another address", core.ByAddress, 1, core.Ring{Address: "b"}, false},
		{"no address", core.ByAddress, 1, core.Ring{}, false},
		{"the address at another workspace", core.ByAddress, 1, core.Ring{Ref: core.Ref{Workspace: "globex"}, Address: "a"}, false},
		{"another kind", core.ByAddress, 1, core.Ring{Address: "a", Kind: core.RingLead}, false},
		{"the same site, of which three have asked by now", core.BySite, 3, core.Ring{Address: "c"}, true},
		{"another workspace's site, of which one has", core.BySite, 2, core.Ring{Ref: core.Ref{Workspace: "globex"}, Address: "c"}, false},
		{"the same conversation", core.ByConversation, 1, core.Ring{Ref: ref, Address: "d"}, true},
		{"another conversation", core.ByConversation, 1, core.Ring{Ref: core.Ref{Workspace: acme, ID: "talk-b"}, Address: "d"}, false},
	} {
		if free := h.rings(c.ring, time.Minute, core.RingLimit{By: c.by, N: c.n, Within: time.Hour}); free.IsZero() == c.full {
			t.Errorf("%s: full is %v, want %v", c.what, !free.IsZero(), c.full)
		}
	}
}

func ringsLongest(t *testing.T, h *house) {
	limits := []core.RingLimit{{By: core.ByAddress, N: 1, Within: time.Hour}, {By: core.ByAddress, N: 1, Within: core.RingsFor}, {By: core.BySite, N: 1, Within: time.Minute}}
	r := core.Ring{Ref: core.Ref{Workspace: acme, ID: "talk"}, Site: shop, Kind: core.RingAsk, Address: "a", At: h.now}
	_, free, err := h.s.TakeRing(h.ctx, r, limits)
	h.ok(err)
	if !free.IsZero() {
		t.Errorf("the first waits until %v", free)
	}
	over, free, err := h.s.TakeRing(h.ctx, r, limits)
	h.ok(err)
	if over != limits[1] || !free.Equal(h.now.Add(core.RingsFor)) {
		t.Errorf("over %+v until %v", over, free)
	}
}

func ringsAtOnce(t *testing.T, h *house) {
	limit := core.RingLimit{By: core.BySite, N: 7, Within: time.Minute}
	var let atomic.Int64
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			r := core.Ring{Ref: core.Ref{Workspace: acme, ID: core.ConversationID(fmt.Sprint("talk-", i))}, Site: shop, Kind: core.RingAsk, At: h.now}
			_, free, err := h.s.TakeRing(h.ctx, r, []core.RingLimit{limit})
			if err != nil {
				t.Error(err)
			}
			if free.IsZero() {
				let.Add(1)
			}
		})
	}
	all.Wait()
	if let.Load() != 7 {
		t.Errorf("%d were let through", let.Load())
	}
}

func ringsForgotten(t *testing.T, h *house) {
	for _, after := range []time.Duration{0, time.Hour} {
		h.rings(core.Ring{Address: "a"}, after)
	}
	n, err := h.s.ForgetRings(h.ctx, h.now.Add(time.Minute))
	h.ok(err)
	if n != 1 {
		t.Errorf("forgot %d", n)
	}
	day := core.RingLimit{By: core.ByAddress, N: 1, Within: core.RingsFor}
	if free := h.rings(core.Ring{Address: "a"}, 2*time.Hour, day); !free.Equal(h.now.Add(time.Hour + core.RingsFor)) {
		t.Errorf("there is room at %v", free)
	}
}

func ringsNowhere(t *testing.T, h *house) {
	_, _, err := h.s.TakeRing(h.ctx, core.Ring{Ref: core.Ref{Workspace: acme, ID: "talk"}, Site: "nowhere", Kind: core.RingAsk, At: h.now}, nil)
	h.is(err, core.ErrNotFound)
}
