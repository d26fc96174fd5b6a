package bridge

import (
	"context"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// pacedCause is the cause of what waits for its turn.
const pacedCause = "paced"

// gatesOf are the gates that a delivery passes.
func gatesOf(p core.Platform, conn core.Connection, d core.Delivery) []core.Gate {
	paced, ok := p.(core.Paced)
	if !ok {
		return nil
	}
	return paced.Gates(conn, d)
}

// passes takes a delivery through its gates. When it is not its turn yet, the
// effect is settled until then and the answer is false: no worker waits, and a
// lane holds one pass at most, for only its first effect is ever claimed.
func (b *Bridge) passes(ctx context.Context, p core.Platform, conn core.Connection, e core.Effect, d *core.Delivery) bool {
	gates := gatesOf(p, conn, *d)
	if len(gates) == 0 {
		return true
	}
	now := b.now()
	at, given, err := b.Store.Reserve(ctx, core.Pass{Workspace: e.Workspace, Connection: conn.ID, Gates: gates,
		Behind: letsOthersGo(e, *d), Held: e.Slot}, now)
	if err != nil {
		if ctx.Err() == nil {
			b.backOff(ctx, e, "store: "+err.Error())
		}
		return false
	}
	if e.Slot.IsZero() {
		b.numbers.paceWait.WithLabelValues(string(conn.Surface)).Observe(max(at.Sub(now), 0).Seconds())
	}
	if !at.After(now) {
		for _, g := range gates {
			if g.Passes > g.Burst { // no more passes than these were taken
				d.Most = g.Burst
			}
		}
		return true
	}
	if refreshes(e, *d) {
		b.defers(ctx, e, at)
		return false
	}
	r := core.Result{Status: core.Pending, Due: at, Attempts: e.Attempts, Cause: pacedCause}
	if e.Status == core.StatusMaybe {
		r.Status = core.StatusMaybe
	}
	if given {
		r.Slot = at
	}
	b.settle(ctx, e, r)
	return false
}

// letsOthersGo tells what goes after live conversations: what is told of closed
// ones, whole conversations told again, refreshed cards, and marks.
func letsOthersGo(e core.Effect, d core.Delivery) bool {
	return d.Talk.State == core.StateClosed || d.Kind == core.EffectAll || d.Kind == core.EffectMark || refreshes(e, d)
}

// refreshes tells whether an effect only changes a card that is there.
func refreshes(e core.Effect, d core.Delivery) bool {
	return e.Kind == core.EffectCard && e.Status != core.StatusMaybe && !d.Again && d.Thread.Remote != "" && d.Thread.Lost == ""
}

// cardAgain is how often a refresh that waits for its turn lets the words pass
// that have come since.
const cardAgain = 2 * time.Second

// defers lets words go before the refresh of a card that has to wait.
func (b *Bridge) defers(ctx context.Context, e core.Effect, at time.Time) {
	now := b.now()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer cancel()
	err := b.update(ctx, e.Ref, func(t *core.Turn) error {
		t.Defers(now, e, now.Add(min(at.Sub(now), cardAgain)))
		return nil
	})
	if err != nil {
		b.backOff(ctx, e, "store: "+err.Error())
	}
}

// later answers when a send that the platform had no room for is tried again.
// The gate that it names stays shut until then, for everybody and over
// restarts, and slot is the pass through it.
func (b *Bridge) later(ctx context.Context, p core.Platform, conn core.Connection, e core.Effect, d core.Delivery, se *core.SendError) (due, slot time.Time) {
	now := b.now()
	due = now.Add(b.patience(e, se))
	if se.Gate == "" {
		return due, slot
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer cancel()
	for _, g := range gatesOf(p, conn, d) {
		if g.Key != se.Gate {
			continue
		}
		at, err := b.Store.Shut(ctx, conn.Workspace, conn.ID, g, now, due)
		if err != nil {
			b.Log.Error("a limit of a platform could not be noted", "connection", conn.ID, "gate", g.Key, "err", err)
			break
		}
		return at, at
	}
	return due, slot
}
