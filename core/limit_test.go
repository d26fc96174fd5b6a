package core

import (
	"errors"
	"testing"
	"time"
)

func (m *memory) limited(tell bool) {
	m.t.Helper()
	m.must(func(t *Turn) error { return t.AskLimited(noon, tell) })
}

func TestAnAskOverALimitIsMissedAndRingsNobody(t *testing.T) {
	m := newMemory(t)
	m.says("k", "hello", false)
	m.limited(false)
	if m.c.State != StateMissed || m.c.Ask.No != 1 || m.c.Ask.Outcome != Missed || m.c.Ask.Why != WhyLimit || !m.c.WantsDetails() || !m.c.CanAsk() {
		t.Errorf("%q %+v", m.c.State, m.c.Ask)
	}
	if m.kinds(EffectRing) != 0 || m.kinds(EffectLead) != 0 || len(m.leads) != 1 || m.leads[1].Why != WhyLimit {
		t.Errorf("%d rings, %d lead cards, leads %+v", m.kinds(EffectRing), m.kinds(EffectLead), m.leads)
	}
	if last := m.log[len(m.log)-1]; last.Code != CodeMissed || last.From != StateBot || last.ForVisitorText() == "" {
		t.Errorf("the log ends with %+v", last)
	}
	before := m.c.LastSeq
	m.limited(true)
	if m.c.LastSeq != before || m.c.Ask.No != 1 || m.kinds(EffectRing) != 0 {
		t.Errorf("asking again over the limit changed something: %+v", m.c)
	}
}

func TestTheLeadOfAnAskOverALimitIsToldOnceThereIsAContact(t *testing.T) {
	m := newMemory(t)
	m.limited(false)
	if !m.c.Untold() {
		t.Error("it counts as told")
	}
	m.must(func(t *Turn) error { return t.LeaveDetails(noon, Details{Email: "ada@example.com"}) })
	if m.kinds(EffectRing) != 1 {
		t.Fatalf("%d rings", m.kinds(EffectRing))
	}
	m.must(func(t *Turn) error {
		return t.Ring(noon, 1, []Target{{Connection: "slack", Surface: Slack, Channel: "C1", NewID: "th"}}, true)
	})
	if m.kinds(EffectCard) != 1 || m.kinds(EffectLead) != 1 || m.c.State != StateMissed {
		t.Errorf("%d cards, %d lead cards, state %q", m.kinds(EffectCard), m.kinds(EffectLead), m.c.State)
	}
}

func TestAnAskOverALimitByAKnownVisitorIsToldAtOnceInTheThreadThereIs(t *testing.T) {
	m := newMemory(t)
	m.rung()
	m.must(func(t *Turn) error { return t.AgentEnds(noon, anna) })
	rings := m.kinds(EffectRing)
	m.limited(true)
	if m.c.Ask.No != 2 || m.kinds(EffectLead) != len(m.c.Threads) || m.kinds(EffectRing) != rings {
		t.Errorf("ask %d, %d lead cards, %d rings", m.c.Ask.No, m.kinds(EffectLead), m.kinds(EffectRing))
	}
	m.must(func(t *Turn) error { return t.VisitorEnds(noon) })
	leads := m.kinds(EffectLead)
	m.limited(true)
	if m.c.State != StateMissed || m.c.Ask.No != 2 || m.kinds(EffectLead) != leads {
		t.Errorf("ending and asking again made ask %d and %d lead cards", m.c.Ask.No, m.kinds(EffectLead)-leads)
	}
}

func TestALimitTakesNobodyAway(t *testing.T) {
	m := answered(t)
	before := m.c.LastSeq
	m.limited(true)
	if m.c.State != StateActive || m.c.LastSeq != before {
		t.Errorf("%q, %d entries, before %d", m.c.State, m.c.LastSeq, before)
	}
	m.must(func(t *Turn) error { return t.Block(noon, anna) })
	if err := m.take(func(t *Turn) error { return t.AskLimited(noon, false) }); !errors.Is(err, ErrBlocked) {
		t.Errorf("a blocked visitor: %v", err)
	}
}

func TestAfterALimitAskingWorksAgain(t *testing.T) {
	m := newMemory(t)
	m.limited(false)
	m.must(func(t *Turn) error { return t.AskHelp(noon.Add(time.Hour), wait) })
	if m.c.State != StateQueued || m.c.Ask.No != 2 || !m.c.Ask.IsOpen() || m.kinds(EffectRing) != 1 {
		t.Errorf("%q %+v", m.c.State, m.c.Ask)
	}
}
