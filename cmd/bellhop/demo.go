package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/cmd/bellhop/demo"
	"github.com/bellhop-chat/bellhop/core"
)

type demoCommand struct{}

// demoChannel is the one channel of the demo's Slack.
const demoChannel = "C0SUPPORT"

// Run serves the demo page, with a small Slack behind it and a database
// that is thrown away. Settings of a real Slack or database are left
// alone.
func (demoCommand) Run(ctx context.Context, p *program) (err error) {
	s := *p.settings
	dir, err := os.MkdirTemp("", "bellhop-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	s.Database, s.SecretKey, s.PublicURL, s.Files = filepath.Join(dir, "demo.db"), "", "", ""
	s.SiteKey, s.SiteName, s.SiteOrigins = "demo", "Quay Street Pottery", nil
	s.Greeting = "Hello from the studio! Ask us about glazes, sizes or shipping."
	listener, err := listen(ctx, s.Listen)
	if err != nil {
		return err
	}
	defer listener.Close() // serving closes it; this is for the ways out before
	s.Listen = listener.Addr().String()
	here := "http://" + s.Listen
	ws := smallSlack(here)
	defer ws.Close()
	s.SlackAPIURL, s.SlackBotToken, s.SlackSigningSecret, s.SlackChannel = ws.APIURL(), ws.Config().Token, ws.Config().SigningSecret, demoChannel
	s.SlackAppToken = "" // the small Slack calls this server
	if err := s.check(); err != nil {
		return err
	}
	c := &controls{ws: ws}
	h, err := s.build(ctx, s.logger(p.err), options{now: c.now, presence: c})
	if err != nil {
		return err
	}
	c.poke = h.bridge
	if err := s.install(ctx, h.store); err != nil {
		return errors.Join(err, h.close())
	}
	server, err := h.web(&s, demo.New(demo.Config{Slack: ws, Channel: demoChannel, SiteKey: s.SiteKey, Controls: c, Log: h.log}))
	if err != nil {
		return errors.Join(err, h.close())
	}
	h.log.Info("the demo serves", "address", here)
	fmt.Fprintf(p.out, "\n  Bellhop's demo is at %s\n\n  Left: a shop with the widget. Right: the team's Slack, in small.\n  Write in the shop, ask for a person, answer on the right. Ctrl-C ends it.\n\n", here)
	return h.run(ctx, func(ctx context.Context) error { return server.Serve(ctx, listener, grace) })
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
	})
	ws.SetURL(here + demo.SlackPath)
	return ws
}

// controls is what the page can do to the demo's world: its clock and who is
// there.
type controls struct {
	ws   *fakeslack.Server
	poke *bridge.Bridge

	mu      sync.Mutex
	skipped time.Duration
	away    bool
}

// now is the clock of the demo's deadlines.
func (c *controls) now() time.Time { return time.Now().Add(c.Skipped()) }

// Skip moves the clock ahead; what falls due by it happens at once.
func (c *controls) Skip(d time.Duration) {
	c.mu.Lock()
	c.skipped += d
	c.mu.Unlock()
	c.poke.Poke()
}

// Skipped is how far the clock is ahead.
func (c *controls) Skipped() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.skipped
}

// SetAway makes everybody away, in the small Slack and for the next ring.
func (c *controls) SetAway(away bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	presence := "active"
	if away {
		presence = "away"
	}
	for _, u := range c.ws.Users() {
		if u.IsBot || !strings.HasPrefix(u.ID, "U0") {
			continue
		}
		if err := c.ws.SetPresence(u.ID, presence); err != nil {
			return err
		}
	}
	c.away = away
	return nil
}

// Away tells whether everybody is away.
func (c *controls) Away() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.away
}

// Duty is the demo's presence: away when the page says so, otherwise unknown,
// as it is without the demo.
func (c *controls) Duty(context.Context, core.Route) (core.Duty, error) {
	if c.Away() {
		return core.OffDuty, nil
	}
	return core.DutyUnknown, nil
}
