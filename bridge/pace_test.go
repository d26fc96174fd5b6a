package bridge_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// paced has channels take three posts at once and then one a second, and our own
// pace on.
func paced(s *story) { s.burst = 3 }

// limited is how many posts Slack had no room for.
func (s *story) limited() (n int) {
	for _, c := range s.ws.Calls("chat.postMessage") {
		if c.Error == "ratelimited" || c.Error == "fault" {
			n++
		}
	}
	return n
}

// lags is how long after they were said the words stand in the channel; a word
// that is not there fails the test.
func (s *story) lags(said map[string]time.Time) (lags []time.Duration) {
	s.t.Helper()
	ms := s.ws.Messages(channel)
	for text, at := range said {
		n := 0
		for _, m := range ms {
			if !strings.Contains(m.Shown(), text) {
				continue
			}
			n++
			lags = append(lags, posted(m).Sub(at))
		}
		if n != 1 {
			s.t.Errorf("%q stands there %d times", text, n)
		}
	}
	return lags
}

// posted is when a message was posted.
func posted(m fakeslack.Message) time.Time {
	var sec, micro int64
	_, _ = fmt.Sscanf(m.TS, "%d.%d", &sec, &micro) // a timestamp of the small Slack's
	return time.Unix(sec, micro*1000)
}

func TestFortyConversationsKeepEveryThreadUnderTenSecondsBehind(t *testing.T) {
	tell(t, func(s *story) {
		talks := make([]*visitor, 40)
		for i := range talks {
			talks[i] = s.visitor()
			talks[i].asks()
		}
		s.passes(3 * time.Minute)
		r := rand.New(rand.NewPCG(7, 7))
		next, left := make([]time.Duration, len(talks)), make([]int, len(talks))
		for i := range talks {
			next[i] = time.Duration(r.IntN(54_000)) * time.Millisecond
		}
		said := map[string]time.Time{}
		step := 250 * time.Millisecond
		for at := time.Duration(0); at < 2*time.Minute; at += step {
			for i, v := range talks {
				if next[i] > at {
					continue
				}
				if left[i] == 0 {
					left[i] = 1 + r.IntN(3)
				}
				text := fmt.Sprintf("word %d.", len(said))
				said[text] = time.Now()
				v.says(text)
				next[i] = at + time.Duration(1000+r.IntN(2000))*time.Millisecond
				if left[i]--; left[i] == 0 {
					next[i] = at + time.Duration(40_000+r.IntN(20_000))*time.Millisecond
				}
			}
			s.passes(step)
		}
		s.passes(30 * time.Second)
		worst := time.Duration(0)
		for _, lag := range s.lags(said) {
			worst = max(worst, lag)
		}
		if worst >= 10*time.Second || len(said) < 150 {
			t.Errorf("of %d words one was %v behind", len(said), worst)
		}
		if n := s.limited(); n > 0 {
			t.Errorf("Slack had no room for %d posts", n)
		}
	}, paced)
}

func TestAThrottledChannelDelaysOnlyItself(t *testing.T) {
	tell(t, func(s *story) {
		v, w := s.visitor(), s.visitor()
		v.asks()
		w.asks()
		s.passes(time.Minute)
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimited, D: 7 * time.Second,
			Match: func(a map[string]any) bool { return a["channel"] == channel }})
		v.says("hello")
		w.says("hello")
		other := func(v *visitor) int { return count(s.ws.Thread("C2", v.card("C2").TS), "hello") }
		if other(v) != 1 || other(w) != 1 || s.limited() != 1 {
			t.Errorf("the other channel has %d and %d words, %d posts were one too many", other(v), other(w), s.limited())
		}
		st, err := s.bridge.Status(s.t.Context())
		s.must(err)
		if len(st.Shut) == 0 || st.Shut[0].Gate != "post:"+channel || !st.Shut[0].Asked || st.Shut[0].Until.Before(time.Now().Add(7*time.Second)) {
			t.Errorf("status says %+v", st.Shut)
		}
		s.passes(6900 * time.Millisecond)
		if count(v.thread(), "hello")+count(w.thread(), "hello") != 0 {
			t.Error("it was sent before Slack allowed it")
		}
		s.passes(2 * time.Second)
		if count(v.thread(), "hello") != 1 || count(w.thread(), "hello") != 1 || s.limited() != 1 {
			t.Errorf("afterwards the threads have %q and %q", texts(v.thread()), texts(w.thread()))
		}
	}, paced, func(s *story) { s.routes = []string{channel, "C2"} })
}

