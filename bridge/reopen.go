package bridge

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// A thread whose card was deleted is opened anew by the effect that found out,
// before it goes on: a card, then what was said, each under a key derived from
// the effect's own, so that it is found again after a crash. Every step is
// noted before the next, and has a lease of its own.

// lost notes that a thread is gone. The effect is due again at once, and later
// each time the thread is lost again.
func (b *Bridge) lost(ctx context.Context, e core.Effect, d core.Delivery, r core.Result) core.Result {
	within, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer cancel()
	err := b.update(within, e.Ref, func(t *core.Turn) error {
		t.Loses(d.Thread.ID, d.Thread.Remote)
		return nil
	})
	if err != nil {
		b.Log.Error("a lost thread could not be noted; it is tried again", "effect", e.Key(), "err", err)
		return r
	}
	wait := time.Duration(0)
	if e.Attempts > 0 {
		wait = min(time.Second<<min(e.Attempts, 6), time.Minute)
	}
	return core.Result{Status: core.Pending, Due: b.now().Add(wait), Attempts: min(e.Attempts+1, core.MaxTries-1), Cause: r.Cause, Cure: r.Cure}
}

// reopening answers the next step of opening a thread anew, nil when the effect
// itself is to be sent.
func (b *Bridge) reopening(e core.Effect, d core.Delivery) *core.EffectKind {
	card, history := core.EffectCard, core.EffectHistory
	switch {
	case d.Thread.Lost == "" || e.Kind == core.EffectMark:
		return nil
	case d.Thread.Remote == "":
		return &card
	case e.Kind == core.EffectHistory || e.Kind == core.EffectAll:
		return nil // it tells what was said itself
	}
	return &history
}

// reopen takes one step of opening a thread anew.
func (b *Bridge) reopen(ctx context.Context, p core.Platform, conn core.Connection, e core.Effect, d core.Delivery, step core.EffectKind) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendLease-time.Second)
	defer cancel()
	d.Kind, d.Key, d.Notice, d.Lead, d.Again = step, d.Key+"."+string(step), nil, nil, false
	d.Done = slices.DeleteFunc(slices.Clone(d.Done), func(core.Receipt) bool { return true })
	if err := b.soFar(ctx, e, &d); err != nil {
		b.backOff(ctx, e, "store: "+err.Error())
		return
	}
	if !b.passes(ctx, p, conn, e, &d) {
		return
	}
	found, err := b.look(ctx, p, conn, e, d)
	if err != nil {
		b.inDoubt(ctx, e, err)
		return
	}
	d.Done = found
	sent, err := b.deliver(ctx, p, conn, d, sendTimeout)
	receipts := slices.Concat(found, sent)
	var se *core.SendError
	refused := errors.As(err, &se) && se.How == core.Refused
	if err != nil && len(receipts) > 0 { // these parts are there: they are looked for before the rest is sent
		err = &core.SendError{How: core.Unknown, Cause: "partly_told", Err: err}
		refused = false
	}
	if err != nil && (step == core.EffectCard || !refused) {
		b.sendFailed(ctx, p, conn, e, d, nil, err)
		return
	}
	if refused {
		b.Log.Warn("a reopened thread was not told what was said before", "effect", e.Key(), "err", err)
	}
	err = b.update(ctx, e.Ref, func(t *core.Turn) error {
		if step == core.EffectHistory {
			return t.Recalls(b.now(), d.Thread.ID)
		}
		for _, r := range receipts {
			t.Reopens(d.Thread.ID, r.Remote, d.Talk.CardRev)
		}
		return nil
	})
	if err != nil {
		b.backOff(ctx, e, "store: "+err.Error())
		return
	}
	b.settle(ctx, e, core.Result{Status: core.Pending, Due: b.now(), Attempts: e.Attempts})
}

// soFar fills in the words that the thread has had. What the outbox still holds
// for it follows by itself, in order.
func (b *Bridge) soFar(ctx context.Context, e core.Effect, d *core.Delivery) error {
	if d.Kind == core.EffectCard {
		words, err := b.Store.Words(ctx, e.Ref, 0, recentWords)
		d.Entries = words
		return err
	}
	waiting, err := b.Store.Untold(ctx, e.Ref, e.Thread)
	if err != nil {
		return err
	}
	words, err := b.Store.Words(ctx, e.Ref, 0, historyWords)
	d.Entries = slices.DeleteFunc(words, func(w core.Entry) bool { return slices.Contains(waiting, w.Seq) })
	return err
}
