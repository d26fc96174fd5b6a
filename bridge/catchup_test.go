package bridge_test

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// down ends the process and lets the team go on; what happens is never told to
// us.
func (s *story) down(meanwhile func()) {
	s.t.Helper()
	s.passes(2 * time.Minute) // it is noted that all was heard
	s.stop()
	s.ws.SetTargets("", "", "")
	meanwhile()
	s.passes(3 * time.Hour)
	s.ws.SetTargets("http://bellhop/slack/events", "http://bellhop/slack/interactions", "http://bellhop/slack/commands")
	s.open()
}

// typed is what somebody types while nobody hears it.
func (s *story) typed(card fakeslack.Message, user, text string) string {
	s.t.Helper()
	ts, err := s.ws.Reply(user, channel, card.TS, text)
	s.must(err)
	return ts
}

func TestWhatTheTeamWroteWhileWeWereDownCrossesOnceInOrder(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		card := v.card(channel)
		v.reply("U1", "one")
		s.down(func() {
			s.typed(card, "U1", "two")
			s.typed(card, "U2", "three")
			ts := s.typed(card, "U2", "fuor")
			s.must(s.ws.Edit("U2", channel, ts, "four"))
			ts = s.typed(card, "U2", "// between us")
			s.must(s.ws.Edit("U2", channel, ts, "nothing between us"))
			s.typed(card, "U1", "! only for us")
			s.typed(card, "U3", "I am a guest")
			_, err := s.ws.ReplyAsBot(fakeslack.App{ID: "AX", Name: "Other", BotID: "BX", BotUserID: "UX"}, channel, card.TS, "beep")
			s.must(err)
		})
		s.passes(time.Minute)
		v.hears("Anna: one", "Anna: two", "Ben: three")
		s.restart()
		s.passes(time.Minute)
		v.hears("Anna: one", "Anna: two", "Ben: three")
		hints := s.ws.Ephemerals("U2") // what was edited meanwhile may have been a note
		if len(hints) != 2 {
			t.Fatalf("Ben was asked %d times", len(hints))
		}
		s.must(s.ws.Press("U2", channel, hints[0].TS, "bellhop:send"))
		s.must(s.ws.Press("U2", channel, hints[1].TS, "bellhop:note"))
		s.passes(time.Second)
		v.hears("Anna: one", "Anna: two", "Ben: three", "Ben: four")
	})
}

func TestWhatWasWrittenUnderACardInDoubtWhileWeWereDownCrosses(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.CutLate, Times: 1})
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Drop, Times: -1})
		v.asks()
		s.stop()
		s.typed(s.ws.Messages(channel)[0], "U1", "here I am")
		s.ws.ClearFaults()
		s.open()
		s.passes(time.Minute)
		v.hears("Anna: here I am")
	})
}

func TestAnEventThatComesAfterItWasReadCountsOnce(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		card := v.card(channel)
		v.reply("U1", "hello")
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Late, D: 10 * time.Minute, Times: 4})
		s.typed(card, "U1", "bye")
		s.typed(card, "U1", "!bot")
		s.restart()
		s.passes(time.Minute)
		v.hears("Anna: hello", "Anna: bye")
		v.is(core.StateBot)
		v.reply("U2", "still here")
		v.is(core.StateActive)
		s.passes(12 * time.Minute) // Slack delivers what was late
		v.hears("Anna: hello", "Anna: bye", "Ben: still here")
		v.is(core.StateActive)
	})
}

