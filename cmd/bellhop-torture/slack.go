package main

import (
	"fmt"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// The small Slack's fixed names.
const (
	onSlack      = "slack"
	slackChannel = "C1"
	slackToken   = "xoxb-fake-1"
	slackApp     = "xapp-fake-1"
	slackSecret  = "fake-signing-secret"
	slackGuest   = "U99"
	slackBot     = "U0BOT"
)

// slack is the small Slack.
type slack struct {
	ws *fakeslack.Server
	d  *deliveries

	mu    sync.Mutex
	last  string // the newest message looked at
	hints int    // how many hints were looked at
}

var _ surface = (*slack)(nil)

// newSlack is a workspace with agents, a guest, another app's bot and one
// channel. It delivers again for minutes, so that what the program missed while
// it was down reaches it. With sockets everything comes over those.
func newSlack(agents int, sockets bool, b *book) (*slack, error) {
	s := &slack{d: newDeliveries(), last: "0"}
	users := []fakeslack.User{{ID: slackGuest, Name: "guest", RealName: "Gwen Guest", IsRestricted: true}}
	members := []string{slackBot, slackGuest}
	for i := range agents {
		id := s.agent(i)
		users = append(users, fakeslack.User{ID: id, Name: "agent" + id, RealName: "Agent " + id, DisplayName: "Agent " + id})
		members = append(members, id)
	}
	delays := []time.Duration{200 * time.Millisecond}
	for range 120 {
		delays = append(delays, time.Second)
	}
	s.ws = fakeslack.New(fakeslack.Config{
		Token: slackToken, AppToken: slackApp, SigningSecret: slackSecret, SocketMode: sockets, Users: users,
		Channels:    []fakeslack.Channel{{ID: slackChannel, Name: "support", Members: members}},
		RetryDelays: delays, Keep: 100,
		Inspect: b.call, InspectEvent: s.d.happened, InspectDelivery: s.d.delivered,
	})
	_, err := s.ws.Start()
	return s, err
}

func (s *slack) name() string { return onSlack }

func (s *slack) settings() []string {
	hears := "BELLHOP_SLACK_SIGNING_SECRET=" + slackSecret
	if s.ws.Config().SocketMode {
		hears = "BELLHOP_SLACK_APP_TOKEN=" + slackApp
	}
	return []string{"BELLHOP_SLACK_API_URL=" + s.ws.APIURL(), "BELLHOP_SLACK_BOT_TOKEN=" + slackToken, hears, "BELLHOP_SLACK_CHANNEL=" + slackChannel}
}

func (s *slack) point(url string) {
	s.ws.SetTargets(url+"/slack/events", url+"/slack/interactions", url+"/slack/commands")
}

func (s *slack) agent(n int) string { return fmt.Sprintf("U%d", n+1) }
func (s *slack) guest() string      { return slackGuest }

func (s *slack) reply(by, thread, text string) (string, error) {
	return s.ws.Reply(by, slackChannel, thread, text)
}

func (s *slack) bot(thread, text string) (id, by string, err error) {
	other := fakeslack.App{ID: "A0OTHER", Name: "Standup", BotID: "B0OTHER"}
	id, err = s.ws.ReplyAsBot(other, slackChannel, thread, text)
	return id, other.BotID, err
}

func (s *slack) upload(by, thread, name, text string) (string, error) {
	return s.ws.Upload(by, slackChannel, thread, name, []byte(text))
}

func (s *slack) edit(by, _, id, text string) error { return s.ws.Edit(by, slackChannel, id, text) }
func (s *slack) remove(by, _, id string) error     { return s.ws.Delete(by, slackChannel, id) }

func (s *slack) press(by, _, id, action string) error {
	return s.ws.Press(by, slackChannel, id, "bellhop:"+action)
}

func (s *slack) news() (cards []check.Post, hints []check.Hint) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.ws.MessagesAfter(slackChannel, s.last) {
		s.last = m.TS
		if p, ok := postOf(m); ok && p.Role == check.Card {
			cards = append(cards, p)
		}
	}
	all := s.ws.Ephemerals("")
	for _, e := range all[min(s.hints, len(all)):] {
		if h, ok := hintOf(e); ok {
			hints = append(hints, h)
		}
	}
	s.hints = len(all)
	return cards, hints
}

func (s *slack) delivered(w check.TeamWord) check.TeamWord { return s.d.word(w) }

func (s *slack) testify(h *check.History) {
	for _, m := range s.ws.Messages(slackChannel) {
		if p, ok := postOf(m); ok {
			h.Posts = append(h.Posts, p)
		}
	}
	for _, e := range s.ws.Ephemerals("") {
		if x, ok := hintOf(e); ok {
			h.Hints = append(h.Hints, x)
		}
	}
	for _, p := range s.ws.Pings() {
		h.Pings = append(h.Pings, p.Method+" at "+p.TS+" could notify by "+p.Kind+" "+p.Token+" in "+p.Where)
	}
}

func (s *slack) settled() bool { return s.ws.Settled() }
func (s *slack) mend()         { s.ws.ClearFaults() }
func (s *slack) close()        { s.ws.Close() }
