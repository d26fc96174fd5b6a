package slack

import (
	"context"
	"errors"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// storeWithin is how long storing may take; then Slack is left to deliver
// again. It waits 3 s for an answer.
const storeWithin = 2 * time.Second

// intake files what Slack tells us. It is the one way in: the HTTP doors and
// the sockets hand everything to it, and acknowledge what it answers nil for.
type intake struct {
	s *Slack
	r core.Receiver
	c core.Commander
}

// take stores a call of a kind, doorEvent or doorAction, by its JSON. nil means
// that it is safe, also when nobody can read it and it is kept for the operator.
func (in *intake) take(ctx context.Context, kind string, body []byte) error {
	e := core.RawEvent{ID: digest(body), Surface: core.Slack, Kind: kind, Body: body, Received: in.s.now()}
	var team, why string
	if kind == doorAction {
		team, why = fileAction(&e)
	} else {
		team, why = fileEvent(&e)
	}
	if why != "" {
		return in.keep(ctx, e, why)
	}
	return in.store(ctx, team, e)
}

// store takes an event in on behalf of its workspace. An event of a workspace
// we are not installed in is kept.
func (in *intake) store(ctx context.Context, team string, e core.RawEvent) error {
	within, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	c, err := in.r.ConnectionFor(within, core.Slack, team)
	if errors.Is(err, core.ErrNotFound) {
		return in.r.Keep(within, e, "no connection to the Slack workspace "+team)
	}
	if err != nil {
		return err
	}
	e.Workspace, e.Connection = c.Workspace, c.ID
	return in.r.Receive(within, e)
}

// keep stores what nobody can read.
func (in *intake) keep(ctx context.Context, e core.RawEvent, why string) error {
	within, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	return in.r.Keep(within, e, why)
}
