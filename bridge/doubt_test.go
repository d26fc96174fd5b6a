package bridge_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

func TestACardWhoseChangeWasInDoubtShowsWhatHappenedSince(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "chat.update", Kind: fakeslack.ServerErrorLate, Times: 1})
		v.press("U1", "bellhop:claim")
		v.press("U1", "bellhop:close")
		s.passes(30 * time.Second)
		v.is(core.StateClosed)
		if card := dump(v.card(channel)); !strings.Contains(card, "✅") {
			t.Errorf("the conversation is closed and the card shows %s", card)
		}
	})
}

func TestANewCardInDoubtShowsWhatHappenedSince(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.CutLate, Times: 1})
		v.asks()
		v.leaves(core.Details{Email: "vera@example.com"})
		s.passes(30 * time.Second)
		if card := dump(v.card(channel)); !strings.Contains(card, "vera@example.com") {
			t.Errorf("the visitor left an e-mail address and the card shows %s", card)
		}
	})
}

func TestACardWhoseSecondPostFailsShowsWhatHappenedSince(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		v.press("U1", "bellhop:bot")
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimited, D: 5 * time.Second, Times: 1})
		v.asks() // changes the card and posts that they ask again
		v.press("U1", "bellhop:claim")
		s.passes(30 * time.Second)
		v.is(core.StateActive)
		if card := dump(v.card(channel)); !strings.Contains(card, "💬") {
			t.Errorf("the conversation is active and the card shows %s", card)
		}
	})
}

func TestAReplyUnderACardInDoubtIsNotToldInItsOwnThread(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.Slow, D: 4 * time.Second, Times: 1})
		v.asks()
		s.passes(time.Second)
		card := s.ws.Messages(channel)[0]
		_, err := s.ws.Reply("U1", channel, card.TS, "here I am")
		s.must(err)
		s.passes(time.Minute)
		v.hears("Anna: here I am")
		for _, m := range v.thread() {
			if m.BotID != "" && strings.Contains(m.Shown(), "here I am") {
				t.Errorf("it is told where it was typed: %s", m.Shown())
			}
		}
	})
}

func TestASendThatCannotBeLookedForIsNotSentAgain(t *testing.T) {
	for _, kind := range []fakeslack.Kind{fakeslack.ServerError, fakeslack.Cut, fakeslack.RateLimited, fakeslack.HTML} {
		t.Run(string(kind), func(t *testing.T) {
			tell(t, func(s *story) {
				v := s.visitor()
				v.asks()
				s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Drop, Times: -1}) // nor does Slack tell of it
				s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.CutLate, Times: 1})
				s.ws.Fault(fakeslack.Fault{Method: "conversations.replies", Kind: kind, Times: 2})
				v.says("only once")
				v.says("after it")
				s.passes(5 * time.Minute)
				inOrder(t, v.thread(), "only once", "after it")
			})
		})
	}
}

func TestASendInDoubtWhileTheTokenIsDeadIsNotSentAgainAfterRepair(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Drop, Times: -1})
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.ServerErrorLate, Times: 1})
		v.says("only once")
		s.ws.RevokeToken()
		s.passes(time.Minute)
		s.ws.RestoreToken()
		s.passes(5 * time.Minute)
		inOrder(t, v.thread(), "only once")
	})
}

func TestTheOperatorsRetryDoesNotRepeatThePartsThatWereAccepted(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.ErrorCode, Code: "token_revoked", Times: 1,
			Match: func(args map[string]any) bool { return strings.Contains(fmt.Sprint(args), "the end") }})
		v.says("the beginning\n" + strings.Repeat("It goes on and on, and nobody can say why.\n", 150) + "the end")
		_, err := s.bridge.Retry(s.t.Context(), "")
		s.must(err)
		s.passes(5 * time.Second)
		beginnings, ends := 0, 0
		for _, m := range v.thread() {
			beginnings += strings.Count(m.Shown(), "the beginning")
			ends += strings.Count(m.Shown(), "the end")
		}
		if beginnings != 1 || ends != 1 {
			t.Errorf("the thread has %d beginnings and %d ends", beginnings, ends)
		}
	})
}

func TestThatOnePartCameDoesNotSettleTheDoubtAboutAnother(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		says := func(text string) func(map[string]any) bool {
			return func(m map[string]any) bool { return strings.Contains(fmt.Sprint(m), text) }
		}
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.CutLate, Match: says("the end")})
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Drop, Times: -1, Match: says("the end")})
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Late, D: 100 * time.Millisecond, Times: -1, Match: says("the beginning")})
		v.says("the beginning\n" + strings.Repeat("It goes on and on, and nobody can say why.\n", 150) + "the end")
		s.passes(time.Minute)
		beginnings, ends := 0, 0
		for _, m := range v.thread() {
			beginnings += strings.Count(m.Shown(), "the beginning")
			ends += strings.Count(m.Shown(), "the end")
		}
		if beginnings != 1 || ends != 1 {
			t.Errorf("the thread has %d beginnings and %d ends", beginnings, ends)
		}
	})
}

func TestAReplyUnderACardInDoubtWaitsForIt(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.Slow, D: 7 * time.Second, Times: 1})
		v.asks()
		cards := s.ws.Messages(channel)
		if len(cards) != 1 {
			t.Fatalf("the channel has %q", texts(cards))
		}
		_, err := s.ws.Reply("U1", channel, cards[0].TS, "I am here")
		s.must(err)
		s.passes(time.Minute)
		v.hears("Anna: I am here")
	})
}

// slowToSay is a presence that takes all the time it is given.
type slowToSay struct{}

func (slowToSay) Duty(ctx context.Context, _ core.Route) (core.Duty, error) {
	<-ctx.Done()
	return core.DutyUnknown, ctx.Err()
}

func TestAVisitorWhoLeavesBeforeTheRingStillMakesALead(t *testing.T) {
	for _, again := range []bool{false, true} {
		tell(t, func(s *story) {
			v := s.visitor()
			v.says("where is my order?")
			v.asks()
			s.must(s.bridge.End(s.t.Context(), v.session))
			synctest.Wait()
			v.is(core.StateMissed)
			if again {
				v.asks()
			}
			s.passes(10 * time.Second)
			leads, cards := 0, 0
			for _, m := range s.ws.Messages(channel) {
				switch {
				case m.IsReply():
				case strings.Contains(dump(m), "⏰ Missed: "):
					leads++
				default:
					cards++
				}
			}
			if leads != 1 || cards != 1 {
				t.Errorf("asked again %v: %d leads and %d cards in %q", again, leads, cards, texts(s.ws.Messages(channel)))
			}
		}, func(s *story) { s.presence = slowToSay{} })
	}
}

func TestAReplyUnderACardInDoubtIsHeardOnceTheCardWasSeen(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.ServerErrorLate})
		s.ws.Fault(fakeslack.Fault{Method: "conversations.history", Kind: fakeslack.ServerError, Times: -1})
		v.asks()
		s.passes(time.Second)
		_, err := s.ws.Reply("U1", channel, s.ws.Messages(channel)[0].TS, "I am here")
		s.must(err)
		s.passes(5 * time.Second)
		v.hears("Anna: I am here")
	})
}
