package main

import (
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/cmd/bellhop/demo"
)

// The one channel of the demo's Slack, and that of its Discord.
const (
	demoChannel = "C0SUPPORT"
	demoRoom    = "710000000000000001"
)

// onSmall makes these settings ring both.
func (s *Settings) onSmall(ws *fakeslack.Server, dc *fakediscord.Server) {
	s.SlackAPIURL, s.SlackBotToken, s.SlackSigningSecret, s.SlackChannel = ws.APIURL(), ws.Config().Token, ws.Config().SigningSecret, demoChannel
	s.SlackAppToken = "" // the small Slack calls this server
	s.DiscordAPIURL, s.DiscordBotToken, s.DiscordChannel, s.DiscordAgentRole = dc.URL(), dc.Config().Token, demoRoom, demo.Team
}

// smallSlack is a Slack with two agents and one channel.
func smallSlack(here string) *fakeslack.Server {
	ws := fakeslack.New(fakeslack.Config{
		Team:            fakeslack.Team{ID: "T0DEMO", Name: "Quay Street Pottery", Domain: "quay-street-pottery"},
		Users:           demo.People(here),
		Channels:        []fakeslack.Channel{{ID: demoChannel, Name: "support", Members: []string{"U0ANNA", "U0BEN", "U0BOT"}}},
		EventsURL:       here + "/slack/events",
		InteractionsURL: here + "/slack/interactions",
		CommandsURL:     here + "/slack/commands",
		Keep:            500,
	})
	ws.SetURL(here + demo.SlackPath)
	return ws
}

// smallDiscord is a Discord with the same two agents, a guest and one channel.
func smallDiscord(here string) *fakediscord.Server {
	dc := fakediscord.New(fakediscord.Config{
		Guild:    fakediscord.Guild{Name: "Quay Street Pottery"},
		Users:    demo.Members(),
		Roles:    []fakediscord.Role{{ID: demo.Team, Name: "Team"}},
		Channels: []fakediscord.Channel{{ID: demoRoom, Name: "support"}},
		Keep:     500,
	})
	dc.SetURL(here + demo.DiscordPath)
	return dc
}