func TestWhenSlackAllowsAReadAMinuteTheCardsSayWhatIsNotChecked(t *testing.T) {
	tell(t, func(s *story) {
		const talks = 6
		var vs []*visitor
		var cards []fakeslack.Message
		for i := range talks {
			v := s.visitor()
			v.asks()
			v.reply("U1", fmt.Sprint("hello ", i))
			vs, cards = append(vs, v), append(cards, v.card(channel))
			s.passes(time.Second)
		}
		s.down(func() {
			for i, card := range cards {
				s.typed(card, "U1", fmt.Sprint("answer ", i))
			}
		})
		s.passes(time.Second)
		got := func(i int) bool { h := vs[i].heard(); return h[len(h)-1] == fmt.Sprint("Anna: answer ", i) }
		unread := func(i int) bool { return strings.Contains(vs[i].card(channel).Shown(), "Not checked since") }
		if !got(talks-1) || got(0) {
			t.Error("the conversation that changed last was not read first")
		}
		s.passes(2*time.Minute + 10*time.Second)
		if !unread(0) || unread(talks-1) {
			t.Errorf("unread cards: the oldest %v, the newest %v", unread(0), unread(talks-1))
		}
		s.passes(talks * time.Minute)
		for i := range talks {
			if !got(i) || unread(i) {
				t.Errorf("conversation %d: crossed %v, its card says it is not read %v", i, got(i), unread(i))
			}
		}
		read := 0
		for _, c := range s.ws.Calls("conversations.replies") {
			if c.OK {
				read++
			}
		}
		if read > talks+1 {
			t.Errorf("%d reads for %d threads", read, talks)
		}
	}, func(s *story) { s.narrow = true })
}

func TestALongThreadIsReadPageByPageInOrder(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		card := v.card(channel)
		var want []string
		s.down(func() {
			for i := range 32 {
				s.typed(card, "U1", fmt.Sprint("line ", i))
				want = append(want, fmt.Sprint("Anna: line ", i))
			}
		})
		s.passes(5 * time.Minute)
		v.hears(want...)
	}, func(s *story) { s.narrow = true })
}

func TestARestartReadsOnFromWhereThreadsAreKnown(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		v.reply("U1", "hello")
		s.passes(10 * time.Minute)
		before := len(s.ws.Calls("conversations.replies"))
		down := time.Now()
		s.restart()
		s.passes(time.Minute)
		calls := s.ws.Calls("conversations.replies")[before:]
		if len(calls) != 1 {
			t.Fatalf("%d reads of one thread", len(calls))
		}
		oldest, err := strconv.ParseFloat(fmt.Sprint(calls[0].Args["oldest"]), 64)
		if since := time.Unix(int64(oldest), 0); err != nil || down.Sub(since) > 3*time.Minute {
			t.Errorf("read from %s on, %s before", since, down.Sub(since))
		}
	})
}

func TestWhatSlackGaveUpIsReadWhenItsNextRetrySaysSo(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		card := v.card(channel)
		v.reply("U1", "hello")
		doors := s.doors()
		s.setDoors(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })) // the network is cut
		s.typed(card, "U1", "given up")
		s.passes(18 * time.Minute)
		s.typed(card, "U1", "tried again")
		s.passes(2 * time.Minute)
		s.setDoors(doors)
		s.passes(6 * time.Minute)
		heard := strings.Join(v.heard(), "|") // in the order in which we learned of them
		if strings.Count(heard, "given up") != 1 || strings.Count(heard, "tried again") != 1 {
			t.Errorf("the visitor heard %q", heard)
		}
	})
}

func TestWhatCouldNotBeStoredIsReadLater(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		card := v.card(channel)
		s.passes(2 * time.Minute)
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Drop, Times: 2})
		s.typed(card, "U1", "given up")
		synctest.Wait()
		gone, cancel := context.WithCancel(s.t.Context())
		cancel()
		if err := s.bridge.Receive(gone, core.RawEvent{ID: "e", Workspace: "w", Connection: "slack", Surface: core.Slack}); err == nil {
			t.Fatal("it was stored")
		}
		s.passes(2 * time.Minute)
		v.hears("Anna: given up")
	})
}

func TestAChannelThatCannotBeReadIsTriedAgainAndHoldsNobodyUp(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		card := v.card(channel)
		s.down(func() {
			s.typed(card, "U1", "while you were out")
			s.must(s.ws.Kick(channel, "U0BOT"))
		})
		s.passes(5 * time.Minute)
		v.hears()
		s.must(s.ws.Invite(channel, "U0BOT"))
		s.passes(2 * time.Minute)
		v.hears("Anna: while you were out")
	})
}
