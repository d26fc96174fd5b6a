package bridge_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// slow answers what it was asked, after five seconds.
type slow struct{}

func (slow) Answer(_ context.Context, q core.Question) (core.Answer, error) {
	time.Sleep(5 * time.Second)
	return core.Answer{Text: "You said: " + q.Entry.Text}, nil
}

func slowly(s *story) { s.answerer = slow{} }

// answers are what the bot said, in order.
func (v *visitor) answers() (out []string) {
	v.t.Helper()
	for _, e := range v.view().Entries {
		if e.Kind == core.KindBot {
			out = append(out, e.Text)
		}
	}
	return out
}

func (v *visitor) answered(want ...string) {
	v.t.Helper()
	if got := v.answers(); !slices.Equal(got, want) {
		v.t.Errorf("the bot said %q, want %q", got, want)
	}
}

func TestTheBotAnswersWhatAWordWasChangedTo(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		seq := v.says("Do you ship to Portgal?")
		s.passes(2 * time.Second)
		v.edits(seq, "Do you ship to Portugal?")
		s.passes(4 * time.Second)
		v.answered()
		s.passes(5 * time.Second)
		v.answered("You said: Do you ship to Portugal?")
		v.edits(seq, "Do you ship to Portugal??")
		s.passes(time.Minute)
		v.answered("You said: Do you ship to Portugal?")
	}, slowly)
}

func TestTheBotAnswersNothingThatWasWithdrawn(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		gone := v.says("my password is hunter2")
		s.passes(time.Second)
		next := v.says("never mind")
		v.deletes(gone)
		s.passes(time.Minute)
		v.answered("You said: never mind")
		v.deletes(next)
		s.passes(time.Minute)
		v.answered("You said: never mind")
	}, slowly)
}

func TestAnEditThatAsksForAPersonRingsAndSilencesTheBot(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		seq := v.says("Can I talk to a parson?")
		s.passes(time.Second)
		v.edits(seq, "Can I talk to a person?")
		v.is(core.StateQueued)
		if n := count(v.thread(), "Can I talk to a person?"); n != 1 {
			t.Errorf("the thread has it %d times: %q", n, texts(v.thread()))
		}
		s.passes(time.Minute)
		v.answered()
		v.edits(seq, "Can I talk to a person please?")
		v.is(core.StateQueued)
		if ask := v.view().Talk.Ask.No; ask != 1 {
			t.Errorf("it is ask %d", ask)
		}
	}, slowly)
}

func TestCardAndLeadQuoteWhatTheVisitorLeftStanding(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		seq := v.says("my card is 4711")
		v.asks()
		shows := func(where, part string, want bool) {
			t.Helper()
			shown := dump(v.card(channel))
			if where == "lead" {
				shown = dump(v.lead(channel))
			}
			if strings.Contains(shown, part) != want {
				t.Errorf("that the %s shows %q is not %v: %s", where, part, want, shown)
			}
		}
		shows("card", "4711", true)
		v.edits(seq, "my card is secret")
		shows("card", "4711", false)
		shows("card", "secret", true)
		s.passes(14*time.Minute + 59*time.Second)
		v.says("are you there")
		s.passes(2 * time.Second)
		v.is(core.StateMissed)
		shows("lead", "are you there", true)
		last := v.view().Entries
		for _, e := range last {
			if e.Text == "are you there" {
				v.deletes(e.Seq)
			}
		}
		shows("lead", "are you there", false)
		shows("lead", "secret", true)
		_, err := v.bridge.Amend(s.t.Context(), v.session, seq, core.Word{Key: "late", Text: "late"})
		if !errors.Is(err, core.ErrTooLate) {
			t.Errorf("after 15 minutes: %v", err)
		}
	})
}

func TestWhatWasChangedBeforeTheThreadOpenedIsToldOnceAsItIs(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		first, gone := v.says("my order is 123"), v.says("and my cat is Tom")
		s.ws.RevokeToken()
		v.asks()
		late := v.says("it is blue")
		v.edits(first, "my order is 124")
		v.deletes(gone)
		v.edits(late, "it is green")
		s.ws.RestoreToken()
		s.passes(2 * time.Minute)
		th := v.thread()
		for text, want := range map[string]int{"my order is 124": 1, "it is green": 1, "123": 0, "Tom": 0, "blue": 0, "earlier message": 0} {
			if n := count(th, text); n != want {
				t.Errorf("the thread has %q %d times, want %d: %q", text, n, want, texts(th))
			}
		}
		v.edits(first, "my order is 125")
		v.deletes(late)
		if th := v.thread(); count(th, "edited an earlier message") != 1 || count(th, "my order is 125") != 1 || count(th, "green") != 0 {
			t.Errorf("the thread has %q", texts(th))
		}
	})
}

func TestAVisitorsChangesSurviveARestartAndATokenThatWasDead(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		kept, gone := v.says("my order is 123"), v.says("and my cat is Tom")
		s.ws.RevokeToken()
		v.edits(kept, "my order is 124")
		v.deletes(gone)
		s.restart()
		s.ws.RestoreToken()
		s.passes(2 * time.Minute)
		if n := count(v.thread(), "my order is 124"); n != 1 || count(v.thread(), "123")+count(v.thread(), "cat") != 0 {
			t.Errorf("the thread has %q", texts(v.thread()))
		}
	})
}
