package core

import (
	"errors"
	"testing"
	"time"
)

// answered is a conversation in which Anna said "hello" under key a1.
func answered(t *testing.T) *memory {
	m := newMemory(t)
	m.rung()
	m.must(func(t *Turn) error {
		_, err := t.AgentSays(noon, anna, Word{Key: "a1", Text: "hello"})
		return err
	})
	return m
}

func (m *memory) edit(key, text string, at time.Time) {
	m.t.Helper()
	m.must(func(t *Turn) error { return t.AgentEdits(at, anna, "a1", Word{Key: key, Text: text}, at) })
}

func (m *memory) word(key string) Entry {
	m.t.Helper()
	e, err := m.ByKey(key)
	if err != nil {
		m.t.Fatal(err)
	}
	return e
}

func TestAnEditIsAnEntryAndTheWordShowsIt(t *testing.T) {
	m := answered(t)
	seq := m.word("a1").Seq
	m.edit("e1", "hello there", noon.Add(time.Second))
	e := m.word("a1")
	if e.Seq != seq || e.Rev != m.c.LastSeq || e.Text != "hello there" || e.Edited.IsZero() {
		t.Errorf("%+v, last %d", e, m.c.LastSeq)
	}
	if last := m.log[len(m.log)-1]; last.Kind != KindEdit || last.Of != seq || last.ForVisitor() {
		t.Errorf("the log ends with %+v", last)
	}
}

func TestAnOlderEditAfterANewerChangesNothing(t *testing.T) {
	m := answered(t)
	m.edit("e2", "second", noon.Add(2*time.Second))
	m.edit("e1", "first", noon.Add(time.Second))
	if e := m.word("a1"); e.Text != "second" {
		t.Errorf("%q", e.Text)
	}
}

func TestAnEditBeforeItsOriginalWaits(t *testing.T) {
	m := newMemory(t)
	m.rung()
	err := m.take(func(t *Turn) error { return t.AgentEdits(noon, anna, "nothing yet", Word{Key: "e", Text: "x"}, noon) })
	if !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestANoteMarkAddedToASentWordWithdrawsIt(t *testing.T) {
	m := answered(t)
	m.edit("e1", "// only for us", noon.Add(time.Second))
	if e := m.word("a1"); e.Deleted.IsZero() || e.Text != "" {
		t.Errorf("%+v", e)
	}
	if last := m.log[len(m.log)-1]; last.Kind != KindNote || last.Text != "only for us" {
		t.Errorf("%+v", last)
	}
}

func TestANoteEditedToLookPublicStaysANote(t *testing.T) {
	m := newMemory(t)
	m.rung()
	m.must(func(t *Turn) error { t.Note(noon, anna, Word{Key: "a1", Text: "secret"}); return nil })
	m.edit("e1", "not so secret", noon.Add(time.Second))
	if e := m.word("a1"); e.Kind != KindNote || e.Text != "not so secret" || e.ForVisitor() {
		t.Errorf("%+v", e)
	}
}

func TestADeletionLeavesATombstoneOnce(t *testing.T) {
	m := answered(t)
	for range 2 {
		m.must(func(t *Turn) error { return t.AgentDeletes(noon, anna, "a1", "d1") })
	}
	if e := m.word("a1"); e.Deleted.IsZero() || e.Text != "" || e.Rev != m.c.LastSeq {
		t.Errorf("%+v", e)
	}
}

func TestRetractWithdrawsTheLastWordOfItsWriter(t *testing.T) {
	m := answered(t)
	m.must(func(t *Turn) error { return t.Retract(noon, ben, "") })
	if e := m.word("a1"); !e.Deleted.IsZero() {
		t.Error("Ben retracted Anna's word")
	}
	m.must(func(t *Turn) error { return t.Retract(noon, anna, "") })
	if e := m.word("a1"); e.Deleted.IsZero() || m.c.MarkOf(e) != MarkRetracted {
		t.Errorf("%+v", e)
	}
}

func TestMarksFollowWhatTheVisitorGotAndRead(t *testing.T) {
	m := answered(t)
	e := m.word("a1")
	steps := []struct {
		do   func(*Turn) error
		want Mark
	}{
		{func(t *Turn) error { return t.Goes(noon.Add(time.Minute), noon.Add(time.Minute)) }, MarkGone},
		{func(t *Turn) error { t.Comes(noon.Add(2 * time.Minute)); return nil }, MarkNone},
		{func(t *Turn) error { return t.Gets(noon, e.Seq) }, MarkDelivered},
		{func(t *Turn) error { return t.Reads(noon, e.Seq) }, MarkRead},
		{func(t *Turn) error { return t.AgentDeletes(noon, anna, "a1", "d") }, MarkRetracted},
	}
	for _, s := range steps {
		m.must(s.do)
		if got := m.c.MarkOf(m.word("a1")); got != s.want {
			t.Errorf("%q, want %q", got, s.want)
		}
	}
	if m.kinds(EffectMark) == 0 {
		t.Error("nothing was to be marked")
	}
}

func TestABlockedVisitorIsNotHeard(t *testing.T) {
	m := answered(t)
	m.must(func(t *Turn) error { return t.Block(noon, anna) })
	err := m.take(func(t *Turn) error {
		_, err := t.VisitorSays(noon, Word{Key: "again", Text: "hey"}, false, wait)
		return err
	})
	if !errors.Is(err, ErrBlocked) || m.c.State != StateClosed {
		t.Errorf("%v, state %q", err, m.c.State)
	}
	if err := m.take(func(t *Turn) error { return t.AskHelp(noon, wait) }); !errors.Is(err, ErrBlocked) {
		t.Errorf("ring: %v", err)
	}
}
