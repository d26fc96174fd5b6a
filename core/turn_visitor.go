package core

import (
	"strings"
	"time"
)

// Word is something said, before it is an entry.
type Word struct {
	Key   string // idempotency key
	Text  string // Markdown
	Files []File
}

// VisitorSays appends a word of the visitor, once per key, and answers its
// number. In state bot it is given to the bot; where asks is true it asks for a
// person instead, as AskHelp does. A file with an ID is one that the visitor
// uploaded to this conversation and did not send yet; anything else is an
// InvalidError.
func (t *Turn) VisitorSays(now time.Time, w Word, asks bool, wait time.Duration) (int64, error) {
	if seq, ok := t.Seen(w.Key); ok {
		return seq, nil
	}
	if !t.Visitor.Blocked.IsZero() {
		return 0, ErrBlocked
	}
	files, err := t.uploads(now, w.Files)
	if err != nil {
		return 0, err
	}
	from, err := t.step(VisitorSaid, t.facts())
	if err != nil {
		return 0, err
	}
	if from == StateClosed {
		t.reopen(now, "visitor")
	}
	e := t.append(now, Entry{Kind: KindVisitor, Key: w.Key, Text: w.Text, Files: files})
	t.mirror(now, e)
	if lack := Lacking(files); len(lack) > 0 {
		t.append(now, Entry{Kind: KindNotice, Code: CodeFileNotSent, Files: lack, Why: "visitor"})
	}
	t.rest(now)
	if asks && t.C.CanAsk() {
		return e.Seq, t.AskHelp(now, wait)
	}
	if t.C.State == StateBot {
		t.effect(now, Effect{Pool: PoolBot, Kind: EffectAnswer, Seq: e.Seq})
	}
	return e.Seq, nil
}

// reopen notes that a closed conversation goes on.
func (t *Turn) reopen(now time.Time, why string) {
	t.C.Owner, t.C.OwnerName, t.C.OwnedAt = "", "", time.Time{}
	t.C.ClosedBy, t.C.ClosedAt = "", time.Time{}
	e := t.append(now, Entry{Kind: KindChange, Code: CodeReopened, From: StateClosed, To: t.C.State, Why: why})
	t.mirror(now, e)
	t.refreshCards(now)
}

// AskHelp asks for a person. In queued and active it is the same ask again and
// changes nothing.
func (t *Turn) AskHelp(now time.Time, wait time.Duration) error {
	if !t.Visitor.Blocked.IsZero() {
		return ErrBlocked
	}
	from, err := t.step(HelpAsked, t.facts())
	if err != nil {
		return err
	}
	if from == t.C.State {
		return nil
	}
	t.openAsk(now, from, wait)
	return nil
}

// openAsk opens the next ask and has it rung.
func (t *Turn) openAsk(now time.Time, from State, wait time.Duration) {
	t.C.Ask = Ask{No: t.C.Ask.No + 1, Opened: now, RingBy: now.Add(RingWithin), Deadline: now.Add(wait)}
	t.C.Owner, t.C.OwnerName, t.C.OwnedAt = "", "", time.Time{}
	t.C.ClosedBy, t.C.ClosedAt = "", time.Time{}
	t.append(now, Entry{Kind: KindChange, Code: CodeQueued, From: from, To: StateQueued, Why: "asked"})
	t.saveAsk()
	t.waitFor(now)
}

// waitFor rings for the current ask and sets its timers.
func (t *Turn) waitFor(now time.Time) {
	t.effect(now, Effect{Pool: PoolRings, Kind: EffectRing, Ask: t.C.Ask.No})
	t.timer(now, TimerRing, t.C.Ask.No, t.C.Ask.RingBy)
	t.timer(now, TimerWait, t.C.Ask.No, t.C.Ask.Deadline)
	t.rest(now)
}

// VisitorEnds ends the conversation from the visitor's side. An ask without a
// human word is missed by it.
func (t *Turn) VisitorEnds(now time.Time) error {
	from, err := t.step(VisitorEnded, t.facts())
	if err != nil {
		return err
	}
	if t.C.State == StateMissed {
		t.miss(now, from, "visitor_left")
		return nil
	}
	t.close(now, from, ByVisitor)
	return nil
}

// Details are what a visitor leaves so that the team can reach them. Empty
// fields change nothing.
type Details struct {
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
	Note  string `json:"note,omitempty"`
}

// DetailFields are the fields a site can ask for, in the order they are asked.
func DetailFields() []string { return []string{"name", "email", "phone", "note"} }

// LeaveDetails stores how to reach the visitor and tells it to the threads and
// to the lead, if there is one.
func (t *Turn) LeaveDetails(now time.Time, d Details) error {
	if _, err := t.step(DetailsLeft, t.facts()); err != nil {
		return err
	}
	changed := false
	set := func(field *string, v string) {
		if v = strings.TrimSpace(v); v != "" && v != *field {
			*field, changed = v, true
		}
	}
	set(&t.Visitor.Name, d.Name)
	set(&t.Visitor.Email, d.Email)
	set(&t.Visitor.Phone, d.Phone)
	set(&t.Visitor.Note, d.Note)
	if !changed {
		return nil
	}
	t.changes.Visitor = true
	t.touch("visitor")
	t.mirror(now, t.append(now, Entry{Kind: KindChange, Code: CodeDetails, From: t.C.State, To: t.C.State, Why: "visitor"}))
	t.refreshCards(now)
	if t.C.Ask.Outcome == Missed {
		t.tellLead(now, Lead{Ref: t.C.Ref, Ask: t.C.Ask.No, Why: t.C.Ask.Why,
			Waited: t.C.Ask.Ended.Sub(t.C.Ask.Opened), At: t.C.Ask.Ended, Updated: now})
	}
	return nil
}
