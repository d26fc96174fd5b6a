package bridge

import (
	"context"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// deadAgain is how long a connection on which nothing can be sent is left
// alone; then one send may find out whether it was repaired.
const deadAgain = 10 * time.Second

// breaker keeps a thousand held threads from knocking at a platform that said
// the token is dead. A connection that introduces itself again closes it.
type breaker struct {
	mu   sync.Mutex
	dead map[core.ConnectionID]broken
}

type broken struct {
	until time.Time
	why   *core.SendError
}

// trip notes that a connection is dead, and answers when to try again.
func (b *breaker) trip(c core.ConnectionID, why *core.SendError, now time.Time) time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.dead == nil {
		b.dead = map[core.ConnectionID]broken{}
	}
	b.dead[c] = broken{now.Add(deadAgain), why}
	return now.Add(deadAgain)
}

// open answers why nothing may be sent on a connection, and until when; nil
// when something may be tried.
func (b *breaker) open(c core.ConnectionID, now time.Time) (until time.Time, why *core.SendError) {
	b.mu.Lock()
	defer b.mu.Unlock()
	known, ok := b.dead[c]
	if !ok {
		return time.Time{}, nil
	}
	if now.Before(known.until) {
		return known.until, known.why
	}
	b.dead[c] = broken{now.Add(deadAgain), known.why} // this one may try, the others wait for it
	return time.Time{}, nil
}

// close lets everything through again; an empty c means all connections.
func (b *breaker) close(c core.ConnectionID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if c == "" {
		clear(b.dead)
	}
	delete(b.dead, c)
}

// dead holds an effect of a connection that is known to be dead. A mark is not
// worth holding.
func (b *Bridge) dead(ctx context.Context, e core.Effect, until time.Time, why *core.SendError) {
	if e.Kind == core.EffectMark {
		b.settle(ctx, e, core.Result{})
		return
	}
	r := core.Result{Status: core.StatusHeld, Due: until, Attempts: e.Attempts, Cause: why.Cause, Cure: why.Cure}
	if e.Status == core.StatusMaybe {
		r.Status = core.StatusMaybe // it still has to be looked for
	}
	b.settle(ctx, e, r)
}
