package core

import (
	"testing"
	"time"
)

func TestALostThreadIsOpenedAnewOnce(t *testing.T) {
	m := newMemory(t)
	m.rung()
	id := m.c.Threads[0].ID
	old := m.c.Threads[0].Remote
	lose := func(turn *Turn) error { turn.Loses(id, old); return nil }
	m.must(lose)
	if th := m.c.Threads[0]; th.Remote != "" || th.Lost != old {
		t.Fatalf("%+v", th)
	}
	m.must(func(turn *Turn) error { turn.Reopens(id, "r2", 5); return nil })
	m.must(lose) // a second worker found the same
	if th := m.c.Threads[0]; th.Remote != "r2" || th.CardRev != 5 || th.Lost != old {
		t.Errorf("%+v", th)
	}
	m.must(func(turn *Turn) error { return turn.Recalls(noon, id) })
	if th := m.c.Threads[0]; th.Lost != "" {
		t.Errorf("%+v", th)
	}
}

func TestWordsFromTheThreadBeforeAreToldInTheOneInItsPlace(t *testing.T) {
	m := newMemory(t)
	m.rung()
	astray := anna
	astray.Thread, astray.Astray = m.c.Threads[0].ID, true
	m.must(func(turn *Turn) error {
		_, err := turn.AgentSays(noon, astray, Word{Key: "a1", Text: "hello"})
		return err
	})
	m.must(func(turn *Turn) error { turn.Note(noon, astray, Word{Key: "a2", Text: "psst"}); return nil })
	m.must(func(turn *Turn) error {
		return turn.AgentEdits(noon, astray, "a1", Word{Key: "e1", Text: "hello!"}, noon.Add(time.Second))
	})
	if words, revised := m.told(EffectWord), m.told(EffectRevise); words < 2 || revised != 1 {
		t.Errorf("the thread in its place was told %d words and %d changes", words, revised)
	}
}

// told counts the effects of a kind for the only thread that are about agents.
func (m *memory) told(kind EffectKind) (n int) {
	for _, e := range m.effects {
		if e.Kind == kind && e.Seq > 0 && e.Thread == m.c.Threads[0].ID {
			if said := m.log[e.Seq-1]; said.Kind == KindAgent || said.Kind == KindNote {
				n++
			}
		}
	}
	return n
}

func TestEveryRefreshOfACardIsALaterOne(t *testing.T) {
	m := newMemory(t)
	m.rung()
	m.must(func(turn *Turn) error { return turn.Goes(noon, noon) })
	before := m.c.CardRev
	m.must(func(turn *Turn) error { turn.Comes(noon.Add(time.Minute)); return nil })
	if m.c.CardRev <= before {
		t.Errorf("the card of a visitor who came back is number %d, as before", m.c.CardRev)
	}
}

func TestAChosenWordIsRetractedAndNobodyElses(t *testing.T) {
	m := answered(t)
	m.must(func(turn *Turn) error {
		_, err := turn.AgentSays(noon, anna, Word{Key: "a2", Text: "later"})
		return err
	})
	m.must(func(turn *Turn) error { return turn.Retract(noon, ben, "a1") })
	m.must(func(turn *Turn) error { return turn.Retract(noon, anna, "nothing") })
	if e := m.word("a1"); !e.Deleted.IsZero() {
		t.Error("Ben retracted Anna's word")
	}
	for range 2 {
		m.must(func(turn *Turn) error { return turn.Retract(noon, anna, "a1") })
	}
	if first, second := m.word("a1"), m.word("a2"); first.Deleted.IsZero() || !second.Deleted.IsZero() {
		t.Errorf("%+v and %+v", first, second)
	}
	deletions := 0
	for _, e := range m.log {
		if e.Kind == KindDelete {
			deletions++
		}
	}
	if deletions != 1 {
		t.Errorf("retracted %d times", deletions)
	}
}

func TestWhatHappensToADraftThatWasSentHappensToTheWord(t *testing.T) {
	m := answered(t)
	m.must(func(turn *Turn) error { turn.AskBack(noon, anna, Word{Key: "d1", Text: "!important"}); return nil })
	draft := m.word("d1")
	m.must(func(turn *Turn) error { return turn.Decide(noon, anna, seqValue(draft.Seq), true) })
	m.must(func(turn *Turn) error {
		return turn.AgentEdits(noon, anna, "d1", Word{Key: "e1", Text: "important"}, noon.Add(time.Second))
	})
	sent := m.word("draft:" + seqValue(draft.Seq))
	if sent.Text != "important" || m.word("d1").Text != "!important" {
		t.Errorf("sent %+v", sent)
	}
	m.must(func(turn *Turn) error { return turn.AgentDeletes(noon, anna, "d1", "x1") })
	if sent = m.word("draft:" + seqValue(draft.Seq)); sent.Deleted.IsZero() {
		t.Errorf("sent %+v", sent)
	}
}
