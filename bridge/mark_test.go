package bridge_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// marked wants a message to have these reactions of our bot, and no others.
func (s *story) marked(ts string, want ...string) {
	s.t.Helper()
	m, _ := s.ws.Message(channel, ts)
	var got []string
	for _, r := range m.Reactions {
		got = append(got, r.Name)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		s.t.Errorf("%s is marked %q, want %q", ts, got, want)
	}
}

func TestAnAgentsMessageIsMarkedAsWhatBecameOfIt(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		last := func() int64 { return v.view().Talk.LastSeq }
		ts := v.reply("U1", "Hello")
		s.marked(ts)
		v.turn(func(turn *core.Turn) error { return turn.Gets(time.Now(), last()) })
		s.marked(ts, "white_check_mark")
		v.turn(func(turn *core.Turn) error { return turn.Reads(time.Now(), last()) })
		s.marked(ts, "white_check_mark", "eyes")

		v.turn(func(turn *core.Turn) error { return turn.Goes(time.Now(), time.Now()) })
		if !strings.Contains(dump(v.card(channel)), "Visitor gone since") {
			t.Errorf("the card says %s", dump(v.card(channel)))
		}
		late := v.reply("U1", "Are you there?")
		s.marked(late, "zzz")
		v.turn(func(turn *core.Turn) error { turn.Comes(time.Now()); return turn.Gets(time.Now(), last()) })
		s.marked(late, "white_check_mark")
		if strings.Contains(dump(v.card(channel)), "Visitor gone since") {
			t.Error("the card says that the visitor is gone, who came back")
		}
	})
}

func TestAWordThatDidNotCrossIsMarkedUntilItDoes(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		ts := v.reply("U1", "!important")
		s.marked(ts, "warning")
		hints := s.ws.Ephemerals("U1")
		s.must(s.ws.Press("U1", channel, hints[len(hints)-1].TS, "bellhop:send"))
		s.passes(0)
		v.turn(func(turn *core.Turn) error { return turn.Gets(time.Now(), turn.C.LastSeq) })
		s.marked(ts, "white_check_mark")
	})
}

func TestMarksHoldNothingAndAreForgottenWhenTheyCannotBeMade(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.SetScopes(slices.DeleteFunc(fakeslack.AllScopes(), func(s string) bool { return s == "reactions:write" })...)
		for _, w := range []string{"one", "two"} {
			v.reply("U1", w)
			v.turn(func(turn *core.Turn) error { return turn.Gets(time.Now(), turn.C.LastSeq) })
		}
		if n := strings.Count(s.log.String(), "are not marked"); n != 1 {
			t.Errorf("the missing scope is said in %d lines", n)
		}
		s.ws.SetScopes(fakeslack.AllScopes()...)
		s.ws.Fault(fakeslack.Fault{Method: "reactions.add", Kind: fakeslack.RateLimited, D: 30 * time.Second, Times: -1})
		v.reply("U1", "three")
		v.turn(func(turn *core.Turn) error { return turn.Gets(time.Now(), turn.C.LastSeq) })
		v.says("a word beside it")
		if count(v.thread(), "a word beside it") != 1 {
			t.Error("a word waits for a mark")
		}
		s.passes(5 * time.Minute)
		st, err := s.bridge.Status(s.t.Context())
		s.must(err)
		for _, e := range st.Backlog {
			if e.Kind == core.EffectMark {
				t.Errorf("a mark waits: %+v", e)
			}
		}
	})
}
