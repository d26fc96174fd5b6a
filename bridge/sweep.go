package bridge

import (
	"context"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// The limits of sweeping.
const (
	sweepEvery  = 10 * time.Minute // and at once when something was withdrawn here
	sweepBatch  = 200
	sweepWithin = 30 * time.Second // one file
	defaultDays = 90
)

// sweep deletes files that nobody may see any more: the bytes first, then the
// row, so that what breaks off is found again.
func (b *Bridge) sweep(ctx context.Context) {
	if b.Blobs == nil {
		return
	}
	for ctx.Err() == nil {
		for b.sweepSome(ctx) {
			continue
		}
		now := b.now()
		if !b.sweeper.sleep(ctx.Done(), now, now.Add(sweepEvery)) {
			return
		}
	}
}

// sweepSome tells whether there may be more.
func (b *Bridge) sweepSome(ctx context.Context) bool {
	now := b.now()
	stale, err := b.Store.StaleFiles(ctx, now, now.Add(-time.Duration(b.FileDays)*24*time.Hour), sweepBatch)
	if err != nil && ctx.Err() == nil {
		b.Log.Error("old files could not be found", "err", err)
	}
	failed := false
	for _, id := range stale {
		if err := b.deleteFile(ctx, id); err != nil {
			failed = true
			if ctx.Err() != nil {
				return false
			}
			b.Log.Warn("an old file could not be deleted; it is tried again", "err", err)
		}
	}
	return len(stale) == sweepBatch && !failed
}

func (b *Bridge) deleteFile(ctx context.Context, id core.FileID) error {
	ctx, cancel := context.WithTimeout(ctx, sweepWithin)
	defer cancel()
	if err := b.Blobs.Delete(ctx, id); err != nil {
		return err
	}
	if err := b.Store.ForgetFile(ctx, id); err != nil {
		return err
	}
	b.numbers.files.WithLabelValues("any", "deleted").Inc()
	return nil
}
