package bridge

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// The limits of reading events.
const (
	eventLease   = 20 * time.Second // longer while files are fetched
	eventWithin  = 8 * time.Second  // for reading it, and again for acting on each of what it means
	eventTries   = 20               // after that it is kept for the operator
	eventWorkers = 16
	strangeTries = 6 // an unknown thread may be one whose card is just being accepted, or in doubt: a minute
)

// readEvents acts on stored events, one at a time in each lane.
func (b *Bridge) readEvents(ctx context.Context) {
	var busy sync.WaitGroup
	defer busy.Wait()
	free := make(chan struct{}, eventWorkers)
	for ctx.Err() == nil {
		got, err := b.Store.ClaimEvents(ctx, b.Owner, b.now(), eventLease, eventWorkers-len(free))
		if err != nil && ctx.Err() == nil {
			b.Log.Error("events could not be claimed", "err", err)
		}
		for _, e := range got {
			free <- struct{}{}
			busy.Go(func() {
				b.readEvent(ctx, e)
				<-free
				b.events.ring()
			})
		}
		if len(got) > 0 && len(free) < eventWorkers {
			continue
		}
		now := b.now()
		if !b.events.sleep(ctx.Done(), now, b.wake(ctx, now, b.Store.NextEvent)) {
			return
		}
	}
}

// wake answers when to look again by itself.
func (b *Bridge) wake(ctx context.Context, now time.Time, next func(context.Context) (time.Time, error)) time.Time {
	latest := now.Add(pollEvery)
	due, err := next(ctx)
	if err != nil || due.IsZero() || due.After(latest) {
		return latest
	}
	if due.Before(now) { // due, but not for us: its lane is busy
		return now.Add(100 * time.Millisecond)
	}
	return due
}

// readEvent lets the adapter read one event and acts on what it means.
func (b *Bridge) readEvent(ctx context.Context, e core.RawEvent) {
	err := b.understand(ctx, e)
	if err == nil || ctx.Err() != nil {
		return
	}
	result := "later"
	var send *core.SendError
	delay := min(time.Duration(1+e.Attempts*e.Attempts)*time.Second, time.Minute)
	if errors.As(err, &send) && send.How == core.Retry && send.After > 0 {
		delay = send.After
	}
	switch {
	case errors.Is(err, core.ErrUnreadable), e.Attempts >= eventTries && send == nil: // a platform that does not answer now may later
		result = "kept"
		err2 := b.Store.Understood(ctx, e, err.Error())
		b.Log.Warn("an event is kept for the operator", "event", e.ID, "kind", e.Kind, "why", err, "err", err2)
	default:
		if errors.Is(err, errEarly) {
			e.Lane = "" // it waits alone: what it waits for may never come
		}
		if err2 := b.Store.Postpone(ctx, e, b.now().Add(delay)); err2 != nil {
			b.Log.Error("an event could not be postponed; its lease will end", "event", e.ID, "err", err2)
		}
		if !errors.Is(err, errStrange) && !errors.Is(err, errEarly) {
			b.Log.Warn("an event is looked at again later", "event", e.ID, "kind", e.Kind, "after", delay, "err", err)
		}
	}
	b.numbers.events.WithLabelValues(string(e.Surface), result).Inc()
}

// originalTries is how often an edit or deletion waits for its original, about
// a minute in all.
const originalTries = 6

// errEarly: an edit or deletion came before its original.
var errEarly = errors.New("its original is not here yet")

// errStrange: no conversation has this thread.
var errStrange = errors.New("no conversation has this thread")

// understand acts on an event and ends it, in one transaction where something
// changes.
func (b *Bridge) understand(ctx context.Context, e core.RawEvent) error {
	p := b.platforms[e.Surface]
	if p == nil {
		return fmt.Errorf("no adapter for %s: %w", e.Surface, core.ErrUnreadable)
	}
	conn, happenings, err := b.interpret(ctx, p, e)
	if err != nil {
		return err
	}
	consumed := false
	for i, h := range happenings {
		last := i == len(happenings)-1
		done, err := b.act(ctx, conn, e, h, last)
		if errors.Is(err, errStrange) && e.Attempts >= strangeTries {
			continue
		}
		if err != nil {
			return err
		}
		consumed = consumed || done
	}
	b.numbers.events.WithLabelValues(string(e.Surface), "understood").Inc()
	if consumed {
		return nil
	}
	return b.Store.Understood(ctx, e, "")
}

// interpret lets the adapter say what an event means.
func (b *Bridge) interpret(ctx context.Context, p core.Platform, e core.RawEvent) (core.Connection, []core.Happening, error) {
	ctx, cancel := context.WithTimeout(ctx, eventWithin)
	defer cancel()
	conn, err := b.Store.Connection(ctx, e.Workspace, e.Connection)
	if err != nil {
		return conn, nil, err
	}
	happenings, err := p.Interpret(ctx, conn, e)
	return conn, happenings, err
}
