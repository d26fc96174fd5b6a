package core

import "time"

// EditWithin is how long a visitor may change or withdraw a word of theirs.
const EditWithin = 15 * time.Minute

// VisitorEdits gives a word of the visitor a new text, once per key, and answers
// the number of the last entry about the word. Its files stay. Where asks is
// true, because the new text asks for a person and the old one did not, it asks
// for one, as VisitorSays does. An answer that the bot is still working on is
// thrown away when it comes, and the new text is answered (see BotSays); what
// was answered already is not answered again.
//
// What is not a word of the visitor wraps ErrNotFound, what is too old
// ErrTooLate, what was withdrawn ErrWithdrawn.
func (t *Turn) VisitorEdits(now time.Time, seq int64, w Word, asks bool, wait time.Duration) (int64, error) {
	e, err := t.theirs(seq)
	if err != nil {
		return 0, err
	}
	if _, ok := t.Seen(w.Key); ok {
		return e.Rev, nil
	}
	if err := changeable(now, e); err != nil {
		return 0, err
	}
	if e.Text == w.Text {
		return e.Rev, nil
	}
	t.revise(now, e, Entry{Kind: KindEdit, Key: w.Key, Text: w.Text})
	rev := t.C.LastSeq
	t.retell(now, e)
	if asks && t.C.CanAsk() {
		return rev, t.AskHelp(now, wait)
	}
	return rev, nil
}

// VisitorDeletes withdraws a word of the visitor, with its files, and answers
// the number of the last entry about it. What was withdrawn already is no
// error; the others are those of VisitorEdits.
func (t *Turn) VisitorDeletes(now time.Time, seq int64) (int64, error) {
	e, err := t.theirs(seq)
	if err != nil {
		return 0, err
	}
	if !e.Deleted.IsZero() {
		return e.Rev, nil
	}
	if err := changeable(now, e); err != nil {
		return 0, err
	}
	t.revise(now, e, Entry{Kind: KindDelete})
	rev := t.C.LastSeq
	t.retell(now, e)
	return rev, nil
}

// theirs is a word of the visitor, who may still say something.
func (t *Turn) theirs(seq int64) (Entry, error) {
	if !t.Visitor.Blocked.IsZero() {
		return Entry{}, ErrBlocked
	}
	e, err := t.entry(seq)
	if err == nil && e.Kind != KindVisitor {
		err = ErrNotFound
	}
	return e, err
}

// changeable tells whether a word of the visitor may still be changed.
func changeable(now time.Time, e Entry) error {
	switch {
	case !e.Deleted.IsZero():
		return ErrWithdrawn
	case now.Sub(e.At) > EditWithin:
		return ErrTooLate
	}
	return nil
}

// retell shows the cards anew, and the lead's, for they quote the visitor.
func (t *Turn) retell(now time.Time, e Entry) {
	if len(t.C.Threads) == 0 {
		return
	}
	t.refreshCards(now)
	for _, th := range t.C.Threads {
		if th.Lead != "" && th.LeadAsk == t.C.Ask.No && t.C.Ask.Outcome == Missed && !e.At.After(t.C.Ask.Ended) {
			t.toThread(now, th, Effect{Kind: EffectLead})
		}
	}
}
