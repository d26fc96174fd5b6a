package core

import "time"

// AskLimited is AskHelp over a limit: nobody is rung. The ask is missed at once,
// so that the visitor is told and asked how to reach them, and it has its lead
// as every missed ask. tell tells the team of it, as somebody who left a contact
// may expect; without one the lead is told when details come (LeaveDetails). An
// ask that follows one over a limit is the same ask again. In queued and active
// nothing changes.
func (t *Turn) AskLimited(now time.Time, tell bool) error {
	if !t.Visitor.Blocked.IsZero() {
		return ErrBlocked
	}
	if !t.C.CanAsk() {
		return nil
	}
	again := t.C.Ask.Outcome == Missed && t.C.Ask.Why == WhyLimit
	if again && t.C.State == StateMissed {
		return nil
	}
	from, err := t.step(HelpAsked, t.facts())
	if err != nil {
		return err
	}
	if _, err := t.step(RingFailed, t.facts()); err != nil {
		return err
	}
	t.C.ClosedBy, t.C.ClosedAt = "", time.Time{}
	if again {
		t.append(now, Entry{Kind: KindChange, Code: CodeMissed, From: from, To: t.C.State, Why: WhyLimit})
		t.refreshCards(now)
		t.rest(now)
		return nil
	}
	t.C.Ask = Ask{No: t.C.Ask.No + 1, Opened: now, RingBy: now, Deadline: now}
	lead := t.missed(now, from, WhyLimit)
	if tell {
		t.tellLead(now, lead)
	}
	return nil
}

// Untold tells that the last ask was missed over a limit and that the team has
// no card of it.
func (c *Conversation) Untold() bool {
	if c.Ask.Outcome != Missed || c.Ask.Why != WhyLimit {
		return false
	}
	for _, th := range c.Threads {
		if th.LeadAsk == c.Ask.No {
			return false
		}
	}
	return true
}
