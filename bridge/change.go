package bridge

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// markWithin is how long a mark is worth making. Marks are a courtesy: what
// cannot be marked is forgotten, and neither waits nor holds anything.
const markWithin = 2 * time.Minute

// fillChange adds the entry that was changed or is to be marked, and what
// became of it in the thread. No entry is added when there is nothing to tell.
func (b *Bridge) fillChange(ctx context.Context, e core.Effect, d *core.Delivery) error {
	entry, err := b.Store.Entry(ctx, e.Ref, e.Seq)
	if err != nil {
		return err
	}
	if d.Told, err = b.Store.Told(ctx, e.Ref, e.Thread, e.Seq); err != nil {
		return err
	}
	marks := e.Kind == core.EffectMark
	d.Told = slices.DeleteFunc(d.Told, func(r core.Receipt) bool { return (r.Kind == core.EffectMark) != marks })
	if marks {
		d.Mark = d.Talk.MarkOf(entry)
		return b.typed(ctx, e, d, entry)
	}
	recalled := int64(0)
	if len(d.Told) == 0 {
		recalled, err = b.Store.Recalled(ctx, e.Ref, e.Thread)
	}
	if err != nil || entry.Rev <= recalled { // the history showed the change already
		return err
	}
	d.Entries = []core.Entry{entry}
	return b.sharedWith(ctx, e, d)
}

// typed adds the entry that an agent typed: of a word that was a draft before,
// the draft, for that is the message that is marked.
func (b *Bridge) typed(ctx context.Context, e core.Effect, d *core.Delivery, entry core.Entry) error {
	d.Entries = []core.Entry{entry}
	draft, ok := core.DraftOf(entry)
	if !ok {
		return nil
	}
	typed, err := b.Store.Entry(ctx, e.Ref, draft)
	if err != nil {
		return err
	}
	before, err := b.Store.Told(ctx, e.Ref, e.Thread, draft)
	if err != nil {
		return err
	}
	before = slices.DeleteFunc(before, func(r core.Receipt) bool { return r.Kind != core.EffectMark })
	d.Entries, d.Told = []core.Entry{typed}, append(before, d.Told...)
	return nil
}

// worthMarking tells whether a mark can still be made: the message was typed on
// the thread's surface, and not long ago.
func (b *Bridge) worthMarking(e core.Effect, d core.Delivery) bool {
	return d.Mark != core.MarkNone && b.now().Sub(e.Created) < markWithin &&
		strings.HasPrefix(d.Entries[0].Key, string(d.Thread.Surface)+":")
}

// markFailed forgets a mark, unless it was only too early for it.
func (b *Bridge) markFailed(ctx context.Context, p core.Platform, conn core.Connection, e core.Effect, d core.Delivery, err error) {
	var se *core.SendError
	if errors.As(err, &se) && se.How == core.Retry && b.now().Sub(e.Created) < markWithin {
		r := core.Result{Status: core.Pending, Attempts: e.Attempts, Cause: se.Cause}
		r.Due, r.Slot = b.later(ctx, p, conn, e, d, se)
		b.settle(ctx, e, r)
		return
	}
	b.Log.Warn("a message was not marked", "effect", e.Key(), "connection", e.Dest, "err", err)
	b.settle(ctx, e, core.Result{})
}

// fillFiles adds the entry whose files the thread is to be given, unless it was
// told whole meanwhile.
func (b *Bridge) fillFiles(ctx context.Context, e core.Effect, d *core.Delivery) error {
	entry, err := b.Store.Entry(ctx, e.Ref, e.Seq)
	if err != nil {
		return err
	}
	told, err := b.Store.Told(ctx, e.Ref, e.Thread, e.Seq)
	if err != nil {
		return err
	}
	if _, word := core.Standing(told); !word && entry.IsWord() && entry.Thread != e.Thread {
		d.Entries = []core.Entry{entry}
	}
	return nil
}
