package slack_test

import (
	"context"
	"slices"
	"sync"

	"github.com/bellhop-chat/bellhop/core"
)

// inbox is behind the doors: it takes in what they let through, each event
// once.
type inbox struct {
	mu     sync.Mutex
	events []core.RawEvent
	again  int
	kept   []core.RawEvent
	stuck  bool  // storing does not come to an end
	broken error // storing fails
	asked  []string
	missed chan struct{} // gets one for each gap
}

func (i *inbox) Missed(core.Surface) { i.missed <- struct{}{} }

func (i *inbox) Receive(ctx context.Context, e core.RawEvent) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.stuck {
		<-ctx.Done()
		return ctx.Err()
	}
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
	e.Why = why
	i.kept = append(i.kept, e)
	return i.broken
}

func (i *inbox) ConnectionFor(_ context.Context, s core.Surface, remote string) (core.Connection, error) {
	if s != core.Slack || remote != "T0FAKE" {
		return core.Connection{}, core.ErrNotFound
	}
	return core.Connection{ID: "slack", Workspace: "w1", Surface: core.Slack, Remote: remote, Token: "xoxb-fake-1"}, nil
}

func (i *inbox) Command(_ context.Context, c core.Connection, by core.Profile, channel, text string) (string, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.asked = append(i.asked, string(c.Workspace)+" "+by.Name+" "+channel+" "+text)
	return "Nobody is waiting in **" + string(c.Workspace) + "**.", i.broken
}

func (i *inbox) received() []core.RawEvent {
	i.mu.Lock()
	defer i.mu.Unlock()
	return slices.Clone(i.events)
}

func (i *inbox) keeps() []core.RawEvent {
	i.mu.Lock()
	defer i.mu.Unlock()
	return slices.Clone(i.kept)
}

func (i *inbox) set(f func(*inbox)) {
	i.mu.Lock()
	defer i.mu.Unlock()
	f(i)
}
