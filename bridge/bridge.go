package bridge

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/bellhop-chat/bellhop/core"
)

// ErrIdentity says that the identity's hash does not prove the user id.
var ErrIdentity = errors.New("the identity hash is not the HMAC-SHA256 of the user id under the site's secret")

// Config is what a Bridge stands on. What says what it is without is optional.
type Config struct {
	Store     core.Store
	Platforms []core.Platform
	Answerer  core.Answerer
	Detector  core.Detector
	Presence  core.Presence
	Now       func() time.Time // the clock of every deadline
	NewID     func() string    // unique, sortable by time
	Log       *slog.Logger
	Metrics   prometheus.Registerer // nil registers nowhere
	Owner     string                // names this process in leases; NewID when empty
	Rings     RingLimits            // how often visitors may ask for a person; the zero value: as often as they like
	Blobs     core.Blobs            // keeps the bytes of files; nil: files are named only
	MaxFile   int64                 // bytes of one file of an agent; 0 is 25 MiB
	FileDays  int                   // how many days files are kept after their conversation was closed; 0 is 90
	CatchUp   int                   // calls a minute and connection for reading what was missed; 0 is 50
}

// Bridge is one process's share of the work.
type Bridge struct {
	Config
	platforms map[core.Surface]core.Platform
	hub       *hub
	pools     map[core.Pool]*pool
	events    *bell
	sweeper   *bell
	numbers   *numbers
	breaker   breaker
	ears      ears
	pictures  pictureFetch
	typists   typingShown
	running   sync.WaitGroup
}

// New checks the configuration and makes a Bridge that does nothing yet.
func New(c Config) (*Bridge, error) {
	switch {
	case c.Store == nil, c.Answerer == nil, c.Detector == nil, c.Presence == nil:
		return nil, errors.New("bridge: store, answerer, detector and presence are required")
	case c.Now == nil, c.NewID == nil, c.Log == nil:
		return nil, errors.New("bridge: now, new id and log are required")
	}
	if err := c.Rings.check(); err != nil {
		return nil, err
	}
	if c.Owner == "" {
		c.Owner = c.NewID()
	}
	if c.MaxFile == 0 {
		c.MaxFile = defaultMost
	}
	if c.FileDays == 0 {
		c.FileDays = defaultDays
	}
	b := &Bridge{
		Config: c, platforms: map[core.Surface]core.Platform{}, hub: newHub(),
		pools: map[core.Pool]*pool{}, events: newBell(), sweeper: newBell(), numbers: newNumbers(c.Metrics),
	}
	for _, p := range c.Platforms {
		if b.platforms[p.Surface()] != nil {
			return nil, fmt.Errorf("bridge: two platforms for %s", p.Surface())
		}
		b.platforms[p.Surface()] = p
	}
	for _, p := range b.poolsOf() {
		b.pools[p.name] = p
	}
	return b, nil
}

// now is the time as stores keep it: whole milliseconds.
func (b *Bridge) now() time.Time { return b.Now().Truncate(time.Millisecond) }

// Run drains the outbox and the stored events, keeps the connections known and
// listens for other processes, until ctx ends and the work under way is done.
func (b *Bridge) Run(ctx context.Context) error {
	for _, p := range b.pools {
		b.running.Go(func() { b.drain(ctx, p) })
	}
	b.running.Go(func() { b.readEvents(ctx) })
	b.running.Go(func() { b.keepConnected(ctx) })
	b.running.Go(func() { b.keepHeard(ctx) })
	b.running.Go(func() { b.forget(ctx) })
	b.running.Go(func() { b.sweep(ctx) })
	b.running.Go(func() {
		err := b.Store.Watch(ctx, func(ids []core.ConversationID) {
			if len(ids) == 0 { // anything may have changed
				ids = b.hub.followed()
			}
			b.hub.nudge(ids...)
			b.Poke()
		})
		if err != nil && ctx.Err() == nil {
			b.Log.Error("hints of other processes stopped; streams catch up when polled", "err", err)
		}
	})
	<-ctx.Done()
	b.running.Wait()
	return nil
}

// Poke makes the relay look at what is due now.
func (b *Bridge) Poke() {
	for _, p := range b.pools {
		p.ring()
	}
	b.events.ring()
	b.sweeper.ring()
}

// update is Store.Update plus what follows a commit: open streams are nudged,
// the pools that got work are poked.
func (b *Bridge) update(ctx context.Context, ref core.Ref, fn func(*core.Turn) error) error {
	var last *core.Turn
	err := b.Store.Update(ctx, ref, func(t *core.Turn) error {
		last = t
		return fn(t)
	})
	if err != nil {
		return err
	}
	if last == nil || last.Empty() {
		return nil
	}
	b.hub.nudge(ref.ID)
	if len(last.Changes().Dropped) > 0 {
		b.sweeper.ring()
	}
	for _, e := range last.Changes().Effects {
		b.pools[e.Pool].ringAt(e.Due)
	}
	return nil
}

// Ready tells whether this process can serve.
func (b *Bridge) Ready(ctx context.Context) error {
	if err := b.Store.Ping(ctx); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
}
