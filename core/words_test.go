package core

import "testing"

func (m *memory) says(key, text string, asks bool) {
	m.t.Helper()
	m.must(func(t *Turn) error {
		_, err := t.VisitorSays(noon, Word{Key: key, Text: text}, asks, wait)
		return err
	})
}

func TestTheSameKeyIsTheSameWord(t *testing.T) {
	m := newMemory(t)
	m.says("k", "hello", false)
	before := len(m.log)
	m.must(func(turn *Turn) error {
		seq, err := turn.VisitorSays(noon, Word{Key: "k", Text: "hello"}, false, wait)
		if seq != 1 || !turn.Empty() {
			t.Errorf("seq %d, empty %v", seq, turn.Empty())
		}
		return err
	})
	if len(m.log) != before {
		t.Errorf("%d entries, then %d", before, len(m.log))
	}
}

func TestAWordThatAsksForAPersonIsNotGivenToTheBot(t *testing.T) {
	m := newMemory(t)
	m.says("k", "I need a human", true)
	if m.c.State != StateQueued || m.kinds(EffectAnswer) != 0 || m.kinds(EffectRing) != 1 {
		t.Errorf("state %q, %d answers, %d rings", m.c.State, m.kinds(EffectAnswer), m.kinds(EffectRing))
	}
}

func TestAnAnswerThatComesAfterAHumanWordIsThrownAway(t *testing.T) {
	m := newMemory(t)
	m.says("k", "hello", false)
	m.rung()
	m.must(func(t *Turn) error {
		_, err := t.AgentSays(noon, anna, Word{Key: "a", Text: "hi"})
		return err
	})
	said := true
	m.must(func(t *Turn) error {
		said = t.BotSays(noon, 1, 1, 1, Answer{Text: "I am a bot"})
		return nil
	})
	if said {
		t.Error("the bot spoke over a human")
	}
}

func TestANoteIsNotForTheVisitor(t *testing.T) {
	m := newMemory(t)
	m.rung()
	m.must(func(t *Turn) error { t.Note(noon, anna, Word{Key: "n", Text: "rude one"}); return nil })
	last := m.log[len(m.log)-1]
	if last.Kind != KindNote || last.ForVisitor() {
		t.Errorf("%+v", last)
	}
}

func TestAWordAfterAnAgentClosedWaitsForSendAndReopen(t *testing.T) {
	m := newMemory(t)
	m.rung()
	m.must(func(t *Turn) error { return t.AgentEnds(noon, anna) })
	var sent bool
	m.must(func(t *Turn) (err error) {
		sent, err = t.AgentSays(noon, ben, Word{Key: "late", Text: "one more thing"})
		return err
	})
	draft := m.log[len(m.log)-1]
	if sent || draft.Kind != KindDraft || draft.ForVisitor() || m.c.State != StateClosed {
		t.Fatalf("sent %v, %+v, state %q", sent, draft, m.c.State)
	}
	if err := m.take(func(t *Turn) error { return t.Decide(noon, anna, seqValue(draft.Seq), true) }); err == nil {
		t.Error("somebody else decided over the draft")
	}
	for range 2 { // a second press changes nothing
		m.must(func(t *Turn) error { return t.Decide(noon, ben, seqValue(draft.Seq), true) })
	}
	words := 0
	for _, e := range m.log {
		if e.Kind == KindAgent && e.Text == "one more thing" {
			words++
		}
	}
	if words != 1 || m.c.State != StateActive {
		t.Errorf("%d words, state %q", words, m.c.State)
	}
}

func TestADraftThatWasDeletedOrMadeANoteIsNotSent(t *testing.T) {
	for what, change := range map[string]func(*Turn) error{
		"deleted": func(t *Turn) error { return t.AgentDeletes(noon, ben, "late", "gone") },
		"note": func(t *Turn) error {
			return t.AgentEdits(noon, ben, "late", Word{Key: "e", Text: "// among us"}, noon)
		},
	} {
		m := newMemory(t)
		m.rung()
		m.must(func(t *Turn) error { return t.AgentEnds(noon, anna) })
		m.must(func(t *Turn) error {
			_, err := t.AgentSays(noon, ben, Word{Key: "late", Text: "one more thing"})
			return err
		})
		draft := m.log[len(m.log)-1].Seq
		m.must(change)
		m.must(func(t *Turn) error { return t.Decide(noon, ben, seqValue(draft), true) })
		for _, e := range m.log[draft:] {
			if e.Kind == KindAgent {
				t.Errorf("%s: the visitor got %+v", what, e)
			}
		}
		if last := m.log[len(m.log)-1]; what == "note" && (last.Kind != KindNote || last.Text != "among us") {
			t.Errorf("the log ends with %+v", last)
		}
	}
}

func TestAReplyByAnotherThanTheOwnerIsDeliveredAndBothAreTold(t *testing.T) {
	m := newMemory(t)
	m.rung()
	say := func(by By, key string) {
		m.must(func(t *Turn) error {
			_, err := t.AgentSays(noon, by, Word{Key: key, Text: key})
			return err
		})
	}
	say(anna, "a")
	before := m.kinds(EffectNotice)
	say(ben, "b")
	if m.c.Owner != "anna" || m.kinds(EffectNotice) != before+1 {
		t.Errorf("owner %q, %d notices", m.c.Owner, m.kinds(EffectNotice)-before)
	}
	say(ben, "b2")
	if m.kinds(EffectNotice) != before+1 {
		t.Error("told again without need")
	}
}

func TestDetailsAreCheckedWithASentenceEach(t *testing.T) {
	for _, d := range []Details{{}, {Email: "x"}, {Email: "a@b"}, {Email: "a b@c.de"}, {Email: "<a@b.de>"}, {Phone: "call me"}, {Phone: "12"}} {
		if err := d.Check(); err == nil {
			t.Errorf("%+v passed", d)
		}
	}
	for _, d := range []Details{{Email: "m.o+x@mail.example.com"}, {Phone: "+351 (21) 123-45.67"}, {Name: "Zoë"}, {Note: "call at 5"}} {
		if err := d.Check(); err != nil {
			t.Errorf("%+v: %v", d, err)
		}
	}
}
