package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func tenantPromises() []promise {
	return []promise{
		{"nothing of a tenant is found with another's workspace", strangersFindNothing},
		{"nothing of a tenant is changed with another's workspace", strangersChangeNothing},
	}
}

const rival core.WorkspaceID = "rival"

// estate is a tenant with one of everything.
type estate struct {
	ref     core.Ref
	thread  core.ThreadID
	effect  core.Effect
	visitor core.VisitorID
	agent   core.Agent
}

func (h *house) estate() estate {
	h.t.Helper()
	u := setup(rival)
	u.Site.ID, u.Connections, u.Routes = "rivals-shop", nil, nil
	h.ok(h.s.Install(h.ctx, u))
	var e estate
	e.ref, e.thread = h.rung()
	e.visitor = core.VisitorID("v-" + e.ref.ID)
	h.says(e.ref, "k", "hello")
	v, _, _ := h.arrival(e.ref)
	v.External = "user-7"
	h.ok(h.s.SaveVisitor(h.ctx, v))
	e.effect = h.only(core.PoolPosts, "p", h.now)
	h.settle(e.effect, core.Result{Status: core.StatusMaybe, Due: h.now.Add(time.Hour),
		Receipts: []core.Receipt{{Thread: e.thread, Effect: e.effect.No, Kind: e.effect.Kind, Remote: "ts.1"}}})
	h.update(e.ref, func(tn *core.Turn) error {
		card := e.effect
		card.No = 99
		tn.Accepted(h.now, card, []core.Receipt{{Thread: e.thread, Effect: 99, Kind: core.EffectCard, Remote: "ts.1"}}, 1)
		return tn.Fires(h.now.Add(wait), core.Effect{EffectRef: core.EffectRef{Ref: e.ref, No: 3}, Timer: core.TimerWait, Ask: 1, Due: h.now.Add(wait)})
	})
	e.agent = h.know(slack, core.Profile{Remote: "U1", Name: "Ann", Picture: "https://x.example/a.png"})
	return e
}

func strangersFindNothing(t *testing.T, h *house) {
	e := h.estate()
	look := func(ws core.WorkspaceID) map[string]error {
		ref := core.Ref{Workspace: ws, ID: e.ref.ID}
		got := map[string]error{}
		some := func(n int, err error) error {
			if err == nil && n == 0 {
				return core.ErrNotFound
			}
			return err
		}
		_, err := h.s.Conversation(h.ctx, ref)
		got["Conversation"] = err
		es, err := h.s.Entries(h.ctx, ref, 0, 10)
		got["Entries"] = some(len(es), err)
		es, err = h.s.Words(h.ctx, ref, 0, 10)
		got["Words"] = some(len(es), err)
		_, err = h.s.Entry(h.ctx, ref, 1)
		got["Entry"] = err
		ls, err := h.s.Leads(h.ctx, ref)
		got["Leads"] = some(len(ls), err)
		rs, err := h.s.Receipts(h.ctx, core.EffectRef{Ref: ref, No: e.effect.No})
		got["Receipts"] = some(len(rs), err)
		_, _, err = h.s.ThreadByRemote(h.ctx, ws, slack, "C1", "ts.1")
		got["ThreadByRemote"] = err
		got["Update"] = h.s.Update(h.ctx, ref, func(*core.Turn) error { return nil })
		_, err = h.s.Visitor(h.ctx, ws, e.visitor)
		got["Visitor"] = err
		_, _, err = h.s.VisitorByExternal(h.ctx, ws, shop, "user-7")
		got["VisitorByExternal"] = err
		_, err = h.s.Site(h.ctx, ws, shop)
		got["Site"] = err
		_, err = h.s.Connection(h.ctx, ws, slack)
		got["Connection"] = err
		routes, err := h.s.Routes(h.ctx, ws, shop)
		got["Routes"] = some(len(routes), err)
		_, err = h.s.Agent(h.ctx, ws, e.agent.ID)
		got["Agent"] = err
		_, err = h.s.IdentityOf(h.ctx, ws, e.agent.ID, slack)
		got["IdentityOf"] = err
		return got
	}
	for method, err := range look(acme) {
		if err != nil {
			t.Errorf("%s does not find the tenant's own: %v", method, err)
		}
	}
	for _, ws := range []core.WorkspaceID{rival, "", "nobody"} {
		for method, err := range look(ws) {
			if !errors.Is(err, core.ErrNotFound) {
				t.Errorf("%s with workspace %q answers %v", method, ws, err)
			}
		}
		if cs, err := h.s.Active(h.ctx, ws, 10); err != nil || len(cs) != 0 {
			t.Errorf("Active with workspace %q answers %v, %v", ws, cs, err)
		}
	}
}

func strangersChangeNothing(t *testing.T, h *house) {
	e := h.estate()
	stranger := core.Ref{Workspace: rival, ID: e.ref.ID}
	effect := e.effect
	effect.Ref = stranger
	v, _, _ := h.arrival(stranger)
	v.Name = "Mallory"
	h.is(h.s.SaveVisitor(h.ctx, v), core.ErrNotFound)
	h.is(h.s.SavePicture(h.ctx, core.Picture{ID: e.agent.Picture, Workspace: rival, Bytes: []byte("x")}), core.ErrNotFound)
	h.is(h.s.Learned(h.ctx, core.Connection{ID: slack, Workspace: rival, Remote: "T666"}), core.ErrNotFound)
	h.is(h.s.Update(h.ctx, stranger, func(tn *core.Turn) error { return tn.VisitorEnds(h.now) }), core.ErrNotFound)
	h.ok(h.s.Settle(h.ctx, effect, core.Result{}))
	h.ok(h.s.Echo(h.ctx, rival, effect.Key(), "ts.card", core.Receipt{Part: 5, Remote: "ts.666"}))
	if a, err := h.s.KnowAgent(h.ctx, rival, slack, core.Profile{Remote: "U1", Name: "Eve"}, "eve", "pic"); err != nil || a.ID != "eve" {
		t.Errorf("the rival's person is %+v, %v", a, err)
	}

	got, err := h.s.Visitor(h.ctx, acme, e.visitor)
	if err != nil || got.Name != "" {
		t.Errorf("visitor = %+v, %v", got, err)
	}
	if a, err := h.s.Agent(h.ctx, acme, e.agent.ID); err != nil || a.Name != "Ann" {
		t.Errorf("agent = %+v, %v", a, err)
	}
	if p, err := h.s.Picture(h.ctx, e.agent.Picture); err != nil || len(p.Bytes) != 0 {
		t.Errorf("picture = %+v, %v", p, err)
	}
	if c, err := h.s.Connection(h.ctx, acme, slack); err != nil || c.Remote != "" {
		t.Errorf("connection = %+v, %v", c, err)
	}
	h.receipts(e.effect.EffectRef, "ts.1")
	if again := h.only(core.PoolPosts, "p", h.now.Add(2*time.Hour)); again.No != e.effect.No {
		t.Errorf("the effect in doubt is gone; next is %+v", again)
	}
}
