package core

import (
	"errors"
	"testing"
	"time"
)

func TestTheFirstHumanWordAnswersTheAskAndDropsItsTimers(t *testing.T) {
	m := newMemory(t)
	m.rung()
	if _, ok := m.timer(TimerWait); !ok {
		t.Fatal("no wait timer while waiting")
	}
	m.must(func(t *Turn) error {
		_, err := t.AgentSays(noon, anna, Word{Key: "a1", Text: "hello"})
		return err
	})
	if m.c.Ask.Outcome != Answered || m.c.State != StateActive || m.c.OwnerName != "Anna" {
		t.Errorf("ask %q, state %q, owner %q", m.c.Ask.Outcome, m.c.State, m.c.OwnerName)
	}
	if _, ok := m.timer(TimerWait); ok {
		t.Error("the wait timer is still there")
	}
	if len(m.leads) != 0 {
		t.Error("an answered ask made a lead")
	}
}

func TestAClaimAloneStopsNoClock(t *testing.T) {
	m := newMemory(t)
	m.rung()
	m.must(func(t *Turn) error { return t.Claim(noon, anna) })
	if m.c.State != StateActive || !m.c.Ask.IsOpen() {
		t.Fatalf("state %q, outcome %q", m.c.State, m.c.Ask.Outcome)
	}
	timer, ok := m.timer(TimerWait)
	if !ok {
		t.Fatal("the claim stopped the clock")
	}
	m.must(func(t *Turn) error { return t.Fires(noon.Add(wait), timer) })
	if m.c.State != StateMissed || m.c.Ask.Outcome != Missed || len(m.leads) != 1 {
		t.Errorf("state %q, outcome %q, %d leads", m.c.State, m.c.Ask.Outcome, len(m.leads))
	}
}

func TestATimerOfAnEarlierAskDoesNothing(t *testing.T) {
	m := newMemory(t)
	m.rung()
	stale, _ := m.timer(TimerWait)
	m.must(func(t *Turn) error { return t.AgentEnds(noon, anna) })
	m.must(func(t *Turn) error { return t.AskHelp(noon.Add(time.Minute), wait) })
	m.must(func(t *Turn) error { return t.Fires(noon.Add(wait), stale) })
	if m.c.State != StateQueued || len(m.leads) != 0 {
		t.Errorf("state %q, %d leads", m.c.State, len(m.leads))
	}
	if m.asks[1].Outcome != Dismissed || m.c.Ask.No != 2 {
		t.Errorf("first ask %q, now %d", m.asks[1].Outcome, m.c.Ask.No)
	}
}

func TestARingWithNobodyToAskFailsAndItsCardFollowsAsMissed(t *testing.T) {
	m := newMemory(t)
	m.must(func(t *Turn) error { return t.AskHelp(noon, wait) })
	m.must(func(t *Turn) error {
		return t.Ring(noon, 1, []Target{{Connection: "slack", Surface: Slack, Channel: "C1", NewID: "t1"}}, false)
	})
	if m.c.State != StateMissed || m.leads[1].Why != "ring_failed" {
		t.Errorf("state %q, lead %+v", m.c.State, m.leads[1])
	}
	if m.kinds(EffectCard) == 0 || m.kinds(EffectLead) != 1 {
		t.Errorf("%d cards, %d leads to tell", m.kinds(EffectCard), m.kinds(EffectLead))
	}
}

func TestARingIsFailedAfterItsTimeOnlyWithoutAnAcceptedCard(t *testing.T) {
	silent := newMemory(t)
	silent.must(func(t *Turn) error { return t.AskHelp(noon, wait) })
	timer, _ := silent.timer(TimerRing)
	if timer.Due.Sub(noon) != RingWithin {
		t.Errorf("due after %v", timer.Due.Sub(noon))
	}
	silent.must(func(t *Turn) error { return t.Fires(timer.Due, timer) })
	if silent.c.State != StateMissed {
		t.Errorf("without a card: %q", silent.c.State)
	}
	heard := newMemory(t)
	heard.rung()
	if _, ok := heard.timer(TimerRing); ok {
		t.Error("the ring timer outlived the card")
	}
	heard.must(func(t *Turn) error { return t.Fires(timer.Due, timer) })
	if heard.c.State != StateQueued {
		t.Errorf("with a card: %q", heard.c.State)
	}
}

func TestAVisitorWhoLeavesUnansweredIsALead(t *testing.T) {
	m := newMemory(t)
	m.rung()
	m.must(func(t *Turn) error { return t.VisitorEnds(noon.Add(time.Minute)) })
	if m.c.State != StateMissed || m.leads[1].Why != "visitor_left" || m.leads[1].Waited != time.Minute {
		t.Errorf("state %q, lead %+v", m.c.State, m.leads[1])
	}
}

