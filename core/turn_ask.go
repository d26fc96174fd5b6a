package core

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// Target is a channel that a ring goes to.
type Target struct {
	Connection ConnectionID
	Surface    Surface
	Channel    string
	NewID      ThreadID // for the thread, if the conversation has none there
}

// Ring opens a thread, or asks again in the one that exists, on every target.
// available false means that nobody may be asked: the ring has failed, and the
// cards follow as missed ones. An ask that was missed before it could be rung
// has its card and its lead all the same; any other that is not waited for any
// more is left alone.
func (t *Turn) Ring(now time.Time, ask int, targets []Target, available bool) error {
	if t.C.Ask.No != ask {
		return nil
	}
	first := len(t.C.Threads) == 0
	if !t.C.Ask.IsOpen() && (!first || t.C.Ask.Outcome != Missed) {
		return nil
	}
	for _, g := range targets {
		if err := t.ringOne(now, g); err != nil {
			return err
		}
	}
	if first {
		t.tellEarlierLeads(now)
	}
	if t.C.Ask.IsOpen() && (len(targets) == 0 || !available) {
		return t.RingFails(now, ask)
	}
	return nil
}

// tellEarlierLeads tells the first threads of a conversation the asks that were
// missed before there were any. An ask that was not missed has no lead, and its
// effect says nothing.
func (t *Turn) tellEarlierLeads(now time.Time) {
	for no := 1; no < t.C.Ask.No || no == t.C.Ask.No && t.C.Ask.Outcome == Missed; no++ {
		for _, th := range t.C.Threads {
			t.toThread(now, th, Effect{Kind: EffectLead, Ask: no})
		}
	}
}

func (t *Turn) ringOne(now time.Time, g Target) error {
	for _, th := range t.C.Threads {
		if th.Connection == g.Connection && th.Channel == g.Channel {
			t.toThread(now, th, Effect{Kind: EffectCard, Seq: int64(t.C.Ask.No)})
			return nil
		}
	}
	th := Thread{ID: g.NewID, Connection: g.Connection, Surface: g.Surface, Channel: g.Channel, Created: now}
	t.C.Threads = append(t.C.Threads, th)
	t.saveThread(th)
	t.toThread(now, th, Effect{Kind: EffectCard, Seq: int64(t.C.Ask.No)})
	t.toThread(now, th, Effect{Kind: EffectHistory, Seq: t.C.LastSeq})
	return t.giveFiles(now, th)
}

// saveThread stores a thread as it is now.
func (t *Turn) saveThread(th Thread) {
	for i := range t.C.Threads {
		if t.C.Threads[i].ID == th.ID {
			t.C.Threads[i] = th
		}
	}
	for i := range t.changes.Threads {
		if t.changes.Threads[i].ID == th.ID {
			t.changes.Threads[i] = th
			return
		}
	}
	t.changes.Threads = append(t.changes.Threads, th)
	t.touch("thread")
}

// Accepted notes that a platform accepted an effect: its receipts, the thread's
// remote id from a first card, the lead card's from a first lead, and that the
// ask has been rung. shown is the CardRev that the card was rendered from.
func (t *Turn) Accepted(now time.Time, e Effect, rs []Receipt, shown int64) {
	t.Done(e.No)
	t.changes.Receipts = append(t.changes.Receipts, rs...)
	th, ok := t.C.ThreadByID(e.Thread)
	first, accepted := firstPart(rs)
	if !ok || !accepted {
		return
	}
	switch e.Kind {
	case EffectCard:
		if th.Remote == "" {
			th.Remote = first
		}
		th.CardRev = max(th.CardRev, shown)
		t.saveThread(th)
		t.rung(now, e.Ask)
	case EffectLead:
		th.Lead, th.LeadAsk = first, e.Ask
		t.saveThread(th)
	}
}

// firstPart is what stands for the whole: the card itself, wherever its receipt is.
func firstPart(rs []Receipt) (remote string, ok bool) {
	for _, r := range rs {
		if r.Part == 0 {
			return r.Remote, true
		}
	}
	return "", false
}

// rung notes the first accepted card of the current ask.
func (t *Turn) rung(now time.Time, ask int) {
	if t.C.Ask.No != ask || !t.C.Ask.IsOpen() || !t.C.Ask.Rung.IsZero() {
		return
	}
	t.C.Ask.Rung = now
	t.saveAsk()
	t.changes.Timers = append(t.changes.Timers, TimerRing)
	t.append(now, Entry{Kind: KindChange, Code: CodeRung, From: t.C.State, To: t.C.State, Why: "ring"})
}

// RingFails ends an ask whose card nobody accepted, or for which nobody may be
// asked.
func (t *Turn) RingFails(now time.Time, ask int) error {
	if t.C.Ask.No != ask || !t.C.Ask.IsOpen() || t.C.State != StateQueued || !t.C.Ask.Rung.IsZero() {
		return nil
	}
	from, err := t.step(RingFailed, t.facts())
	if err != nil {
		return err
	}
	t.miss(now, from, "ring_failed")
	return nil
}

