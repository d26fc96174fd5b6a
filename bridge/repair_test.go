package bridge_test

import (
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

func TestADeadTokenIsKnockedAtByOneOfManyThreads(t *testing.T) {
	tell(t, func(s *story) {
		var vs []*visitor
		for range 6 {
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

func TestRepliesOutliveAnHourInWhichSlackTellsNothingOfTheirWriters(t *testing.T) {
	for name, fault := range map[string]fakeslack.Fault{
		"not reachable": {Method: "users.info", Kind: fakeslack.ServerError, Times: -1},
		"a dead token":  {Method: "users.info", Kind: fakeslack.ErrorCode, Code: "invalid_auth", Times: -1},
	} {
		t.Run(name, func(t *testing.T) {
			tell(t, func(s *story) {
				v := s.visitor()
				v.asks()
				s.ws.Fault(fault)
				v.reply("U1", "one")
				v.reply("U1", "two")
				s.passes(time.Hour)
				s.ws.ClearFaults()
				s.passes(2 * time.Minute)
				v.hears("Anna: one", "Anna: two")
			})
		})
	}
}

func TestAWordThatIsRefusedHalfwaySaysSoToo(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		posts := 0
		later := func(map[string]any) bool { posts++; return posts == 2 }
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimited, Match: later})
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.ErrorCode, Code: "message_blocked",
			Match: func(map[string]any) bool { return posts == 2 }})
		v.says(strings.Repeat("some words ", 600))
		s.passes(30 * time.Second)
		if n := count(v.thread(), "could not be shown"); n != 1 {
			t.Errorf("a word that was refused in its second part is said to be so %d times", n)
		}
	})
}

func TestAnOutageIsNoStormOfOurs(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Drop, Times: -1})
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.CutLate})
		s.ws.Fault(fakeslack.Fault{Method: "conversations.replies", Kind: fakeslack.ServerError, Times: -1})
		v.says("only once")
		before := len(s.ws.Calls("conversations.replies"))
		s.passes(5 * time.Minute)
		if n := len(s.ws.Calls("conversations.replies")) - before; n < 10 || n > 60 {
			t.Errorf("asked %d times in five minutes", n)
		}
		s.ws.ClearFaults()
		s.passes(15 * time.Second)
		inOrder(t, v.thread(), "only once")
	})
}
