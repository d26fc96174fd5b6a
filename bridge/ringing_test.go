package bridge_test

import (
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func TestAVisitorRingsAndAnAgentAnswersFromTheThread(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.says("Do you ship to Portugal?")
		v.is(core.StateBot)
		v.says("Can I talk to a person?")
		v.is(core.StateQueued)
		if talk := v.view().Talk; talk.Ask.Rung.IsZero() {
			t.Error("the card was accepted, but nobody was told that it rang")
		}
		if n := count(v.thread(), "Do you ship to Portugal?"); n != 1 {
			t.Errorf("the thread tells the conversation so far %d times", n)
		}
		v.says("It is about order 12")
		last := v.thread()[len(v.thread())-1]
		if last.Text != "It is about order 12" || !strings.Contains(last.Username, "Visitor") {
			t.Errorf("the visitor's word is %q by %q", last.Text, last.Username)
		}
		v.reply("U1", "Yes, within three days. *Promise*")
		v.hears("Anna: Yes, within three days. **Promise**")
		v.is(core.StateActive)
		if owner := v.view().Talk.OwnerName; owner != "Anna" {
			t.Errorf("%q has it", owner)
		}
		v.says("Great!")
		s.passes(16 * time.Minute)
		v.is(core.StateActive)
		if pings := s.ws.Pings(); len(pings) > 0 {
			t.Errorf("somebody was pinged: %+v", pings)
		}
	})
}

func TestNobodyComesAndTheAskIsMissedOnTheMinute(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.says("I need a human")
		s.passes(15*time.Minute - time.Second)
		v.is(core.StateQueued)
		s.passes(2 * time.Second)
		v.is(core.StateMissed)
		if talk := v.view().Talk; !talk.WantsDetails() {
			t.Error("no details are asked for")
		}
		late := v.view().Talk.Ask.Ended.Sub(v.view().Talk.Ask.Deadline)
		if late < 0 || late > time.Second {
			t.Errorf("missed %v after its deadline", late)
		}
		v.leaves(core.Details{Name: "Maria", Email: "maria@example.com"})
		lead := v.lead(channel)
		if !strings.Contains(dump(lead), "maria@example.com") || !strings.Contains(dump(lead), "I need a human") {
			t.Errorf("the lead card lacks the contact or the transcript: %s", dump(lead))
		}
		leads, err := s.store.Leads(s.t.Context(), v.session.Ref)
		s.must(err)
		if len(leads) != 1 || leads[0].Why != "wait" {
			t.Errorf("leads %+v", leads)
		}
		v.says("Still here")
		v.reply("U1", "Sorry for the wait")
		v.hears("Anna: Sorry for the wait")
		v.is(core.StateActive)
	})
}

func TestEveryoneAwayMakesALeadAtOnceAndTheCardFollows(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		v.is(core.StateMissed)
		if n := len(s.ws.Messages(channel)); n < 2 {
			t.Errorf("%d posts: the card and the lead should both be there", n)
		}
	}, func(s *story) { s.presence = off{} })
}

func TestASiteWithoutAnyChannelTellsTheTruthAtOnce(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		v.is(core.StateMissed)
		if v.view().Talk.Ask.Why != "ring_failed" {
			t.Errorf("why: %q", v.view().Talk.Ask.Why)
		}
	}, func(s *story) { s.routes = nil })
}

func TestAskingAgainGoesToTheSameThread(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		v.reply("U1", "Hello")
		v.press("U1", "bellhop:bot")
		v.is(core.StateBot)
		first := v.card(channel).TS
		v.says("And another thing")
		if count(v.thread(), "And another thing") != 1 {
			t.Error("after Back to the bot the words stopped flowing to the thread")
		}
		v.asks()
		v.is(core.StateQueued)
		if v.view().Talk.Ask.No != 2 || v.card(channel).TS != first {
			t.Errorf("ask %d on card %s, first %s", v.view().Talk.Ask.No, v.card(channel).TS, first)
		}
		v.reply("U2", "Ben here")
		v.is(core.StateActive)
		if owner := v.view().Talk.OwnerName; owner != "Ben" {
			t.Errorf("%q has it", owner)
		}
	})
}

func TestTwoChannelsHaveEveryWordAndOneOwner(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		v.says("hello both")
		second := v.card("C2")
		_, err := s.ws.Reply("U2", "C2", second.TS, "from the second channel")
		s.must(err)
		s.passes(0)
		v.reply("U1", "from the first")
		v.hears("Ben: from the second channel", "Anna: from the first")
		if count(v.thread(), "from the second channel") != 1 || count(s.ws.Thread("C2", second.TS), "from the first") != 1 {
			t.Errorf("first thread %q, second %q", texts(v.thread()), texts(s.ws.Thread("C2", second.TS)))
		}
		if owner := v.view().Talk.OwnerName; owner != "Ben" {
			t.Errorf("%q has it", owner)
		}
	}, func(s *story) { s.routes = []string{"C1", "C2"} })
}
