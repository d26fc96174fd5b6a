package bridge_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// words are the agents' words as the visitor has them now.
func (v *visitor) words() (out []core.Entry) {
	v.t.Helper()
	for _, e := range v.view().Entries {
		if e.Kind == core.KindAgent {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b core.Entry) int { return cmp.Compare(a.Seq, b.Seq) })
	return out
}

// has wants the agents' words to be these now, in the order they were said.
func (v *visitor) has(want ...string) {
	v.t.Helper()
	var got []string
	for _, e := range v.words() {
		got = append(got, e.Author+": "+e.Text)
	}
	if !slices.Equal(got, want) {
		v.t.Errorf("the visitor has %q, want %q", got, want)
	}
}

func (v *visitor) edits(seq int64, text string) {
	v.t.Helper()
	_, err := v.bridge.Amend(v.t.Context(), v.session, seq, core.Word{Key: "edit:" + text, Text: text})
	v.must(err)
	v.passes(0)
}

func (v *visitor) deletes(seq int64) {
	v.t.Helper()
	_, err := v.bridge.Withdraw(v.t.Context(), v.session, seq)
	v.must(err)
	v.passes(0)
}

// turn changes the conversation, and lets all that follows happen.
func (v *visitor) turn(fn func(*core.Turn) error) {
	v.t.Helper()
	v.must(v.store.Update(v.t.Context(), v.session.Ref, fn))
	v.bridge.Poke()
	v.passes(0)
}

func TestAnAgentsEditReachesTheVisitorAndSaysSo(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		ts := v.reply("U1", "We open at 9")
		s.must(s.ws.Edit("U1", channel, ts, "We open at *10*"))
		s.passes(0)
		got := v.words()
		if len(got) != 1 || got[0].Text != "We open at **10**" || got[0].Edited.IsZero() {
			t.Errorf("the visitor has %+v", got)
		}
		s.must(s.ws.Unfurl(channel, ts, "https://example.com", "Example"))
		s.passes(0)
		if again := v.words(); again[0].Rev != got[0].Rev {
			t.Errorf("a preview changed it: %+v", again)
		}
	})
}

func TestAnAgentsDeletionLeavesATombstone(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		ts := v.reply("U1", "oops")
		s.must(s.ws.Delete("U1", channel, ts))
		s.passes(0)
		if got := v.words(); len(got) != 1 || got[0].Text != "" || got[0].Deleted.IsZero() {
			t.Errorf("the visitor has %+v", got)
		}
	})
}

func TestAnOlderEditThatComesLateChangesNothing(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		ts := v.reply("U1", "one")
		edit := func(e map[string]any) bool { return e["subtype"] == "message_changed" }
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Late, D: 30 * time.Second, Match: edit})
		s.must(s.ws.Edit("U1", channel, ts, "two"))
		s.passes(time.Second)
		s.must(s.ws.Edit("U1", channel, ts, "three"))
		s.passes(time.Minute)
		v.hears("Anna: three")
	})
}

func TestAnEditThatComesBeforeItsWordWaitsForIt(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Late, D: 5 * time.Second,
			Match: func(e map[string]any) bool { return e["text"] == "helo" && e["subtype"] == nil }})
		ts := v.reply("U1", "helo")
		s.must(s.ws.Edit("U1", channel, ts, "hello"))
		s.passes(time.Second)
		v.hears()
		s.passes(3 * time.Minute)
		v.hears("Anna: hello")
	})
}

func TestAnEditThatWaitsForItsWordHoldsNobodyUp(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		ts := v.reply("U1", "!claim")
		s.must(s.ws.Edit("U1", channel, ts, "!claim!"))
		v.reply("U1", "hello")
		s.passes(2 * time.Second)
		v.hears("Anna: hello")
	})
}

func TestAnEditWhoseWordNeverComesIsANote(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Drop, Match: func(e map[string]any) bool { return e["text"] == "helo" }})
		ts := v.reply("U1", "helo")
		s.must(s.ws.Edit("U1", channel, ts, "hello"))
		s.passes(5 * time.Minute)
		v.hears()
		es, err := s.store.Words(s.t.Context(), v.session.Ref, 0, 100)
		s.must(err)
		if last := es[len(es)-1]; last.Kind != core.KindNote || last.Text != "hello" {
			t.Errorf("the log ends with %+v", last)
		}
	})
}

func TestNotesStayNotesHoweverTheyAreEdited(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		for _, typed := range []string{"// between us", "!note between us", "\u200b// between us", "  !note: between us"} {
			ts := v.reply("U1", typed)
			s.must(s.ws.Edit("U1", channel, ts, "looks public now"))
			s.passes(0)
		}
		v.hears()
		for _, e := range v.view().Entries {
			if strings.Contains(e.Text, "public now") || strings.Contains(e.Text, "between us") {
				t.Errorf("the visitor got %+v", e)
			}
		}
		ts := v.reply("U1", "this was public")
		s.must(s.ws.Edit("U1", channel, ts, "// this was public"))
		s.passes(0)
		if got := v.words(); len(got) != 1 || got[0].Deleted.IsZero() || got[0].Text != "" {
			t.Errorf("the visitor has %+v", got)
		}
	})
}

func TestAVisitorsEditChangesTheThreadAndADeletionTakesItAway(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		first := v.says("before anybody came")
		v.asks()
		seq := v.says("my order is 123")
		v.edits(seq, "my order is 124")
		if count(v.thread(), "my order is 124") != 1 || count(v.thread(), "my order is 123") != 0 {
			t.Errorf("the thread has %q", texts(v.thread()))
		}
		v.deletes(seq)
		if count(v.thread(), "my order is") != 0 {
			t.Errorf("the thread has %q", texts(v.thread()))
		}
		v.edits(first, "before anyone came")
		if count(v.thread(), "edited an earlier message") != 1 || count(v.thread(), "before anyone came") != 1 {
			t.Errorf("the thread has %q", texts(v.thread()))
		}
	})
}

func TestAnEditOfAWordThatWaitsIsToldOnceAsItIs(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.RevokeToken()
		seq := v.says("my order is 123")
		v.edits(seq, "my order is 124")
		s.ws.RestoreToken()
		s.passes(2 * time.Minute)
		if count(v.thread(), "my order is 124") != 1 || count(v.thread(), "123") != 0 {
			t.Errorf("the thread has %q", texts(v.thread()))
		}
	})
}

func TestAnAgentRetractsAChosenMessageFromItsMenu(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		first := v.reply("U1", "too soon")
		v.reply("U1", "and this")
		s.must(s.ws.Shortcut("U2", channel, first, "bellhop_retract"))
		s.passes(0)
		v.hears("Anna: too soon", "Anna: and this")
		s.must(s.ws.Shortcut("U1", channel, first, "bellhop_retract"))
		s.passes(0)
		v.has("Anna: ", "Anna: and this")
		if m, _ := s.ws.Message(channel, first); len(m.Reactions) != 1 || m.Reactions[0].Name != "no_entry_sign" {
			t.Errorf("the message is marked %+v", m.Reactions)
		}
		v.reply("U1", "!retract")
		v.has("Anna: ", "Anna: ")
	})
}

func TestAnAgentBlocksAVisitorFromTheCard(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		v.press("U1", "bellhop:block")
		v.is(core.StateClosed)
		if card := dump(v.card(channel)); !strings.Contains(card, "Blocked since") {
			t.Errorf("the card says %s", card)
		}
		if _, err := s.bridge.Say(s.t.Context(), v.session, core.Word{Key: "again", Text: "hello?"}); err == nil {
			t.Error("a blocked visitor said something")
		}
	})
}
