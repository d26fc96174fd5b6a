package core

import (
	"strings"
	"time"
)

// Mark is what an agent's own message on a platform is marked with, so that
// they see what became of it.
type Mark string

// The marks.
const (
	MarkNone      Mark = ""
	MarkDelivered Mark = "delivered" // an open widget has it
	MarkRead      Mark = "read"      // the visitor has seen it
	MarkGone      Mark = "gone"      // the visitor was gone when it came
	MarkFailed    Mark = "failed"    // it did not cross; its writer was told why
	MarkRetracted Mark = "retracted" // the visitor has it no more
)

// MarkOf is the mark of an agent's entry as things stand.
func (c *Conversation) MarkOf(e Entry) Mark {
	switch {
	case e.Kind == KindDraft:
		return MarkFailed
	case e.Kind != KindAgent:
		return MarkNone
	case !e.Deleted.IsZero():
		return MarkRetracted
	case c.Read >= e.Seq:
		return MarkRead
	case c.Got >= e.Seq:
		return MarkDelivered
	case !c.GoneAt.IsZero():
		return MarkGone
	}
	return MarkNone
}

// DraftOf answers the number of the draft that an entry was before.
func DraftOf(e Entry) (int64, bool) {
	rest, ok := strings.CutPrefix(e.Key, draftKey)
	n := parseSeq(rest)
	return n, ok && n > 0
}

// Gets notes how far an open widget of the visitor has got the log, and marks
// the agents' words among it.
func (t *Turn) Gets(now time.Time, seq int64) error {
	seq = min(seq, t.C.LastSeq)
	if seq <= t.C.Got {
		return nil
	}
	from := t.C.Got
	t.C.Got = seq
	t.touch("conversation")
	return t.markWords(now, from, seq)
}

// Reads notes how far the visitor has read, and marks the agents' words among
// it. It never goes back.
func (t *Turn) Reads(now time.Time, seq int64) error {
	seq = min(seq, t.C.LastSeq)
	if seq <= t.C.Read {
		return nil
	}
	from := t.C.Read
	t.C.Read, t.C.Got = seq, max(t.C.Got, seq)
	t.touch("conversation")
	return t.markWords(now, from, seq)
}

// Comes notes that the visitor has a widget open.
func (t *Turn) Comes(now time.Time) {
	t.C.HereAt = now
	t.touch("conversation")
	if t.C.GoneAt.IsZero() {
		return
	}
	t.C.GoneAt = time.Time{}
	if len(t.C.Threads) > 0 {
		t.refreshCards(now)
	}
}

// Goes notes that the visitor has had no widget open since at. A widget that
// was opened later, perhaps in another process, outweighs it.
func (t *Turn) Goes(now, at time.Time) error {
	if t.C.HereAt.After(at) || !t.C.GoneAt.IsZero() {
		return nil
	}
	t.C.GoneAt = at
	t.touch("conversation")
	if len(t.C.Threads) == 0 {
		return nil
	}
	t.refreshCards(now)
	return t.markWords(now, t.C.Got, t.C.LastSeq)
}

// markWords marks the agents' words with from < Seq <= upTo.
func (t *Turn) markWords(now time.Time, from, upTo int64) error {
	if len(t.C.Threads) == 0 {
		return nil
	}
	words, err := t.log.AgentWords(from, upTo)
	if err != nil {
		return err
	}
	for _, e := range words {
		if th, ok := t.C.ThreadByID(e.Thread); ok {
			t.mark(now, th, e.Seq)
		}
	}
	return nil
}

// mark has an agent's message marked as it stands when it is done. Marks have a
// lane of their own, so that they hold no word back.
func (t *Turn) mark(now time.Time, th Thread, seq int64) {
	t.effect(now, Effect{Pool: PoolPosts, Kind: EffectMark, Thread: th.ID, Dest: th.Connection, Ask: t.C.Ask.No, Seq: seq})
}
