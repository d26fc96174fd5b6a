package bridge_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// death is a way in which a thread stops taking words, with its repair.
type death struct {
	name, cause string
	strike      func(*story, *visitor)
	repair      func(*story, *visitor)
}

func deaths() []death {
	locked := func(s *story) {
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.ErrorCode, Code: "restricted_action_thread_locked", Times: -1})
	}
	return []death{
		{"a dead token", "token_revoked", func(s *story, _ *visitor) { s.ws.RevokeToken() }, func(s *story, _ *visitor) { s.ws.RestoreToken() }},
		{"an uninstalled app", "account_inactive", func(s *story, _ *visitor) { s.ws.Uninstall() }, func(s *story, _ *visitor) { s.ws.RestoreToken() }},
		{"an archived channel", "is_archived", func(s *story, _ *visitor) { s.must(s.ws.Archive(channel)) }, func(s *story, _ *visitor) { s.must(s.ws.Unarchive(channel)) }},
		{"a bot that was removed", "not_in_channel", func(s *story, _ *visitor) {
			s.must(s.ws.Kick(channel, "U0BOT"))
			s.ws.SetScopes("chat:write", "chat:write.customize", "users:read", "channels:history", "reactions:write")
		}, func(s *story, _ *visitor) { s.must(s.ws.Invite(channel, "U0BOT")) }},
		{"a locked thread", "restricted_action_thread_locked", func(s *story, _ *visitor) { locked(s) }, func(s *story, _ *visitor) { s.ws.ClearFaults() }},
	}
}

func TestEveryDeathHasItsCauseAndCureAndAllIsToldInOrderAfterRepair(t *testing.T) {
	for _, d := range deaths() {
		t.Run(d.name, func(t *testing.T) {
			tell(t, func(s *story) {
				v := s.visitor()
				v.asks()
				v.says("before")
				d.strike(s, v)
				for _, w := range []string{"one", "two", "three"} {
					v.says(w)
				}
				s.passes(3 * time.Minute)
				s.heldBy(d.cause)
				if n := count(v.thread(), "one"); n != 0 {
					t.Errorf("it was told %d times meanwhile", n)
				}
				d.repair(s, v)
				s.passes(2 * time.Minute)
				inOrder(t, v.thread(), "before", "one", "two", "three")
				if st, err := s.bridge.Status(s.t.Context()); err != nil || trouble(st.Backlog) != 0 {
					t.Errorf("after the repair %+v, %v", st.Backlog, err)
				}
			})
		})
	}
}

// heldBy wants status to name the cause, with a cure.
func (s *story) heldBy(cause string) {
	s.t.Helper()
	st, err := s.bridge.Status(s.t.Context())
	s.must(err)
	for _, e := range st.Backlog {
		if e.Status == core.StatusHeld && e.Cause == cause && e.Cure != "" {
			return
		}
	}
	s.t.Errorf("nothing is held by %s: %+v", cause, st.Backlog)
}

// trouble counts what is not told and no timer.
func trouble(es []core.Effect) (n int) {
	for _, e := range es {
		if e.Pool != core.PoolTimers {
			n++
		}
	}
	return n
}

// deletes takes one of our messages away, as an admin can.
func (s *story) deletes(ts string) {
	s.t.Helper()
	client := &http.Client{Transport: s.handing(func() http.Handler { return s.ws })}
	res, err := client.PostForm("http://fakeslack/api/chat.delete", url.Values{"token": {s.ws.Config().Token}, "channel": {channel}, "ts": {ts}})
	s.must(err)
	defer res.Body.Close()
	if body, err := io.ReadAll(res.Body); err != nil || !strings.Contains(string(body), `"ok":true`) {
		s.t.Errorf("deleting %s answers %s, %v", ts, body, err)
	}
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
		stop := make(chan struct{})
		done := make(chan struct{})
		go func() { // a bot that likes no cards
			defer close(done)
			for {
				select {
				case <-stop:
					return
				case <-time.After(100 * time.Millisecond):
				}
				for _, m := range s.ws.Messages(channel) {
					if !m.IsReply() && m.Subtype != "tombstone" && m.BotID != "" {
						s.deletes(m.TS)
					}
				}
			}
		}()
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.Slow, D: time.Second, Times: -1,
			Match: func(a map[string]any) bool { return a["thread_ts"] == nil }})
		before := len(s.ws.Calls("chat.postMessage"))
		v.says("one")
		s.passes(10 * time.Minute)
		close(stop)
		<-done
		if n := len(s.ws.Calls("chat.postMessage")) - before; n > 60 {
			t.Errorf("%d posts in ten minutes", n)
		}
		s.ws.ClearFaults()
		s.passes(5 * time.Minute)
		inOrder(t, v.thread(), "one")
	})
}

func TestADeadTokenIsKnockedAtByOneOfManyThreads(t *testing.T) {
	tell(t, func(s *story) {
		var vs []*visitor
		for range 12 {
			v := s.visitor()
			v.asks()
			vs = append(vs, v)
		}
		s.ws.RevokeToken()
		for _, v := range vs {
			v.says("hello")
		}
		before := len(s.ws.Calls("chat.postMessage"))
		s.passes(5 * time.Minute)
		if n := len(s.ws.Calls("chat.postMessage")) - before; n > 5*6+2 {
			t.Errorf("%d calls with a dead token in five minutes", n)
		}
		s.ws.RestoreToken()
		s.passes(30 * time.Second)
		for _, v := range vs {
			inOrder(t, v.thread(), "hello")
		}
	})
}

func TestAWordInDoubtIsNotSentAgainWhileItCannotBeLookedFor(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Drop, Times: -1})
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.CutLate})
		s.ws.Fault(fakeslack.Fault{Method: "conversations.replies", Kind: fakeslack.RateLimited, D: 20 * time.Second})
		v.says("only once")
		s.passes(5 * time.Minute)
		inOrder(t, v.thread(), "only once")
	})
}

func TestAReinstallOutlivesTheNewsOfTheOldTokensEnd(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Late, D: time.Minute, Match: func(e map[string]any) bool { return e["type"] == "tokens_revoked" }})
		s.ws.RevokeToken()
		s.ws.RestoreToken() // installed again before the news of the old token's end
		s.passes(2 * time.Minute)
		v.says("still here")
		v.reply("U1", "and I am too")
		if inOrder(t, v.thread(), "still here"); len(v.heard()) != 1 {
			t.Errorf("the visitor heard %q", v.heard())
		}
	})
}
