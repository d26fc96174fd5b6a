package bridge

import (
	"context"
	"errors"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// inDoubt settles a send that could not be looked for. It stays in doubt: it is
// not sent again before it was looked for.
func (b *Bridge) inDoubt(ctx context.Context, e core.Effect, err error) {
	var se *core.SendError
	if !errors.As(err, &se) || se.How == core.Refused || se.How == core.Unknown {
		b.Log.Warn("a send in doubt could not be looked for", "effect", e.Key(), "err", err)
		b.backOff(ctx, e, err.Error())
		return
	}
	r := core.Result{Status: core.StatusMaybe, Attempts: e.Attempts, Cause: se.Cause, Cure: se.Cure}
	r.Due = b.now().Add(b.patience(e, se))
	if se.How == core.Held {
		r.Due = b.now().Add(heldAgain)
		if se.Dead {
			r.Due = b.breaker.trip(e.Dest, se, b.now())
		}
		b.Log.Warn("a thread is held", "effect", e.Key(), "cause", se.Cause, "cure", se.Cure, "err", err)
	}
	b.settle(ctx, e, r)
}

// sendFailed settles a send that was not done.
func (b *Bridge) sendFailed(ctx context.Context, p core.Platform, conn core.Connection, e core.Effect, d core.Delivery, rs []core.Receipt, err error) {
	stamp(rs, e, d)
	if e.Kind == core.EffectMark {
		b.markFailed(ctx, p, conn, e, d, err)
		return
	}
	log := b.Log.With("effect", e.Key(), "kind", e.Kind, "connection", conn.ID)
	var se *core.SendError
	if !errors.As(err, &se) {
		log.Warn("a send failed and is tried again", "err", err)
		b.backOff(ctx, e, err.Error(), rs...)
		return
	}
	r := core.Result{Attempts: e.Attempts, Cause: se.Cause, Cure: se.Cure, Receipts: rs}
	switch se.How {
	case core.Retry:
		r.Status = core.Pending
		r.Due, r.Slot = b.later(ctx, p, conn, e, d, se)
		if !r.Slot.IsZero() && refreshes(e, d) {
			b.defers(ctx, e, r.Due)
			return
		}
	case core.Held:
		r.Status, r.Due = core.StatusHeld, b.now().Add(heldAgain)
		if se.Dead {
			r.Due = b.breaker.trip(e.Dest, se, b.now())
		}
		if se.Lost {
			r = b.lost(ctx, e, d, r)
		}
		log.Warn("a thread is held", "cause", se.Cause, "cure", se.Cure, "err", err)
	case core.Refused:
		log.Warn("a platform refused", "cause", se.Cause, "err", err)
		r = b.refused(ctx, p, conn, e, d, r)
	case core.Unknown:
		r.Status, r.Due, r.Attempts = core.StatusMaybe, b.now().Add(lookAfter), e.Attempts+1
		if r.Attempts >= tries(e) {
			r.Status = core.StatusDead
		}
		log.Warn("a send may have been accepted and is looked for", "cause", se.Cause, "err", err)
	}
	b.settle(ctx, e, r)
}

// patience is how long to wait before a try that a platform put off: as long as
// it says, or else longer the longer the effect has waited already, so that an
// outage is no storm of ours.
func (b *Bridge) patience(e core.Effect, se *core.SendError) time.Duration {
	if se.After > 0 {
		return se.After
	}
	return min(max(b.now().Sub(e.Created)/8, 500*time.Millisecond), 10*time.Second)
}

// refused puts a stub in the place of a word that the platform will not have. A
// refused card holds its thread, because nothing can follow it.
func (b *Bridge) refused(ctx context.Context, p core.Platform, conn core.Connection, e core.Effect, d core.Delivery, r core.Result) core.Result {
	if d.Kind == core.EffectCard && d.Thread.Remote == "" {
		r.Status, r.Due = core.StatusHeld, b.now().Add(heldAgain)
		return r
	}
	if d.Kind == core.EffectWord && d.Group != 0 && len(r.Receipts) == 0 {
		r.Status, r.Due, r.Apart = core.Pending, b.now(), true // which of them it was is found out one by one
		return r
	}
	r.Status = core.StatusDead
	if d.Kind != core.EffectWord {
		return r
	}
	d.Stub, d.Key, d.Done = true, d.Key+".stub", nil // parts that were told are none of the stub
	within, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	if _, err := p.Deliver(within, conn, d); err != nil {
		b.Log.Warn("the stub of a refused word was not accepted either", "effect", e.Key(), "err", err)
	}
	return r
}
