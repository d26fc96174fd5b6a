package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
	"github.com/bellhop-chat/bellhop/core"
)

// settled tells whether every surface has delivered what it will.
func settled(surfaces []surface) bool {
	for _, s := range surfaces {
		if !s.settled() {
			return false
		}
	}
	return true
}

// calm waits until everything is told that can be: the surfaces have delivered, and the
// outbox holds nothing but idle timers, twice in a row. What the token's absence
// held, and hints that were given up, are sent again by the operator's command. It
// answers what is left when within is over.
func calm(ctx context.Context, p *program, surfaces []surface, b *book, within time.Duration) ([]check.Stuck, error) {
	end := time.Now().Add(within)
	retried, quiet := 0, 0
	for {
		s, err := status(ctx, p)
		if err != nil {
			return nil, err
		}
		left := leftovers(s)
		for _, e := range left {
			if e.status == core.StatusDead && !e.hint { // no word said here is to be refused
				return stuck(left), nil
			}
		}
		if quiet++; len(left) > 0 || s.Counts["events_new"] > 0 || !settled(surfaces) {
			quiet = 0
		}
		if quiet == 2 {
			used := b.faults()
			if kept, dealt := s.Counts["events_kept"], used[string(fakeslack.UnknownType)]+used[string(fakeslack.MalformedJSON)]; int(kept) > dealt {
				b.complain(fmt.Sprintf("%d events are kept for the operator, %d unreadable ones were dealt: %v", kept, dealt, s.Kept))
			}
			return nil, nil
		}
		if time.Now().After(end) || ctx.Err() != nil {
			if n := s.Counts["events_new"]; n > 0 {
				left = append(left, leftover{what: fmt.Sprintf("%d events of Slack's are not understood yet", n)})
			}
			return stuck(left), ctx.Err()
		}
		if waits := s.Counts["outbox_held"] + s.Counts["outbox_refused"]; waits > 0 && retried < 3 {
			retried++
			b.again(int(waits))
			if _, err := p.command(ctx, "outbox", "retry"); err != nil {
				return nil, err
			}
		}
		sleep(ctx, 700*time.Millisecond)
	}
}

// status asks the program as its operator would.
func status(ctx context.Context, p *program) (bridge.Status, error) {
	var s bridge.Status
	out, err := p.command(ctx, "status", "--json")
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(out, &s); err != nil {
		return s, fmt.Errorf("bellhop status --json: %w", err)
	}
	return s, nil
}

// leftover is an effect that waits and should not.
type leftover struct {
	conversation, what string
	status             core.Status
	hint               bool
}

func leftovers(s bridge.Status) []leftover {
	var out []leftover
	for _, e := range s.Backlog {
		if e.Kind == core.EffectTimer && e.Timer == core.TimerIdle && e.Due.After(s.Now) {
			continue
		}
		what := fmt.Sprintf("effect %d (%s %s) is %s after %d tries, %v old: %s",
			e.No, e.Kind, e.Timer, e.Status, e.Attempts, s.Now.Sub(e.Created).Round(time.Second), e.Cause)
		out = append(out, leftover{string(e.ID), what, e.Status, e.Kind == core.EffectNotice})
	}
	return out
}

func stuck(left []leftover) []check.Stuck {
	var out []check.Stuck
	for _, l := range left {
		out = append(out, check.Stuck{Conversation: l.conversation, What: l.what})
	}
	return out
}
