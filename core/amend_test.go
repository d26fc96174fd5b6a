package core

import (
	"errors"
	"testing"
	"time"
)

// edits lets the visitor change a word a minute after noon.
func (m *memory) edits(seq int64, key, text string, asks bool) error {
	m.t.Helper()
	return m.take(func(t *Turn) error {
		_, err := t.VisitorEdits(noon.Add(time.Minute), seq, Word{Key: key, Text: text}, asks, wait)
		return err
	})
}

func (m *memory) deletes(seq int64, after time.Duration) error {
	m.t.Helper()
	return m.take(func(t *Turn) error {
		_, err := t.VisitorDeletes(noon.Add(after), seq)
		return err
	})
}

// answers lets the bot answer word 1 as it was at rev.
func (m *memory) answers(rev int64) (said bool) {
	m.t.Helper()
	asked := int64(0)
	for no, e := range m.effects {
		if e.Kind == EffectAnswer {
			asked = no
		}
	}
	m.must(func(t *Turn) error { said = t.BotSays(noon, asked, 1, rev, Answer{Text: "an answer"}); return nil })
	return said
}

func TestAVisitorMayChangeAWordForAWhile(t *testing.T) {
	m := newMemory(t)
	m.says("k", "helo", false)
	for range 2 { // the second time is the same edit
		if err := m.edits(1, "e", "hello", false); err != nil {
			t.Fatal(err)
		}
	}
	if m.log[0].Text != "hello" || m.log[0].Rev != 2 || m.c.LastSeq != 2 {
		t.Errorf("%+v, last %d", m.log[0], m.c.LastSeq)
	}
	if err := m.deletes(1, EditWithin+time.Second); !errors.Is(err, ErrTooLate) {
		t.Errorf("late: %v", err)
	}
	for range 2 {
		if err := m.deletes(1, EditWithin); err != nil {
			t.Fatal(err)
		}
	}
	if m.log[0].Deleted.IsZero() || m.log[0].Text != "" || m.c.LastSeq != 3 {
		t.Errorf("%+v, last %d", m.log[0], m.c.LastSeq)
	}
	if err := m.edits(1, "e2", "hello again", false); !errors.Is(err, ErrWithdrawn) {
		t.Errorf("an edit of a deleted word: %v", err)
	}
}

func TestAVisitorChangesOnlyWordsOfTheirOwn(t *testing.T) {
	m := answered(t)
	for _, seq := range []int64{m.word("a1").Seq, 1, 0, 99, -1} { // an agent's word, a change of state, nothing
		if err := m.edits(seq, "e", "mine now", false); !errors.Is(err, ErrNotFound) {
			t.Errorf("editing %d: %v", seq, err)
		}
		if err := m.deletes(seq, 0); !errors.Is(err, ErrNotFound) {
			t.Errorf("deleting %d: %v", seq, err)
		}
	}
}

func TestABlockedVisitorChangesNothing(t *testing.T) {
	m := newMemory(t)
	m.says("k", "rude", false)
	m.rung()
	m.must(func(t *Turn) error { return t.Block(noon, anna) })
	if err := m.edits(1, "e", "polite", false); !errors.Is(err, ErrBlocked) {
		t.Errorf("editing: %v", err)
	}
	if err := m.deletes(1, 0); !errors.Is(err, ErrBlocked) {
		t.Errorf("deleting: %v", err)
	}
}

func TestAnEditThatAsksForAPersonAsks(t *testing.T) {
	m := newMemory(t)
	m.says("k", "I need a hunam", false)
	if err := m.edits(1, "e", "I need a human", true); err != nil || m.c.State != StateQueued || m.kinds(EffectRing) != 1 {
		t.Errorf("%v, state %q, %d rings", err, m.c.State, m.kinds(EffectRing))
	}
	if err := m.edits(1, "e2", "I need a human now", true); err != nil || m.kinds(EffectRing) != 1 {
		t.Errorf("%v, %d rings", err, m.kinds(EffectRing))
	}
}

func TestAnAnswerToAnOldTextIsThrownAwayAndTheNewOneAnswered(t *testing.T) {
	m := newMemory(t)
	m.says("k", "helo", false)
	if err := m.edits(1, "e", "hello", false); err != nil {
		t.Fatal(err)
	}
	before := m.kinds(EffectAnswer)
	if m.answers(1) || m.kinds(EffectAnswer) != before {
		t.Errorf("the answer to the old text was said, or the bot not asked again (%d, before %d)", m.kinds(EffectAnswer), before)
	}
	if !m.answers(2) {
		t.Error("the answer to the new text was not said")
	}
	if err := m.edits(1, "e2", "hello!", false); err != nil || m.answers(4) {
		t.Error("what was answered is answered again")
	}
}

func TestAWordThatIsWithdrawnIsNotAnswered(t *testing.T) {
	m := newMemory(t)
	m.says("k", "hello", false)
	if err := m.deletes(1, 0); err != nil {
		t.Fatal(err)
	}
	if m.answers(1) || m.kinds(EffectAnswer) != 0 {
		t.Error("the bot answers what was withdrawn")
	}
}

func TestCardsThatQuoteAVisitorFollowTheirEdits(t *testing.T) {
	m := newMemory(t)
	m.says("k", "my card is 4711", false)
	m.rung()
	before := m.kinds(EffectCard)
	if err := m.deletes(1, 0); err != nil || m.kinds(EffectCard) != before+len(m.c.Threads) {
		t.Errorf("%v, %d cards, before %d", err, m.kinds(EffectCard), before)
	}
}
