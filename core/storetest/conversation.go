package storetest

import (
	"slices"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func wholeConversation(t *testing.T, h *house) {
	ref, th := h.rung()
	h.update(ref, func(tn *core.Turn) error {
		e := core.Effect{EffectRef: core.EffectRef{Ref: ref, No: 4}, Kind: core.EffectCard, Thread: th, Ask: 1}
		tn.Accepted(h.now, e, []core.Receipt{{Thread: th, Effect: 4, Kind: core.EffectCard, Remote: "ts.1"}}, 1)
		return nil
	})
	h.update(ref, func(tn *core.Turn) error { return tn.Claim(h.now.Add(time.Minute), ann(th)) })
	c := h.conversation(ref)
	if c.State != core.StateActive || c.Owner != "ann" || !c.OwnedAt.Equal(h.now.Add(time.Minute)) || c.Site != shop ||
		c.Visitor != core.VisitorID("v-"+ref.ID) || !c.IdleArmed || c.IdleAt.IsZero() || c.Ref != ref {
		t.Errorf("conversation = %+v", c)
	}
	if c.Ask.No != 1 || !c.Ask.Opened.Equal(h.now) || !c.Ask.Deadline.Equal(h.now.Add(wait)) || c.Ask.Rung.IsZero() || !c.Ask.IsOpen() || c.Ask.Joined.IsZero() {
		t.Errorf("ask = %+v", c.Ask)
	}
	if len(c.Threads) != 1 || c.Threads[0].ID != th || c.Threads[0].Remote != "ts.1" || c.Threads[0].Channel != "C1" || c.Threads[0].Surface != core.Slack {
		t.Errorf("threads = %+v", c.Threads)
	}
	var inTurn core.Conversation
	var visitor core.Visitor
	h.update(ref, func(tn *core.Turn) error { inTurn, visitor = tn.C, tn.Visitor; return nil })
	if inTurn.Ask != c.Ask || inTurn.LastSeq != c.LastSeq || len(inTurn.Threads) != 1 || visitor.Attrs["plan"] != "gold" {
		t.Errorf("a turn sees %+v and visitor %+v", inTurn, visitor)
	}
}

func threadByRemote(t *testing.T, h *house) {
	ref, th := h.rung()
	other, otherThread := h.rung()
	accept := func(ref core.Ref, th core.ThreadID, kind core.EffectKind, no int64, remote string) {
		h.update(ref, func(tn *core.Turn) error {
			e := core.Effect{EffectRef: core.EffectRef{Ref: ref, No: no}, Kind: kind, Thread: th, Ask: 1}
			tn.Accepted(h.now, e, []core.Receipt{{Thread: th, Effect: no, Kind: kind, Remote: remote}}, 1)
			return nil
		})
	}
	accept(ref, th, core.EffectCard, 4, "ts.card")
	accept(other, otherThread, core.EffectCard, 4, "ts.other")
	accept(ref, th, core.EffectLead, 50, "ts.lead1")
	accept(ref, th, core.EffectLead, 51, "ts.lead2")
	for _, remote := range []string{"ts.card", "ts.lead1", "ts.lead2"} {
		got, id, err := h.s.ThreadByRemote(h.ctx, acme, slack, "C1", remote)
		if err != nil || got != ref || id != th {
			t.Errorf("%s leads to %v %v, %v", remote, got, id, err)
		}
	}
	for _, miss := range [][3]string{{string(slack), "C1", "ts.none"}, {string(slack), "C2", "ts.card"}, {"slack-2", "C1", "ts.card"}, {string(slack), "C1", ""}, {string(slack), "C2", "ts.lead1"}} {
		_, _, err := h.s.ThreadByRemote(h.ctx, acme, core.ConnectionID(miss[0]), miss[1], miss[2])
		h.is(err, core.ErrNotFound)
	}
}

func lostThread(t *testing.T, h *house) {
	ref, th := h.rung()
	says := func(text string) int64 { return h.says(ref, text, text) }
	seq := says("told before")
	h.update(ref, func(tn *core.Turn) error {
		e := core.Effect{EffectRef: core.EffectRef{Ref: ref, No: 4}, Kind: core.EffectCard, Thread: th, Ask: 1}
		tn.Accepted(h.now, e, []core.Receipt{{Thread: th, Effect: 4, Kind: core.EffectCard, Remote: "ts.card"},
			{Thread: th, Effect: 60, Part: 1, Seq: seq, Kind: core.EffectWord, Remote: "ts.word"}}, 7)
		return nil
	})
	if told, err := h.s.Told(h.ctx, ref, th, seq); err != nil || len(told) != 1 {
		t.Errorf("before, it was told as %v, %v", told, err)
	}
	h.update(ref, func(tn *core.Turn) error { tn.Loses(th, "ts.card"); return nil })
	if got := h.conversation(ref).Threads[0]; got.Remote != "" || got.Lost != "ts.card" || got.CardRev != 0 {
		t.Errorf("the lost thread is %+v", got)
	}
	h.update(ref, func(tn *core.Turn) error { tn.Loses(th, "ts.card"); tn.Reopens(th, "ts.new", 9); return nil })
	if got := h.conversation(ref).Threads[0]; got.Remote != "ts.new" || got.Lost != "ts.card" || got.CardRev != 9 {
		t.Errorf("the reopened thread is %+v", got)
	}
	h.update(ref, func(tn *core.Turn) error { return tn.Recalls(h.now, th) })
	if got := h.conversation(ref).Threads[0]; got.Lost != "" {
		t.Errorf("the thread that was told all is %+v", got)
	}
	for _, remote := range []string{"ts.card", "ts.new"} {
		if got, id, err := h.s.ThreadByRemote(h.ctx, acme, slack, "C1", remote); err != nil || got != ref || id != th {
			t.Errorf("%s leads to %v %v, %v", remote, got, id, err)
		}
	}
	if told, err := h.s.Told(h.ctx, ref, th, seq); err != nil || len(told) != 0 {
		t.Errorf("what was told in the lost thread counts: %v, %v", told, err)
	}
}

func recalled(t *testing.T, h *house) {
	ref, th := h.rung()
	if n, err := h.s.Recalled(h.ctx, ref, th); err != nil || n != 0 {
		t.Errorf("before there is a history it went to %d, %v", n, err)
	}
	h.update(ref, func(tn *core.Turn) error {
		e := core.Effect{EffectRef: core.EffectRef{Ref: ref, No: 5}, Kind: core.EffectHistory, Thread: th, Ask: 1}
		tn.Accepted(h.now, e, []core.Receipt{{Thread: th, Effect: 5, Seq: 7, Kind: core.EffectHistory, Remote: "ts.1"},
			{Thread: th, Effect: 5, Part: 1, Seq: 9, Kind: core.EffectHistory, Remote: "ts.2"},
			{Thread: th, Effect: 6, Seq: 3, Kind: core.EffectWord, Remote: "ts.3"}}, 7)
		return nil
	})
	for _, c := range []struct {
		ref  core.Ref
		th   core.ThreadID
		want int64
	}{{ref, th, 7}, {ref, "another", 0}, {core.Ref{Workspace: "globex", ID: ref.ID}, th, 0}} {
		if n, err := h.s.Recalled(h.ctx, c.ref, c.th); err != nil || n != c.want {
			t.Errorf("the history of %v %s went to %d, %v; want %d", c.ref, c.th, n, err, c.want)
		}
	}
	for _, seq := range []int64{8, 6} { // who made it knows better than who saw it, and comes later perhaps
		h.update(ref, func(tn *core.Turn) error {
			e := core.Effect{EffectRef: core.EffectRef{Ref: ref, No: 5}, Kind: core.EffectHistory, Thread: th, Ask: 1}
			tn.Accepted(h.now, e, []core.Receipt{{Thread: th, Effect: 5, Seq: seq, Kind: core.EffectHistory, Remote: "ts.1"}}, 7)
			return nil
		})
		if n, err := h.s.Recalled(h.ctx, ref, th); err != nil || n != 8 {
			t.Errorf("told of %d, it went to %d, %v", seq, n, err)
		}
	}
}

func untold(t *testing.T, h *house) {
	ref, th := h.rung()
	first, second := h.says(ref, "a", "one"), h.says(ref, "b", "two")
	got, err := h.s.Untold(h.ctx, ref, th)
	h.ok(err)
	if !slices.Equal(got, []int64{first, second}) {
		t.Errorf("untold are %v, want %d and %d", got, first, second)
	}
	for _, ask := range []struct {
		ref core.Ref
		th  core.ThreadID
	}{{ref, "another"}, {core.Ref{Workspace: "another", ID: ref.ID}, th}} {
		if got, err := h.s.Untold(h.ctx, ask.ref, ask.th); err != nil || len(got) != 0 {
			t.Errorf("untold of %v %v are %v, %v", ask.ref, ask.th, got, err)
		}
	}
}

func active(t *testing.T, h *house) {
	h.talk()
	first, _ := h.rung()
	h.now = h.now.Add(time.Second)
	second, th := h.rung()
	h.update(second, func(tn *core.Turn) error { return tn.Claim(h.now, ann(th)) })
	closed, th := h.rung()
	h.update(closed, func(tn *core.Turn) error { return tn.AgentEnds(h.now, ann(th)) })
	got, err := h.s.Active(h.ctx, acme, 10)
	h.ok(err)
	if len(got) != 2 || got[0].ID != second.ID || got[1].ID != first.ID || len(got[0].Threads) != 1 {
		t.Errorf("active = %v", got)
	}
	if got, err = h.s.Active(h.ctx, acme, 1); err != nil || len(got) != 1 || got[0].ID != second.ID {
		t.Errorf("the newest active = %v, %v", got, err)
	}
}
