package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/bellhop-chat/bellhop/cmd/bellhop/demo"
)

type demoCommand struct{}

// Run serves the demo page, with a small Slack and a small Discord behind it
// and a database that is thrown away. Settings of real ones are left alone. Bellhop itself runs beside it as a process of its own, so that the
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
	ws, dc := smallSlack(here), smallDiscord(here)
	defer ws.Close()
	defer dc.Close()
	s.onSmall(ws, dc)
	s.LimitAsksHour, s.LimitAsksDay, s.LimitAsksTalk, s.LimitAsksSite = 0, 0, 0, 0 // it is there to be asked
	if err := s.check(); err != nil {
		return err
	}
	s.SiteOrigins, s.Listen = s.origins(), "127.0.0.1:0" // the server stands behind this one
	log := s.logger(p.err)
	c := newControls(ws, dc, newProcess(s, p.err))
	front := &http.Server{
		Handler:           front(demo.New(demo.Config{Slack: ws, Channel: demoChannel, Discord: dc, DiscordChannel: demoRoom, SiteKey: s.SiteKey, Controls: c, Log: log}), c.process.where, log),
		ReadHeaderTimeout: 10 * time.Second,
	}
	shown := make(chan error, 1)
	go func() { shown <- front.Serve(listener) }() // before the server starts, whose Slack this is
	err = c.process.run(ctx, func() {
		log.Info("the demo serves", "address", here)
		fmt.Fprintf(p.out, "\n  Bellhop's demo is at %s\n\n  Left: a shop with the widget. Right: the team's Slack and its Discord, in small.\n  Write in the shop, ask for a person, answer on either.  Then break something.\n  Ctrl-C ends it.\n\n", here)
	}, shown)
	ws.Close() // ends the page's streams, as the next does
	dc.Close()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	return errors.Join(err, front.Shutdown(last))
}
