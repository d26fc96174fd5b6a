package bridge

import (
	"context"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// keepHeard listens to every connection of platforms that can be asked what was
// missed: what is written while nobody hears is read afterwards.
func (b *Bridge) keepHeard(ctx context.Context) {
	for ctx.Err() == nil {
		conns, err := b.Store.Connections(ctx)
		if err != nil && ctx.Err() == nil {
			b.Log.Error("connections could not be read", "err", err)
		}
		for _, c := range conns {
			p, ok := b.platforms[c.Surface].(core.Catcher)
			if e := b.earFor(c); ok && e != nil {
				b.running.Go(func() { e.listen(ctx, p) })
			}
		}
		timer := time.NewTimer(hearEvery)
		select {
		case <-ctx.Done():
			timer.Stop()
		case <-timer.C:
		}
	}
}

// listen notes how far the connection is heard, and catches up after gaps,
// until ctx ends.
func (e *ear) listen(ctx context.Context, p core.Catcher) {
	for ctx.Err() == nil {
		next := e.round(ctx, p)
		now := e.b.now()
		if !e.bell.sleep(ctx.Done(), now, now.Add(next)) {
			return
		}
	}
}

// round does what there is to do, and answers when to look again.
func (e *ear) round(ctx context.Context, p core.Catcher) time.Duration {
	conn, err := e.b.Store.Connection(ctx, e.ws, e.id)
	if err != nil {
		e.failed(ctx, "connection", err)
		return introduceUnknown
	}
	if conn.Remote == "" {
		if conn, err = e.b.introduceSelf(ctx, conn); err != nil {
			return introduceUnknown // it was said by keepConnected
		}
	}
	if wait := e.line(ctx, p); wait > 0 {
		return wait
	}
	owed, until := e.owes(), e.b.now()
	if !owed.IsZero() {
		if _, why := e.b.breaker.open(e.id, until); why != nil {
			return deadAgain
		}
		all, soon := e.catchUp(ctx, conn, p, owed)
		if !all && soon {
			return doubtEvery
		}
		if !all || !e.paid(owed) {
			return hearEvery
		}
		until = owed
	}
	if err := e.b.Store.Hears(ctx, e.ws, e.id, until); err != nil {
		e.failed(ctx, "connection", err)
	}
	return hearEvery
}

// line answers how long to wait for the line to come back; zero when it is
// there, or was missing so long that threads are read without it.
func (e *ear) line(ctx context.Context, p core.Catcher) time.Duration {
	l, ok := p.(core.Listener)
	if !ok {
		return 0
	}
	within, cancel := context.WithTimeout(ctx, introduceWithin)
	defer cancel()
	err := l.Hears(within)
	now := e.b.now()
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case err == nil:
		e.deaf = time.Time{}
		return 0
	case e.deaf.IsZero():
		e.deaf = now
	}
	if e.owed.IsZero() {
		e.from = e.last
	}
	e.owed = now
	return max(0, deafFor-now.Sub(e.deaf))
}

// paid notes that a gap is known now, unless there was another since.
func (e *ear) paid(owed time.Time) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.owed.Equal(owed) || !e.deaf.IsZero() {
		return false
	}
	e.owed, e.from = time.Time{}, time.Time{}
	return true
}
