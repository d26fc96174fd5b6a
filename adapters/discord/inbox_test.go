package discord_test

import (
	"context"
	"slices"
	"sync"

	"github.com/bellhop-chat/bellhop/core"
)

// inbox is behind the gateway: it takes in what is stored, each event once.
type inbox struct {
	mu     sync.Mutex
	conn   core.Connection
	events []core.RawEvent
	again  int
	kept   []core.RawEvent
	broken error // storing fails
	asked  []string
	typed  []string
	more   chan struct{} // closed and made anew with every change
	missed chan struct{} // gets one for each gap
}

func newInbox(c core.Connection) *inbox {
	return &inbox{conn: c, more: make(chan struct{}), missed: make(chan struct{}, 1000)}
}

func (i *inbox) Missed(core.Surface) { i.missed <- struct{}{} }

func (i *inbox) changed() {
	close(i.more)
	i.more = make(chan struct{})
}

func (i *inbox) Receive(_ context.Context, e core.RawEvent) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	defer i.changed()
	if i.broken != nil {
		return i.broken
	}
	if slices.ContainsFunc(i.events, func(had core.RawEvent) bool { return had.ID == e.ID }) {
		i.again++
		return nil
	}
	i.events = append(i.events, e)
	return nil
}

func (i *inbox) Keep(_ context.Context, e core.RawEvent, why string) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	defer i.changed()
	e.Why = why
	i.kept = append(i.kept, e)
	return i.broken
}

func (i *inbox) ConnectionFor(_ context.Context, s core.Surface, remote string) (core.Connection, error) {
	if s != core.Discord || remote != i.conn.Remote {
		return core.Connection{}, core.ErrNotFound
	}
	return i.conn, nil
}

func (i *inbox) Command(_ context.Context, c core.Connection, by core.Profile, channel, text string) (string, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.asked = append(i.asked, string(c.Workspace)+" "+by.Name+" "+channel+" "+text)
	return "Nobody is waiting in **" + string(c.Workspace) + "**.", i.broken
}

func (i *inbox) TeamTypes(_ context.Context, _ core.Connection, by core.Profile, channel, thread string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	defer i.changed()
	i.typed = append(i.typed, by.Name+" "+channel+" "+thread)
}

// await waits until ok says yes of what is there.
func (i *inbox) await(ctx context.Context, ok func(*inbox) bool) error {
	for {
		i.mu.Lock()
		done, more := ok(i), i.more
		i.mu.Unlock()
		if done {
			return nil
		}
		select {
		case <-more:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (i *inbox) received() []core.RawEvent {
	i.mu.Lock()
	defer i.mu.Unlock()
	return slices.Clone(i.events)
}

func (i *inbox) set(f func(*inbox)) {
	i.mu.Lock()
	defer i.mu.Unlock()
	f(i)
}
