package bridge_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// deletes takes one of our messages away, as an admin can.
func (s *story) deletes(ts string) {
	s.t.Helper()
	if answer := s.deleting(ts); !strings.Contains(answer, `"ok":true`) {
		s.t.Errorf("deleting %s answers %s", ts, answer)
	}
}

func (s *story) deleting(ts string) string {
	s.t.Helper()
	client := &http.Client{Transport: s.handing(func() http.Handler { return s.ws })}
	res, err := client.PostForm("http://fakeslack/api/chat.delete", url.Values{"token": {s.ws.Config().Token}, "channel": {channel}, "ts": {ts}})
	if err != nil {
		return err.Error()
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return err.Error()
	}
	return string(body)
}

func TestAThreadWhoseCardWasDeletedIsOpenedAnewWithAllThatWasSaid(t *testing.T) {
	for name, replied := range map[string]bool{"with replies": true, "without replies": false} {
		t.Run(name, func(t *testing.T) {
			tell(t, func(s *story) {
				v := s.visitor()
				v.says("at the bot")
				v.asks()
				if replied {
					v.says("before")
					v.reply("U1", "I am on it")
				}
				old := v.card(channel).TS
				s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimited, D: 5 * time.Second})
				v.says("one")
				v.says("two")
				s.deletes(old)
				s.passes(time.Minute)
				card := v.card(channel)
				if card.TS == old || !strings.Contains(dump(card), "Visitor") {
					t.Fatalf("the card is %s", dump(card))
				}
				inOrder(t, v.thread(), "one", "two")
				if count(v.thread(), "at the bot") != 1 || replied && count(v.thread(), "I am on it") != 1 {
					t.Errorf("the new thread has %q", texts(v.thread()))
				}
				v.says("three")
				inOrder(t, v.thread(), "one", "two", "three")
				for _, m := range s.ws.Messages(channel) {
					if !m.IsReply() && (m.Text == "one" || m.Text == "two") {
						t.Errorf("%q stands in the channel", m.Text)
					}
				}
				v.reply("U2", "here I am")
				if got := v.heard(); got[len(got)-1] != "Ben: here I am" {
					t.Errorf("the visitor heard %q", got)
				}
				if st, err := s.bridge.Status(s.t.Context()); err != nil || trouble(st.Backlog) != 0 {
					t.Errorf("%+v, %v", st.Backlog, err)
				}
			})
		})
	}
}

func TestWhatIsSaidInTheOldThreadIsStillUnderstoodAndSeenInTheNewOne(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		first := v.reply("U1", "first")
		old := v.card(channel).TS
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Late, D: time.Minute, Match: func(e map[string]any) bool { return e["text"] == "to the old one" }})
		late := v.reply("U1", "to the old one")
		s.deletes(old)
		v.says("after")
		s.passes(2 * time.Minute)
		v.hears("Anna: first", "Anna: to the old one")
		if v.card(channel).TS == old || count(v.thread(), "to the old one") != 1 {
			t.Errorf("the new thread has %q", texts(v.thread()))
		}
		s.must(s.ws.Edit("U1", channel, late, "to the old thread"))
		s.must(s.ws.Edit("U1", channel, first, "first of all"))
		s.passes(0)
		v.has("Anna: first of all", "Anna: to the old thread")
		if count(v.thread(), "to the old thread") != 1 {
			t.Errorf("the new thread has %q", texts(v.thread()))
		}
	})
}

func TestACardRefreshThatFindsItsCardGoneOpensANewThread(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.says("at the bot")
		v.asks()
		old := v.card(channel).TS
		s.deletes(old)
		v.leaves(core.Details{Email: "lena@example.com"})
		s.passes(10 * time.Second)
		card := v.card(channel)
		if card.TS == old || !strings.Contains(dump(card), "lena@example.com") || count(v.thread(), "at the bot") != 1 {
			t.Errorf("the card is %s, its thread %q", dump(card), texts(v.thread()))
		}
		cards := 0
		for _, m := range s.ws.Messages(channel) {
			if !m.IsReply() && m.Subtype != "tombstone" && m.BotID != "" {
				cards++
			}
		}
		if cards != 1 {
			t.Errorf("there are %d cards: %q", cards, texts(s.ws.Messages(channel)))
		}
	})
}

func TestAThreadIsOpenedAnewOnceThoughAnswersAreLost(t *testing.T) {
	for _, restart := range []bool{false, true} {
		tell(t, func(s *story) {
			v := s.visitor()
			v.says("at the bot")
			v.asks()
			s.deletes(v.card(channel).TS)
			n := 0
			s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.CutLate, Times: 3, Match: func(map[string]any) bool {
				n++
				return n > 1 // the first finds out that the thread is gone
			}})
			v.says("one")
			if restart {
				s.restart()
			}
			s.passes(2 * time.Minute)
			inOrder(t, v.thread(), "one")
			cards := 0
			for _, m := range s.ws.Messages(channel) {
				if !m.IsReply() && m.Subtype != "tombstone" && m.BotID != "" {
					cards++
				}
			}
			if cards != 1 || count(v.thread(), "at the bot") != 1 {
				t.Errorf("restarted %v: %d cards, thread %q", restart, cards, texts(v.thread()))
			}
		})
	}
}

func TestACardThatIsDeletedAgainAndAgainIsNotPostedInARush(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.deletes(v.card(channel).TS)
		cards := func(snap fakeslack.Snapshot) (ts []string) {
			for _, m := range snap.Messages(channel) {
				if !m.IsReply() && m.Subtype != "tombstone" && m.BotID != "" {
					ts = append(ts, m.TS)
				}
			}
			return ts
		}
		ctx, stop := context.WithCancel(s.t.Context())
		done := make(chan struct{})
		go func() { // a bot that likes no cards
			defer close(done)
			for s.ws.Await(ctx, func(snap fakeslack.Snapshot) bool { return len(cards(snap)) > 0 }) == nil {
				for _, ts := range cards(fakeslack.Snapshot{Server: s.ws}) {
					s.deleting(ts) // we may have taken it back ourselves
				}
			}
		}()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.Slow, D: time.Second, Times: -1,
			Match: func(a map[string]any) bool { return a["thread_ts"] == nil }})
		before := len(s.ws.Calls("chat.postMessage"))
		v.says("one")
		s.passes(10 * time.Minute)
		stop()
		<-done
		if n := len(s.ws.Calls("chat.postMessage")) - before; n > 60 {
			t.Errorf("%d posts in ten minutes", n)
		}
		s.ws.ClearFaults()
		s.passes(5 * time.Minute)
		inOrder(t, v.thread(), "one")
	})
}
