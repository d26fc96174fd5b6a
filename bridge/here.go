package bridge

import (
	"context"
	"errors"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// goneAfter is how long a visitor may be without an open widget, for a reload
// or a tunnel, until they count as gone.
const goneAfter = 20 * time.Second

// hereWithin is how often an open widget that stays open is noted.
const hereWithin = time.Minute

// Came notes that a visitor opened a stream. It is called once for a stream.
func (b *Bridge) Came(ctx context.Context, ref core.Ref) error {
	talk, err := b.Store.Conversation(ctx, ref)
	if err != nil {
		return err
	}
	if len(talk.Threads) == 0 || talk.GoneAt.IsZero() && b.now().Sub(talk.HereAt) < hereWithin {
		return nil // nobody of the team sees it, or it is known
	}
	return b.update(ctx, ref, func(t *core.Turn) error {
		t.Comes(b.now())
		return nil
	})
}

// left is called when a stream ends: a while later, when none has been opened
// since, the visitor counts as gone. Which other process may hold one is seen
// by when it was opened.
func (b *Bridge) left(ref core.Ref) {
	if b.follows(ref.ID) {
		return
	}
	at := b.now()
	time.AfterFunc(goneAfter, func() {
		if b.follows(ref.ID) {
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), sendTimeout)
		defer cancel()
		talk, err := b.Store.Conversation(ctx, ref)
		if err != nil || len(talk.Threads) == 0 {
			return // nobody of the team sees it
		}
		err = b.update(ctx, ref, func(t *core.Turn) error { return t.Goes(b.now(), at) })
		if err != nil && !errors.Is(err, core.ErrBusy) {
			b.Log.Warn("a visitor's leaving could not be noted", "conversation", ref, "err", err)
		}
	})
}

// Got notes that a visitor's widget has got the log up to a number. Package web
// calls it after it wrote an agent's word to a stream.
func (b *Bridge) Got(ctx context.Context, ref core.Ref, seq int64) error {
	return b.update(ctx, ref, func(t *core.Turn) error { return t.Gets(b.now(), seq) })
}
