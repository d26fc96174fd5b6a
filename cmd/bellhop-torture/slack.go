package main

import (
	"fmt"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// The small Slack's fixed names.
const (
	onSlack     = "slack"
	channel     = "C1"
	slackToken  = "xoxb-fake-1"
	slackApp    = "xapp-fake-1"
	slackSecret = "fake-signing-secret"
	guest       = "U99"
)

// newSlack is a workspace with agents, a guest, another app's bot and one
// channel. It delivers again for minutes, so that what the program missed while
// it was down reaches it. With sockets everything comes over those.
func newSlack(agents int, sockets bool, b *book, d *deliveries) *fakeslack.Server {
	users := []fakeslack.User{{ID: guest, Name: "guest", RealName: "Gwen Guest", IsRestricted: true}}
	members := []string{"U0BOT", guest}
	for i := range agents {
		id := agentID(i)
		users = append(users, fakeslack.User{ID: id, Name: "agent" + id, RealName: "Agent " + id, DisplayName: "Agent " + id})
		members = append(members, id)
	}
	delays := []time.Duration{200 * time.Millisecond}
	for range 120 {
		delays = append(delays, time.Second)
	}
	return fakeslack.New(fakeslack.Config{
		Token: slackToken, AppToken: slackApp, SigningSecret: slackSecret, SocketMode: sockets, Users: users,
		Channels:    []fakeslack.Channel{{ID: channel, Name: "support", Members: members}},
		RetryDelays: delays, Keep: 100,
		Inspect: b.call, InspectEvent: d.happened, InspectDelivery: d.delivered,
	})
}

func agentID(i int) string { return fmt.Sprintf("U%d", i+1) }

// otherApp is a bot that is not ours.
func otherApp() fakeslack.App { return fakeslack.App{ID: "A0OTHER", Name: "Standup", BotID: "B0OTHER"} }
