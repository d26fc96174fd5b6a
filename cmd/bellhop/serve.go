package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"sync"
	"time"
)

// grace is how long calls and sends under way may take when we stop.
const grace = 10 * time.Second

type serveCommand struct{}

// Run serves until a signal.
func (serveCommand) Run(ctx context.Context, p *program) error {
	s := p.settings
	if err := s.check(); err != nil {
		return err
	}
	log := s.logger(p.err)
	return s.serve(ctx, log, options{}, func(_ *house, address string) {
		log.Info("bellhop serves", "address", "http://"+address, "site", s.SiteKey, "slack", s.slack(), "sockets", s.SlackAppToken != "", "discord", s.discord(), "database", s.databaseName())
		if !s.slack() && !s.discord() {
			log.Warn("no platform is set up: nobody can be rung, asking for a person asks for details at once")
		}
	})
}

// serve serves until ctx ends; ready is called before the first call is taken,
// with the address that is listened on.
func (s *Settings) serve(ctx context.Context, log *slog.Logger, o options, ready func(*house, string)) error {
	listener, err := listen(ctx, s.Listen)
	if err != nil {
		return err
	}
	defer listener.Close() // serving closes it; this is for the ways out before
	unlock, err := s.alone()
	if err != nil {
		return err
	}
	defer unlock()
	h, err := s.build(ctx, log, o)
	if err != nil {
		return err
	}
	if err := s.install(ctx, h.store); err != nil {
		return errors.Join(err, h.close())
	}
	server, err := h.web(s)
	if err != nil {
		return errors.Join(err, h.close())
	}
	ready(h, listener.Addr().String())
	return h.run(ctx, func(ctx context.Context) error { return server.Serve(ctx, listener, grace) })
}

// run runs the relay and a server until ctx ends or one of them fails, then
// closes the store.
func (h *house) run(ctx context.Context, serve func(context.Context) error) error {
	thrift()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var line sync.WaitGroup
	if h.slack != nil {
		line.Go(func() { h.slack.Listen(ctx, h.bridge, h.bridge) })
	}
	if h.discord != nil {
		line.Go(func() { h.discord.Listen(ctx, h.bridge, h.bridge) })
	}
	relay := make(chan error, 1)
	go func() {
		relay <- h.bridge.Run(ctx)
		cancel()
	}()
	err := serve(ctx)
	cancel()
	line.Wait()
	err = errors.Join(err, <-relay, h.close())
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// thrift makes the garbage collector work more for less memory, unless the
// operator chose: most of what we hold is thousands of idle streams, of which
// it saves a sixth; the time a word takes stays the same.
func thrift() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
}

// listen takes the address, and says what to do when it is taken.
func listen(ctx context.Context, address string) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot serve on %s: %w; choose another with --listen or BELLHOP_LISTEN", address, err)
	}
	return l, nil
}

// databaseName is what may be logged of the database's address.
func (s *Settings) databaseName() string {
	if s.postgres() {
		return "postgres"
	}
	return s.Database
}