func TestRetryAfterIsObeyedAfterARestart(t *testing.T) {
	tell(t, func(s *story) {
		v, w := s.visitor(), s.visitor()
		v.asks()
		w.asks()
		s.passes(time.Minute)
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.RateLimited, D: 30 * time.Second})
		v.says("one")
		s.restart()
		w.says("two")
		s.passes(29900 * time.Millisecond)
		if n := count(v.thread(), "one") + count(w.thread(), "two"); n != 0 || s.limited() != 1 {
			t.Errorf("%d were sent before Slack allowed it, %d knocked", n, s.limited())
		}
		s.passes(3 * time.Second)
		inOrder(t, v.thread(), "one")
		inOrder(t, w.thread(), "two")
	}, paced)
}

func TestALiveWordGoesBeforeTheBacklogOfClosedConversations(t *testing.T) {
	tell(t, func(s *story) {
		live := s.visitor()
		live.asks()
		var old []*visitor
		for range 20 {
			v := s.visitor()
			v.asks()
			old = append(old, v)
		}
		s.passes(2 * time.Minute)
		for _, v := range old {
			v.reply("U1", "hello")
		}
		s.passes(time.Minute)
		s.ws.RevokeToken()
		for _, v := range old {
			v.says("something of old")
			v.must(s.bridge.End(s.t.Context(), v.session))
		}
		s.passes(time.Second)
		s.ws.RestoreToken()
		s.passes(12 * time.Second) // until it is noticed, and a little
		for i := range 3 {
			live.says(fmt.Sprint("live ", i))
			s.passes(4 * time.Second)
			if count(live.thread(), fmt.Sprint("live ", i)) != 1 {
				t.Errorf("live word %d waits for those of old", i)
			}
		}
		told := 0
		for _, v := range old {
			told += count(v.thread(), "something of old")
		}
		if told == 0 || told == len(old) {
			t.Fatalf("%d of %d old words were told meanwhile", told, len(old))
		}
		s.passes(3 * time.Minute)
		for _, v := range old {
			inOrder(t, v.thread(), "something of old")
		}
	}, paced)
}

func TestTwoWorkspacesShareFairly(t *testing.T) {
	tell(t, func(s *story) {
		theirs := fakeslack.New(fakeslack.Config{Token: "xoxb-fake-2", Team: fakeslack.Team{ID: "T2"}, PostBurst: 3,
			Channels: []fakeslack.Channel{{ID: "C9", Name: "theirs", Members: []string{"U0BOT"}}}})
		theirs.SetURL("http://fakeslack")
		defer theirs.Close()
		s.others = map[string]http.Handler{"xoxb-fake-2": theirs}
		s.must(s.store.Install(s.t.Context(), core.Setup{
			Workspace: core.Workspace{ID: "w2", Name: "W2"}, NewSecret: "another secret",
			Site:        core.Site{ID: "site2", Workspace: "w2", Key: "key2", Name: "Other", Origins: []string{"*"}, Wait: 15 * time.Minute},
			Connections: []core.Connection{{ID: "slack2", Workspace: "w2", Surface: core.Slack, Token: "xoxb-fake-2"}},
			Routes:      []core.Route{{ID: "r9", Workspace: "w2", Site: "site2", Connection: "slack2", Surface: core.Slack, Channel: "C9"}},
		}))
		session, err := s.bridge.Arrive(s.t.Context(), bridge.Arrival{SiteKey: "key2"})
		s.must(err)
		few := &visitor{story: s, session: session}
		few.asks()
		s.passes(10 * time.Second)
		for range 60 {
			s.visitor().asks() // two posts each: two minutes of work
		}
		few.says("we are few")
		if count(theirs.Messages("C9"), "we are few") != 1 {
			t.Errorf("they have %q while the others are busy", texts(theirs.Messages("C9")))
		}
		if n := len(s.ws.Messages(channel)); n > 10 {
			t.Errorf("the busy channel has %d posts at once", n)
		}
	}, paced)
}

func TestAThrottledCardHoldsNoWordBackAndIsRefreshedInTheEnd(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.passes(time.Minute)
		s.ws.Fault(fakeslack.Fault{Method: "chat.update", Kind: fakeslack.RateLimited, D: 30 * time.Second})
		v.press("U1", "bellhop:claim")
		for i := range 8 {
			word := fmt.Sprint("word ", i)
			v.says(word)
			s.passes(2500 * time.Millisecond)
			if count(v.thread(), word) != 1 {
				t.Errorf("%q waits for the card", word)
			}
		}
		if n := len(s.ws.Calls("chat.update")); n != 1 {
			t.Errorf("the card was tried %d times", n)
		}
		s.passes(15 * time.Second)
		if card := dump(v.card(channel)); !strings.Contains(card, "💬") {
			t.Errorf("the card shows %s", card)
		}
	}, paced)
}
