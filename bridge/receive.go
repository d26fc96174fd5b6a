package bridge

import (
	"context"
	"errors"
	"fmt"

	"github.com/bellhop-chat/bellhop/core"
)

// Receive stores a platform's event; see core.Receiver.
func (b *Bridge) Receive(ctx context.Context, e core.RawEvent) error {
	e.Received = b.now()
	fresh, err := b.Store.Receive(ctx, e)
	if err != nil {
		b.numbers.events.WithLabelValues(string(e.Surface), "not_stored").Inc()
		b.came(e.Connection, false)
		return fmt.Errorf("event %s: %w", e.ID, err)
	}
	b.came(e.Connection, true)
	if !fresh {
		b.numbers.events.WithLabelValues(string(e.Surface), "again").Inc()
		return nil
	}
	b.numbers.events.WithLabelValues(string(e.Surface), "stored").Inc()
	b.events.ring()
	return nil
}

// Keep stores an event that nobody can read; see core.Receiver.
func (b *Bridge) Keep(ctx context.Context, e core.RawEvent, why string) error {
	e.Received = b.now()
	b.numbers.events.WithLabelValues(string(e.Surface), "kept").Inc()
	return b.Store.Keep(ctx, e, why)
}

// ConnectionFor finds the connection of a platform's workspace; see
// core.Receiver. A connection that does not know its own platform id yet is
// introduced first.
func (b *Bridge) ConnectionFor(ctx context.Context, s core.Surface, remote string) (core.Connection, error) {
	c, err := b.Store.ConnectionByRemote(ctx, s, remote)
	if !errors.Is(err, core.ErrNotFound) {
		if err != nil {
			b.Missed(s)
		}
		return c, err
	}
	all, err := b.Store.Connections(ctx)
	if err != nil {
		return core.Connection{}, err
	}
	for _, c := range all {
		if c.Surface != s || c.Remote != "" {
			continue
		}
		learned, err := b.introduceSelf(ctx, c)
		if err != nil {
			// It cannot be told yet whose event this is. With one
			// connection only, it is that one's.
			if len(all) == 1 {
				return c, nil
			}
			return core.Connection{}, fmt.Errorf("connection %s does not know itself yet: %w: %w", c.ID, core.ErrBusy, err)
		}
		if learned.Remote == remote {
			return learned, nil
		}
	}
	return core.Connection{}, fmt.Errorf("%s workspace %q: %w", s, remote, core.ErrNotFound)
}
