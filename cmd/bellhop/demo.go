package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/cmd/bellhop/demo"
)

type demoCommand struct{}

// demoChannel is the one channel of the demo's Slack.
const demoChannel = "C0SUPPORT"

// Run serves the demo page, with a small Slack behind it and a database
// that is thrown away. Settings of a real Slack or database are left
// alone. Bellhop itself runs beside it as a process of its own, so that the
// page can end it the hard way.
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
	s.LimitAsksHour, s.LimitAsksDay, s.LimitAsksTalk, s.LimitAsksSite = 0, 0, 0, 0 // it is there to be asked
	s.SlackAppToken = ""                                                           // the small Slack calls this server
	if err := s.check(); err != nil {
		return err
	}
	s.SiteOrigins, s.Listen = s.origins(), "127.0.0.1:0" // the server stands behind this one
	log := s.logger(p.err)
	c := newControls(ws, newProcess(s, p.err))
	front := &http.Server{
		Handler:           front(demo.New(demo.Config{Slack: ws, Channel: demoChannel, SiteKey: s.SiteKey, Controls: c, Log: log}), c.process.where, log),
		ReadHeaderTimeout: 10 * time.Second,
	}
	shown := make(chan error, 1)
	go func() { shown <- front.Serve(listener) }() // before the server starts, whose Slack this is
	err = c.process.run(ctx, func() {
		log.Info("the demo serves", "address", here)
		fmt.Fprintf(p.out, "\n  Bellhop's demo is at %s\n\n  Left: a shop with the widget. Right: the team's Slack, in small.\n  Write in the shop, ask for a person, answer on the right. Then break something.\n  Ctrl-C ends it.\n\n", here)
	}, shown)
	ws.Close() // ends the page's streams
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	return errors.Join(err, front.Shutdown(last))
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
