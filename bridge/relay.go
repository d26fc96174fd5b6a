package bridge

import (
	"context"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// The limits of the relay.
const (
	sendTimeout    = 5 * time.Second  // one call of an adapter
	sendLease      = 12 * time.Second // looking for it and sending it, each within sendTimeout, end before the lease does
	fileTimeout    = 45 * time.Second // sending a word with files
	fileLease      = 55 * time.Second // likewise: looking for it, within sendTimeout, and sending it
	answerWithin   = 20 * time.Second
	presenceWithin = time.Second
	pollEvery      = 2 * time.Second // how soon work of another process is noticed without a hint
	heldAgain      = time.Minute     // how often a held lane is looked at again
	lookAfter      = 5 * time.Second // before an unknown one is looked for
	noticeTries    = 3
)

// pool is one group of workers and the bell of its loop.
type pool struct {
	*bell
	name    core.Pool
	workers int
	perDest int // at most so many at once on one connection; 0 = no cap
	lease   time.Duration
	work    func(context.Context, core.Effect)
}

func (b *Bridge) poolsOf() []*pool {
	return []*pool{
		{bell: newBell(), name: core.PoolPosts, workers: 32, perDest: 8, lease: sendLease, work: b.send},
		{bell: newBell(), name: core.PoolFiles, workers: 16, perDest: 4, lease: fileLease, work: b.send},
		{bell: newBell(), name: core.PoolRings, workers: 16, lease: 10 * time.Second, work: b.ring},
		{bell: newBell(), name: core.PoolBot, workers: 32, lease: answerWithin + 10*time.Second, work: b.answer},
		{bell: newBell(), name: core.PoolTimers, workers: 256, lease: 10 * time.Second, work: b.fire},
	}
}

// drain claims what is due in a pool and hands it to workers, until ctx ends.
func (b *Bridge) drain(ctx context.Context, p *pool) {
	var busy sync.WaitGroup
	defer busy.Wait()
	slots := make(chan struct{}, p.workers)
	for ctx.Err() == nil {
		got, err := b.Store.Claim(ctx, p.name, b.Owner, b.now(), p.lease, p.workers-len(slots), p.perDest)
		if err != nil && ctx.Err() == nil {
			b.Log.Error("effects could not be claimed", "pool", p.name, "err", err)
		}
		for _, e := range got {
			slots <- struct{}{}
			busy.Go(func() {
				b.guarded(ctx, p, e)
				<-slots
				p.ring()
			})
		}
		if len(got) > 0 && len(slots) < p.workers {
			continue
		}
		now := b.now()
		next := func(ctx context.Context) (time.Time, error) { return b.Store.NextDue(ctx, p.name) }
		if !p.sleep(ctx.Done(), now, b.wake(ctx, now, next)) {
			return
		}
	}
}

// guarded runs one effect. A panic in a worker fails that effect only.
func (b *Bridge) guarded(ctx context.Context, p *pool, e core.Effect) {
	defer func() {
		if r := recover(); r != nil {
			b.Log.Error("an effect panicked", "effect", e.Key(), "kind", e.Kind, "panic", r)
			b.backOff(ctx, e, "panic")
		}
	}()
	p.work(ctx, e)
}

// settle ends a try. What cannot be settled is seen again when its lease ends.
func (b *Bridge) settle(ctx context.Context, e core.Effect, r core.Result) {
	// The try has happened: it is settled also while we shut down.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer cancel()
	if err := b.Store.Settle(ctx, e, r); err != nil {
		b.Log.Error("an effect could not be settled; it is looked at again when its lease ends", "effect", e.Key(), "kind", e.Kind, "err", err)
	}
}

// backOff tries an effect again later, and refuses it after core.MaxTries. What
// was in doubt still is. Parts that were accepted, told, are not sent again.
func (b *Bridge) backOff(ctx context.Context, e core.Effect, cause string, told ...core.Receipt) {
	r := core.Result{Status: core.Pending, Attempts: e.Attempts + 1, Cause: cause, Receipts: told}
	if e.Status == core.StatusMaybe {
		r.Status = core.StatusMaybe
	}
	if r.Attempts >= tries(e) {
		r.Status, r.Cure = core.StatusDead, "look at the cause, then: bellhop outbox retry"
	}
	r.Due = b.now().Add(min(time.Second<<min(e.Attempts, 6), time.Minute))
	b.settle(ctx, e, r)
}

// tries is how often an unclassified failure is tried. A hint of our own is not
// worth holding words back for minutes, unless it asks what to do with a text.
func tries(e core.Effect) int {
	if e.Kind == core.EffectNotice && (e.Notice == nil || len(e.Notice.Buttons) == 0) {
		return noticeTries
	}
	return core.MaxTries
}

// fire lets a timer act. The transaction is all of it.
func (b *Bridge) fire(ctx context.Context, e core.Effect) {
	err := b.update(ctx, e.Ref, func(t *core.Turn) error { return t.Fires(b.now(), e) })
	if err != nil && ctx.Err() == nil {
		b.Log.Error("a timer failed and is tried again", "effect", e.Key(), "timer", e.Timer, "err", err)
		b.backOff(ctx, e, "timer: "+err.Error())
	}
}
