package bridge_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// dump is all of a message, to look for words in.
func dump(m fakeslack.Message) string {
	b, err := json.Marshal(m)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func TestNotesAndTypedWordsNeverReachTheVisitor(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		v.reply("U1", "!claim")
		v.is(core.StateActive)
		v.reply("U1", "// he sounds angry")
		v.reply("U1", "!note be careful")
		v.reply("U2", "!who")
		v.reply("U1", "!clsoe")
		v.hears()
		v.is(core.StateActive)
		if got := s.ws.Ephemerals("U2"); len(got) != 1 || !strings.Contains(got[0].Text, "Anna") {
			t.Errorf("!who told Ben %+v", got)
		}
		asked := s.ws.Ephemerals("U1")
		if len(asked) != 1 || !strings.Contains(asked[0].Text, "not sent") {
			t.Fatalf("Anna was asked %+v", asked)
		}
		s.must(s.ws.Press("U1", channel, asked[0].TS, "bellhop:send"))
		s.passes(0)
		v.hears("Anna: !clsoe")
		v.reply("U1", "!close")
		v.is(core.StateClosed)
	})
}

func TestAWordAfterClosingWaitsForItsWriter(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		v.reply("U1", "Bye")
		v.press("U1", "bellhop:close")
		v.is(core.StateClosed)
		v.reply("U2", "One more thing")
		v.hears("Anna: Bye")
		hints := s.ws.Ephemerals("U2")
		if len(hints) == 0 {
			t.Fatal("Ben was not told that it was not sent")
		}
		s.must(s.ws.Press("U2", channel, hints[len(hints)-1].TS, "bellhop:send"))
		s.passes(0)
		v.hears("Anna: Bye", "Ben: One more thing")
		v.is(core.StateActive)
	})
}

func TestBotsGuestsAndOtherThreadsCrossNowhere(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		_, err := s.ws.ReplyAsBot(fakeslack.App{ID: "AX", Name: "Other", BotID: "BX", BotUserID: "UX"}, channel, v.card(channel).TS, "beep")
		s.must(err)
		v.reply("U3", "I am a guest")
		ts, err := s.ws.Say("U1", channel, "just chatting")
		s.must(err)
		_, err = s.ws.Reply("U2", channel, ts, "me too")
		s.must(err)
		s.passes(0)
		v.hears()
		v.is(core.StateQueued)
	})
}

func TestAnEventCountsOnceHoweverOftenItComes(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Duplicate, N: 4, Times: 1})
		v.reply("U1", "Hello")
		v.hears("Anna: Hello")
	})
}

func TestAReplyThatSomebodyElseGaveIsDeliveredAndBothAreTold(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		v.reply("U1", "I am Anna")
		v.reply("U2", "and I am Ben")
		v.hears("Anna: I am Anna", "Ben: and I am Ben")
		if n := count(v.thread(), "has this conversation"); n != 1 {
			t.Errorf("told %d times: %q", n, texts(v.thread()))
		}
	})
}

func TestHostileWordsPingNobodyAndForgeNothing(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.says("<!channel> <@U1> @here <!subteam^S1> <https://evil.example|Your bank> [bank](https://evil.example)")
		v.asks()
		v.says("<!everyone> & <@U2>")
		v.leaves(core.Details{Name: "<!channel> <@U1>"})
		if pings := s.ws.Pings(); len(pings) > 0 {
			t.Errorf("somebody was pinged: %+v", pings)
		}
		if count(v.thread(), "&lt;!everyone&gt; &amp; &lt;@U2&gt;") != 1 {
			t.Errorf("the words lost their meaning: %q", texts(v.thread()))
		}
	})
}
