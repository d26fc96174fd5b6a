package bridge

import (
	"context"
	"errors"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// How often connections are introduced: the ones we know, the ones we do not.
const (
	introduceKnown   = 10 * time.Minute
	introduceUnknown = 5 * time.Second
	introduceWithin  = 5 * time.Second
)

// keepConnected introduces the connections, so that we know ourselves on every
// platform and notice a dead token before a visitor does.
func (b *Bridge) keepConnected(ctx context.Context) {
	for {
		next := introduceKnown
		all, err := b.Store.Connections(ctx)
		if err != nil {
			next = introduceUnknown
		}
		for _, c := range all {
			if _, err := b.introduceSelf(ctx, c); err != nil && ctx.Err() == nil {
				next = introduceUnknown
				b.Log.Warn("a connection does not work", "connection", c.ID, "surface", c.Surface, "err", err)
			}
		}
		timer := time.NewTimer(next)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
	}
}

// introduceSelf learns who we are on a connection and stores it.
func (b *Bridge) introduceSelf(ctx context.Context, c core.Connection) (core.Connection, error) {
	p := b.platforms[c.Surface]
	if p == nil {
		return c, errors.New("no adapter for this surface")
	}
	within, cancel := context.WithTimeout(ctx, introduceWithin)
	defer cancel()
	learned, err := p.Introduce(within, c)
	if err != nil {
		b.numbers.connected.WithLabelValues(string(c.ID)).Set(0)
		return c, err
	}
	b.breaker.close(c.ID)
	b.numbers.connected.WithLabelValues(string(c.ID)).Set(1)
	if learned == c {
		return c, nil
	}
	learned.Updated = b.now()
	return learned, b.Store.Learned(ctx, learned)
}

// forget deletes understood events two days after they are last of use:
// platforms redeliver for one, and a gap is read from a little before it.
func (b *Bridge) forget(ctx context.Context) {
	for {
		until, err := b.heardByAll(ctx)
		if err == nil {
			_, err = b.Store.ForgetEvents(ctx, until.Add(-48*time.Hour))
		}
		if err == nil {
			_, err = b.Store.ForgetRings(ctx, b.now().Add(-core.RingsFor))
		}
		if err != nil && ctx.Err() == nil {
			b.Log.Warn("what is old was not deleted", "err", err)
		}
		timer := time.NewTimer(time.Hour)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
	}
}

// heardByAll is until when every connection that hears was heard.
func (b *Bridge) heardByAll(ctx context.Context) (time.Time, error) {
	until := b.now()
	oldest := until.Add(-30 * 24 * time.Hour) // a connection that never comes back
	conns, err := b.Store.Connections(ctx)
	if err != nil {
		return until, err
	}
	for _, c := range conns {
		heard, err := b.Store.Heard(ctx, c.Workspace, c.ID)
		if err != nil {
			return until, err
		}
		if heard.After(oldest) && heard.Before(until) {
			until = heard
		}
	}
	return until, nil
}
