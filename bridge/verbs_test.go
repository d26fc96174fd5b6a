package bridge_test

import (
	"strings"
	"testing/synctest"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// visitor is somebody on the website.
type visitor struct {
	*story
	session bridge.Session
	keys    int
}

func (s *story) visitor() *visitor {
	s.t.Helper()
	session, err := s.bridge.Arrive(s.t.Context(), bridge.Arrival{SiteKey: "key", Page: "https://shop.example/cart",
		Title: "Cart", Language: "pt-PT", Timezone: "Europe/Lisbon"})
	s.must(err)
	return &visitor{story: s, session: session}
}

// says says something, and lets all that follows happen.
func (v *visitor) says(text string) int64 {
	v.t.Helper()
	v.keys++
	seq, err := v.bridge.Say(v.t.Context(), v.session, core.Word{Key: strings.Repeat("k", v.keys), Text: text})
	v.must(err)
	synctest.Wait()
	return seq
}

func (v *visitor) asks() {
	v.t.Helper()
	_, _, err := v.bridge.AskHelp(v.t.Context(), v.session)
	v.must(err)
	synctest.Wait()
}

func (v *visitor) leaves(d core.Details) {
	v.t.Helper()
	v.must(v.bridge.LeaveDetails(v.t.Context(), v.session, d))
	synctest.Wait()
}

func (v *visitor) view() bridge.View {
	v.t.Helper()
	view, err := v.bridge.View(v.t.Context(), v.session, 0)
	v.must(err)
	return view
}

// heard is what the visitor got from agents, in order.
func (v *visitor) heard() (texts []string) {
	v.t.Helper()
	for _, e := range v.view().Entries {
		if e.Kind == core.KindAgent {
			texts = append(texts, e.Author+": "+e.Text)
		}
	}
	return texts
}

func (v *visitor) is(want core.State) {
	v.t.Helper()
	if got := v.view().Talk.State; got != want {
		v.t.Errorf("the conversation is %s, want %s", got, want)
	}
}

func (v *visitor) hears(want ...string) {
	v.t.Helper()
	if got := v.heard(); strings.Join(got, "|") != strings.Join(want, "|") {
		v.t.Errorf("the visitor heard %q, want %q", got, want)
	}
}

// card is the visitor's card in a channel.
func (v *visitor) card(in string) fakeslack.Message {
	v.t.Helper()
	talk := v.view().Talk
	for _, th := range talk.Threads {
		if th.Channel == in && th.Remote != "" {
			if m, ok := v.ws.Message(in, th.Remote); ok {
				return m
			}
		}
	}
	v.t.Fatalf("no card in %s; channel: %v", in, texts(v.ws.Messages(in)))
	return fakeslack.Message{}
}

// lead is the visitor's lead card in a channel.
func (v *visitor) lead(in string) fakeslack.Message {
	v.t.Helper()
	for _, th := range v.view().Talk.Threads {
		if m, ok := v.ws.Message(in, th.Lead); ok && th.Channel == in {
			return m
		}
	}
	v.t.Fatalf("no lead card in %s; channel: %v", in, texts(v.ws.Messages(in)))
	return fakeslack.Message{}
}

// thread is what people see in the visitor's thread, without the card.
func (v *visitor) thread() []fakeslack.Message {
	v.t.Helper()
	return v.ws.Thread(channel, v.card(channel).TS)[1:]
}

// reply is what somebody of the team types in the visitor's thread.
func (v *visitor) reply(user, text string) string {
	v.t.Helper()
	ts, err := v.ws.Reply(user, channel, v.card(channel).TS, text)
	v.must(err)
	synctest.Wait()
	return ts
}

func (v *visitor) press(user, action string) {
	v.t.Helper()
	v.must(v.ws.Press(user, channel, v.card(channel).TS, action))
	synctest.Wait()
}

func texts(ms []fakeslack.Message) (out []string) {
	for _, m := range ms {
		out = append(out, m.Text)
	}
	return out
}

// count is how many of the messages hold a text.
func count(ms []fakeslack.Message, part string) (n int) {
	for _, m := range ms {
		if strings.Contains(m.Text, part) {
			n++
		}
	}
	return n
}