func TestDetailsAfterAMissUpdateTheOneLead(t *testing.T) {
	m := newMemory(t)
	m.rung()
	timer, _ := m.timer(TimerWait)
	m.must(func(t *Turn) error { return t.Fires(timer.Due, timer) })
	if !m.c.WantsDetails() {
		t.Error("no details are wanted after a miss")
	}
	m.must(func(t *Turn) error { return t.LeaveDetails(noon.Add(time.Hour), Details{Email: "m@example.com"}) })
	if m.v.Email != "m@example.com" || len(m.leads) != 1 || !m.leads[1].Updated.Equal(noon.Add(time.Hour)) {
		t.Errorf("visitor %+v, leads %+v", m.v, m.leads)
	}
}

func TestAnAgentWhoLeavesBeforeAWordLeavesTheSameAskWaiting(t *testing.T) {
	m := newMemory(t)
	m.rung()
	deadline := m.c.Ask.Deadline
	m.must(func(t *Turn) error { return t.Claim(noon, anna) })
	m.must(func(t *Turn) error { return t.Leave(noon.Add(time.Minute), anna, wait) })
	if m.c.Ask.No != 1 || !m.c.Ask.Deadline.Equal(deadline) || m.c.State != StateQueued {
		t.Errorf("ask %+v, state %q", m.c.Ask, m.c.State)
	}
	m.must(func(t *Turn) error {
		_, err := t.AgentSays(noon, anna, Word{Key: "k", Text: "hi"})
		return err
	})
	m.must(func(t *Turn) error { return t.Leave(noon.Add(2*time.Minute), anna, wait) })
	if m.c.Ask.No != 2 || m.c.State != StateQueued {
		t.Errorf("after a word: ask %d, state %q", m.c.Ask.No, m.c.State)
	}
}

func TestIdleClosesOnlyAfterSilence(t *testing.T) {
	m := newMemory(t)
	say := func(at time.Time, key string) {
		m.must(func(t *Turn) error {
			_, err := t.VisitorSays(at, Word{Key: key, Text: "hello"}, false, wait)
			return err
		})
	}
	say(noon, "1")
	first, _ := m.timer(TimerIdle)
	say(noon.Add(20*time.Minute), "2")
	m.must(func(t *Turn) error { return t.Fires(first.Due, first) })
	if m.c.State != StateBot {
		t.Fatal("closed although somebody spoke")
	}
	second, ok := m.timer(TimerIdle)
	if !ok || !second.Due.Equal(noon.Add(20*time.Minute+IdleBot)) {
		t.Fatalf("second idle timer %+v %v", second, ok)
	}
	m.must(func(t *Turn) error { return t.Fires(second.Due, second) })
	if m.c.State != StateClosed || m.c.ClosedBy != ByIdle {
		t.Errorf("state %q by %q", m.c.State, m.c.ClosedBy)
	}
}

func TestHandingBackWhatTheBotHasIsRefused(t *testing.T) {
	m := newMemory(t)
	if err := m.take(func(t *Turn) error { return t.HandBack(noon, anna) }); !errors.Is(err, ErrRefused) {
		t.Errorf("got %v", err)
	}
}

func TestDetailsAreNotWantedAfterSomebodyCameLate(t *testing.T) {
	m := newMemory(t)
	m.rung()
	timer, _ := m.timer(TimerWait)
	m.must(func(t *Turn) error { return t.Fires(noon.Add(wait), timer) })
	m.must(func(t *Turn) error {
		_, err := t.AgentSays(noon.Add(wait), anna, Word{Key: "late", Text: "sorry, here I am"})
		return err
	})
	m.must(func(t *Turn) error { return t.AgentEnds(noon.Add(wait), anna) })
	if m.c.State != StateClosed || m.c.WantsDetails() {
		t.Errorf("state %q, wants details: %v", m.c.State, m.c.WantsDetails())
	}
}

func TestAnAskMissedBeforeItRangHasItsCardAndItsLead(t *testing.T) {
	m := newMemory(t)
	m.must(func(t *Turn) error { return t.AskHelp(noon, wait) })
	m.must(func(t *Turn) error { return t.VisitorEnds(noon) })
	ring := func(ask int) {
		m.must(func(t *Turn) error {
			return t.Ring(noon, ask, []Target{{Connection: "c", Surface: Slack, Channel: "C1", NewID: "th"}}, true)
		})
	}
	ring(1)
	ring(1)
	told := map[EffectKind]int{}
	for _, e := range m.effects {
		told[e.Kind]++
	}
	if m.c.State != StateMissed || told[EffectCard] != 1 || told[EffectHistory] != 1 || told[EffectLead] != 1 {
		t.Errorf("state %q, told %v", m.c.State, told)
	}
}