// Fires lets a timer of the outbox act, if what it was set for still holds, and
// ends it. An ask's timers carry its number and its deadline.
func (t *Turn) Fires(now time.Time, e Effect) error {
	t.Done(e.No)
	switch e.Timer {
	case TimerRing:
		return t.RingFails(now, e.Ask)
	case TimerWait:
		if t.C.Ask.No != e.Ask || !t.C.Ask.IsOpen() || !t.C.Ask.Deadline.Equal(e.Due) {
			return nil
		}
		from, err := t.step(WaitExpired, t.facts())
		if err != nil {
			return err
		}
		t.miss(now, from, "wait")
	case TimerIdle:
		t.C.IdleArmed = false
		return t.idles(now)
	}
	return nil
}

// idles closes a conversation in which nobody said anything, or waits on.
func (t *Turn) idles(now time.Time) error {
	t.touch("conversation")
	if t.C.IdleAt.IsZero() {
		return nil
	}
	if now.Before(t.C.IdleAt) {
		t.C.IdleArmed = true
		t.timer(now, TimerIdle, 0, t.C.IdleAt)
		return nil
	}
	from, err := t.step(IdleExpired, t.facts())
	if errors.Is(err, ErrRefused) { // somebody is waited for, or it is over: nothing to close
		return nil
	}
	t.endAsk(now, Dismissed, "idle")
	t.close(now, from, ByIdle)
	return nil
}

// endAsk ends the open ask, if there is one, and drops its timers.
func (t *Turn) endAsk(now time.Time, o Outcome, why string) {
	if !t.C.Ask.IsOpen() {
		return
	}
	t.C.Ask.Ended, t.C.Ask.Outcome, t.C.Ask.Why = now, o, why
	t.saveAsk()
	t.changes.Timers = append(t.changes.Timers, TimerRing, TimerWait)
}

// miss ends the ask as missed, makes its lead and tells it.
func (t *Turn) miss(now time.Time, from State, why string) {
	t.tellLead(now, t.missed(now, from, why))
}

// missed ends the ask as missed and makes its lead.
func (t *Turn) missed(now time.Time, from State, why string) Lead {
	t.endAsk(now, Missed, why)
	t.C.Owner, t.C.OwnerName, t.C.OwnedAt = "", "", time.Time{}
	t.append(now, Entry{Kind: KindChange, Code: CodeMissed, From: from, To: t.C.State, Why: why})
	t.refreshCards(now)
	t.rest(now)
	lead := Lead{Ref: t.C.Ref, Ask: t.C.Ask.No, Why: why, Waited: now.Sub(t.C.Ask.Opened), At: now, Updated: now}
	t.keepLead(lead)
	return lead
}

// keepLead stores a lead, once per turn.
func (t *Turn) keepLead(l Lead) {
	t.touch("lead")
	for i := range t.changes.Leads {
		if t.changes.Leads[i].Ask == l.Ask {
			t.changes.Leads[i] = l
			return
		}
	}
	t.changes.Leads = append(t.changes.Leads, l)
}

// tellLead stores a lead and tells it to the threads' channels. One that came
// over a limit may have no threads yet: they are opened for it.
func (t *Turn) tellLead(now time.Time, l Lead) {
	t.keepLead(l)
	if len(t.C.Threads) == 0 && l.Why == WhyLimit {
		t.effect(now, Effect{Pool: PoolRings, Kind: EffectRing, Ask: l.Ask})
		return
	}
	for _, th := range t.C.Threads {
		t.toThread(now, th, Effect{Kind: EffectLead})
	}
}

// close ends the conversation by nobody of the team.
func (t *Turn) close(now time.Time, from State, who Closer) { t.closeBy(now, from, who, By{}) }

func (t *Turn) closeBy(now time.Time, from State, who Closer, by By) {
	t.C.ClosedBy, t.C.ClosedAt = who, now
	e := t.append(now, Entry{Kind: KindChange, Code: CodeClosed, Agent: by.Agent, Author: by.Name,
		Where: by.Where, From: from, To: t.C.State, Why: string(who)})
	t.mirror(now, e)
	t.refreshCards(now)
	t.rest(now)
}

// entry finds an entry of this turn or of the log.
func (t *Turn) entry(seq int64) (Entry, error) {
	for _, e := range t.changes.Entries {
		if e.Seq == seq {
			return e, nil
		}
	}
	return t.log.BySeq(seq)
}

func seqValue(seq int64) string { return strconv.FormatInt(seq, 10) }

func parseSeq(v string) int64 {
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil {
		return -1
	}
	return n
}

func fileNames(files []File) string {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = "“" + Literal(f.Name) + "”"
	}
	return strings.Join(names, ", ")
}
