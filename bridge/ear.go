package bridge

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/bellhop-chat/bellhop/core"
)

// How a connection is listened to.
const (
	catchUpUsual  = 50 // calls a minute for catching up
	catchUpNarrow = 1
	catchUpBurst  = 5
	narrowAfter   = 30 * time.Second // a platform that wants to be left alone so long allows a call a minute
	hearEvery     = time.Minute      // how often it is noted that we hear
	doubtEvery    = 2 * time.Second  // how often it is looked whether a card in doubt was found
	deafFor       = 20 * time.Second // how long a line may be missing until threads are read without it
	forgetWithin  = 47 * time.Hour   // events are known for 48
)

// ear is how one connection is listened to, in this process.
type ear struct {
	b       *Bridge
	id      core.ConnectionID
	ws      core.WorkspaceID
	surface core.Surface
	bell    *bell

	budget *rate.Limiter
	pace   time.Duration // between calls; written by the loop alone

	mu   sync.Mutex
	owed time.Time // the end of the last gap; zero when nothing is owed
	from time.Time // when the last event before the gap came in, zero when unknown
	last time.Time // when the last event came in
	deaf time.Time // since when there is no line; zero when there is one
}

// ears are the connections that are listened to.
type ears struct {
	mu  sync.Mutex
	all map[core.ConnectionID]*ear
}

// earFor makes the ear of a connection; nil when it has one.
func (b *Bridge) earFor(c core.Connection) *ear {
	b.ears.mu.Lock()
	defer b.ears.mu.Unlock()
	if b.ears.all[c.ID] != nil {
		return nil
	}
	if b.ears.all == nil {
		b.ears.all = map[core.ConnectionID]*ear{}
	}
	e := &ear{b: b, id: c.ID, ws: c.Workspace, surface: c.Surface, bell: newBell()}
	calls := b.CatchUp
	if calls <= 0 {
		calls = catchUpUsual
	}
	if brisk, ok := b.platforms[c.Surface].(core.Brisk); ok {
		calls = brisk.CatchUps()
	}
	e.pace = time.Minute / time.Duration(calls)
	e.budget = rate.NewLimiter(rate.Every(e.pace), min(catchUpBurst, calls))
	e.missed() // nobody heard until now
	b.ears.all[c.ID] = e
	return e
}

// Missed is core.Receiver.Missed: what was said until now is read again.
func (b *Bridge) Missed(s core.Surface) {
	b.ears.mu.Lock()
	defer b.ears.mu.Unlock()
	for _, e := range b.ears.all {
		if e.surface == s {
			e.missed()
		}
	}
}

// came notes that an event came in, or could not be stored.
func (b *Bridge) came(c core.ConnectionID, stored bool) {
	b.ears.mu.Lock()
	e := b.ears.all[c]
	b.ears.mu.Unlock()
	switch {
	case e == nil:
	case !stored:
		e.missed() // the platform may give up before we can
	default:
		e.mu.Lock()
		e.last = b.now()
		e.mu.Unlock()
	}
}

// missed notes that nothing is sure until now.
func (e *ear) missed() {
	e.mu.Lock()
	if e.owed.IsZero() {
		e.from = e.last
	}
	e.owed = e.b.now()
	e.mu.Unlock()
	e.bell.ring()
}

func (e *ear) owes() time.Time {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.owed
}

// before is when the last event came in before the gap, as far as it matters:
// what is older than events are known is not asked for twice. Without one it is
// now.
func (e *ear) before() time.Time {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.b.now()
	if e.from.IsZero() {
		return now
	}
	if oldest := now.Add(-forgetWithin); e.from.Before(oldest) {
		return oldest
	}
	return e.from
}

// slower waits as long as the platform wants us to, and asks less often from
// now on when that is long.
func (e *ear) slower(ctx context.Context, after time.Duration) error {
	if after >= narrowAfter && e.pace < time.Minute/catchUpNarrow {
		e.pace = time.Minute / catchUpNarrow
		e.budget.SetLimit(rate.Every(e.pace))
		e.budget.SetBurst(1)
		e.b.Log.Warn("the platform lets us read one thread a minute only", "connection", e.id)
	}
	timer := time.NewTimer(after)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
