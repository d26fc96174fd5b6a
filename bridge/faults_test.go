package bridge_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

func TestADeadTokenHoldsTheThreadAndAllIsToldInOrderAfterRepair(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.RevokeToken()
		for _, w := range []string{"one", "two", "three"} {
			v.says(w)
		}
		st, err := s.bridge.Status(s.t.Context())
		s.must(err)
		if len(st.Connections) != 1 || st.Connections[0].Works || st.Connections[0].Cure == "" {
			t.Errorf("status says %+v", st.Connections)
		}
		held := 0
		for _, e := range st.Backlog {
			if e.Status == core.StatusHeld && e.Cause != "" && e.Cure != "" {
				held++
			}
		}
		if held == 0 {
			t.Errorf("nothing is held: %+v", st.Backlog)
		}
		s.ws.RestoreToken()
		s.passes(2 * time.Minute)
		inOrder(t, v.thread(), "one", "two", "three")
	})
}

func TestRetryingByHandSendsWhatIsHeldAtOnce(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.RevokeToken()
		v.says("one")
		s.ws.RestoreToken()
		n, err := s.bridge.Retry(s.t.Context(), "")
		s.must(err)
		s.passes(0)
		if n == 0 || count(v.thread(), "one") != 1 {
			t.Errorf("%d due, thread %q", n, texts(v.thread()))
		}
	})
}

func TestAnAnswerLostAfterAcceptingDoublesNothing(t *testing.T) {
	for _, kind := range []fakeslack.Kind{fakeslack.ServerErrorLate, fakeslack.CutLate} {
		t.Run(string(kind), func(t *testing.T) {
			tell(t, func(s *story) {
				v := s.visitor()
				v.asks()
				s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: kind, Times: 1})
				v.says("only once")
				v.says("after it")
				s.passes(30 * time.Second)
				inOrder(t, v.thread(), "only once", "after it")
			})
		})
	}
}

func TestACardWhoseAnswerIsLostIsFoundAndItsThreadUsed(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.ServerErrorLate, Times: 1})
		v.asks()
		s.passes(10 * time.Second)
		v.is(core.StateQueued)
		v.says("hello")
		tops := 0
		for _, m := range s.ws.Messages(channel) {
			if !m.IsReply() {
				tops++
			}
		}
		if tops != 1 || count(v.thread(), "hello") != 1 {
			t.Errorf("%d cards, thread %q", tops, texts(v.thread()))
		}
	})
}

func TestThrottlingIsObeyedAndOrderKept(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimited, D: 7 * time.Second, Times: 1})
		v.says("one")
		v.says("two")
		s.passes(6 * time.Second)
		if count(v.thread(), "one") != 0 {
			t.Error("it was sent before Slack allowed it")
		}
		s.passes(3 * time.Second)
		inOrder(t, v.thread(), "one", "two")
	})
}

func TestARingThatNoCardAcceptsFailsInTwentySecondsAndTheCardFollows(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		s.ws.RevokeToken()
		v.asks()
		s.passes(19 * time.Second)
		v.is(core.StateQueued)
		s.passes(2 * time.Second)
		v.is(core.StateMissed)
		s.ws.RestoreToken()
		s.passes(2 * time.Minute)
		if len(s.ws.Messages(channel)) < 2 || !strings.Contains(strings.ToLower(dump(v.card(channel))), "missed") {
			t.Errorf("after the repair the channel has %q", texts(s.ws.Messages(channel)))
		}
	})
}

func TestARefusedWordBlocksNothingAndLeavesAStub(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.ErrorCode, Code: "msg_too_long", Times: 1})
		v.says("never shown")
		v.says("shown")
		if count(v.thread(), "never shown") != 0 || count(v.thread(), "could not be shown") != 1 || count(v.thread(), "shown") != 2 {
			t.Errorf("thread %q", texts(v.thread()))
		}
	})
}

func TestAHintThatSlackWillNotHaveHoldsNoWordBackForLong(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postEphemeral", Kind: fakeslack.ErrorCode, Code: "unknown_method", Times: -1})
		v.reply("U1", "!who")
		v.says("hello?")
		s.passes(10 * time.Second)
		inOrder(t, v.thread(), "hello?")
	})
}

func TestARestartTellsWhatWasNotTold(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimited, D: 5 * time.Second, Times: 1})
		v.says("before the restart")
		s.restart()
		s.passes(10 * time.Second)
		inOrder(t, v.thread(), "before the restart")
		s.passes(15 * time.Minute)
		v.is(core.StateMissed)
	})
}

type failing struct{ how string }

func (f failing) Answer(ctx context.Context, _ core.Question) (core.Answer, error) {
	switch f.how {
	case "panics":
		panic("boom")
	case "hangs":
		<-ctx.Done()
		return core.Answer{}, ctx.Err()
	}
	return core.Answer{}, errors.New("out of order")
}

func TestABotThatFailsOffersAPerson(t *testing.T) {
	for _, how := range []string{"panics", "hangs", "errs"} {
		t.Run(how, func(t *testing.T) {
			tell(t, func(s *story) {
				v := s.visitor()
				v.says("hello?")
				s.passes(30 * time.Second)
				es := v.view().Entries
				if last := es[len(es)-1]; last.Kind != core.KindBot || !last.Offer {
					t.Errorf("last is %+v", last)
				}
			}, func(s *story) { s.answerer = failing{how} })
		})
	}
}

// inOrder asserts that each text is in the thread once, one after the other.
func inOrder(t *testing.T, thread []fakeslack.Message, want ...string) {
	t.Helper()
	var got []string
	for _, m := range thread {
		for _, w := range want {
			if m.Text == w {
				got = append(got, w)
			}
		}
	}
	if strings.Join(got, ",") != strings.Join(want, ",") {
		t.Errorf("the thread has %q of %q: %q", got, want, texts(thread))
	}
}
