package storetest

import (
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func settlePromises() []promise {
	return []promise{
		{"receipts stay when the effect is gone", receiptsStay},
		{"receipts of a try that was not finished are kept for the next", receiptsOfATry},
		{"a receipt told twice is kept once", receiptTwice},
		{"our own post seen on the platform ends the doubt about it", echoEndsDoubt},
		{"an echo of a part that was known ends no doubt", echoOfAKnownPart},
		{"an echo of what is not in doubt moves nothing", echoMovesNothing},
		{"a part seen in another thread counts for nothing", echoElsewhere},
	}
}

func (h *house) receipts(e core.EffectRef, want ...string) {
	h.t.Helper()
	rs, err := h.s.Receipts(h.ctx, e)
	h.ok(err)
	if len(rs) != len(want) {
		h.t.Fatalf("receipts = %+v; want %v", rs, want)
	}
	for i, remote := range want {
		if r := rs[i]; r.Remote != remote || r.Part != i || r.Effect != e.No {
			h.t.Errorf("receipt %d = %+v; want %s", i, r, remote)
		}
	}
}

func receiptsStay(t *testing.T, h *house) {
	_, th := h.rung()
	e := h.only(core.PoolPosts, "p", h.now)
	h.settle(e, core.Result{Receipts: []core.Receipt{{Thread: th, Effect: e.No, Kind: e.Kind, Remote: "ts.1"}}})
	h.receipts(e.EffectRef, "ts.1")
	next := h.only(core.PoolPosts, "p", h.now)
	h.update(next.Ref, func(tn *core.Turn) error {
		tn.Accepted(h.now, next, []core.Receipt{{Thread: th, Seq: 3, Effect: next.No, Kind: next.Kind, Remote: "ts.2"}}, 1)
		return nil
	})
	h.receipts(next.EffectRef, "ts.2")
	h.none(core.PoolPosts, "p", h.now)
}

func receiptsOfATry(t *testing.T, h *house) {
	_, th := h.rung()
	e := h.only(core.PoolPosts, "p", h.now)
	part := func(n int, remote string) core.Receipt {
		return core.Receipt{Thread: th, Effect: e.No, Kind: e.Kind, Part: n, Remote: remote}
	}
	h.settle(e, core.Result{Status: core.Pending, Due: h.now, Attempts: 1, Receipts: []core.Receipt{part(0, "ts.0"), part(1, "ts.1")}})
	h.receipts(e.EffectRef, "ts.0", "ts.1")
	e = h.only(core.PoolPosts, "p", h.now)
	h.settle(e, core.Result{Receipts: []core.Receipt{part(2, "ts.2")}})
	h.receipts(e.EffectRef, "ts.0", "ts.1", "ts.2")
}

func receiptTwice(t *testing.T, h *house) {
	_, th := h.rung()
	e := h.only(core.PoolPosts, "p", h.now)
	r := core.Receipt{Thread: th, Effect: e.No, Kind: e.Kind, Remote: "ts.1"}
	h.settle(e, core.Result{Status: core.Pending, Due: h.now, Receipts: []core.Receipt{r, r}})
	h.update(e.Ref, func(tn *core.Turn) error { tn.Accepted(h.now, e, []core.Receipt{r}, 1); return nil })
	h.receipts(e.EffectRef, "ts.1")
}

func echoEndsDoubt(t *testing.T, h *house) {
	_, th := h.rung()
	e := h.only(core.PoolPosts, "p", h.now)
	h.settle(e, core.Result{Status: core.StatusMaybe, Due: h.now.Add(time.Hour)})
	h.none(core.PoolPosts, "p", h.now)
	h.ok(h.s.Echo(h.ctx, acme, e.Key(), "ts.1", core.Receipt{Part: 0, Remote: "ts.1"}))
	again := h.only(core.PoolPosts, "p", h.now)
	if again.No != e.No || again.Status != core.Pending {
		t.Errorf("after the echo: %+v", again)
	}
	rs, err := h.s.Receipts(h.ctx, e.EffectRef)
	if err != nil || len(rs) != 1 || rs[0].Remote != "ts.1" || rs[0].Thread != th || rs[0].Kind != core.EffectCard {
		t.Errorf("receipts = %+v, %v", rs, err)
	}
}

// echoOfAKnownPart: a first part was told and a second is in doubt.
func echoOfAKnownPart(t *testing.T, h *house) {
	_, th := h.rung()
	e := h.only(core.PoolPosts, "p", h.now)
	known := core.Receipt{Thread: th, Effect: e.No, Kind: e.Kind, Part: 0, Remote: "ts.1"}
	h.settle(e, core.Result{Status: core.StatusMaybe, Due: h.now.Add(time.Hour), Receipts: []core.Receipt{known}})
	h.ok(h.s.Echo(h.ctx, acme, e.Key(), "ts.1", core.Receipt{Part: 0, Remote: "ts.1"}))
	h.none(core.PoolPosts, "p", h.now)
	h.ok(h.s.Echo(h.ctx, acme, e.Key(), "ts.1", core.Receipt{Part: 1, Remote: "ts.2"}))
	if again := h.only(core.PoolPosts, "p", h.now); again.Status != core.Pending {
		t.Errorf("after the echo of the part in doubt: %+v", again)
	}
}

func echoMovesNothing(t *testing.T, h *house) {
	h.rung()
	e := h.only(core.PoolPosts, "p", h.now)
	h.ok(h.s.Echo(h.ctx, acme, e.Key(), "ts.1", core.Receipt{Remote: "ts.1"}))
	h.none(core.PoolPosts, "q", h.now) // the send under way goes on
	h.settle(e, core.Result{Status: core.StatusHeld, Due: h.now.Add(time.Hour)})
	h.ok(h.s.Echo(h.ctx, acme, e.Key(), "ts.1", core.Receipt{Remote: "ts.1"}))
	h.none(core.PoolPosts, "q", h.now)
	for _, key := range []string{"", "nonsense", "talk.x", "nobody.1", string(e.ID) + ".999"} {
		h.ok(h.s.Echo(h.ctx, acme, key, "ts.2", core.Receipt{Remote: "ts.2"}))
	}
	h.receipts(e.EffectRef, "ts.1")
}

func echoElsewhere(t *testing.T, h *house) {
	ref, th := h.rung()
	card := h.only(core.PoolPosts, "p", h.now)
	h.update(ref, func(tn *core.Turn) error {
		tn.Accepted(h.now, card, []core.Receipt{{Thread: th, Effect: card.No, Kind: card.Kind, Remote: "ts.card"}}, 1)
		return nil
	})
	history := h.only(core.PoolPosts, "p", h.now)
	h.settle(history, core.Result{Status: core.StatusMaybe, Due: h.now.Add(time.Hour)})
	h.ok(h.s.Echo(h.ctx, acme, history.Key(), "ts.misplaced", core.Receipt{Remote: "ts.misplaced"}))
	h.receipts(history.EffectRef)
	h.none(core.PoolPosts, "p", h.now)
	h.ok(h.s.Echo(h.ctx, acme, history.Key(), "ts.card", core.Receipt{Remote: "ts.2"}))
	h.receipts(history.EffectRef, "ts.2")
}
