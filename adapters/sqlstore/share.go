package sqlstore

import (
	"context"
	"slices"

	"github.com/bellhop-chat/bellhop/core"
)

// Sharers is core.Outbox.Sharers.
func (s *Store) Sharers(ctx context.Context, e core.Effect, limit int) ([]core.Effect, error) {
	p := s.read(ctx)
	if e.Group != 0 {
		return all(p, scanEffect, "SELECT "+effectColumns+` FROM outbox
			WHERE conversation_id = $1 AND workspace_id = $2 AND grp = $3 AND no > $3 ORDER BY no`, e.ID, e.Workspace, e.No)
	}
	found, err := all(p, scanEffect, "SELECT "+effectColumns+` FROM outbox
		WHERE lane = $1 AND workspace_id = $2 AND no > $3 AND status <> 'refused' ORDER BY no LIMIT $4`, e.Lane, e.Workspace, e.No, limit)
	// What was tried, or was to have a post of its own, ends the row.
	end := slices.IndexFunc(found, func(o core.Effect) bool {
		return o.Kind != core.EffectWord || o.Status != core.Pending || !o.Sent.IsZero() || o.Group != 0
	})
	if end >= 0 {
		found = found[:end]
	}
	return found, err
}

// Share is core.Outbox.Share.
func (s *Store) Share(ctx context.Context, e core.Effect, nos []int64) error {
	return s.submit(ctx, &job{talk: e.ID, do: func(x *tx) error {
		at, err := x.placeOf(e.EffectRef)
		if err != nil {
			return err
		}
		if at.owner != e.Owner || at.group != 0 && at.group != e.No {
			return core.ErrNotFound
		}
		for _, no := range append([]int64{e.No}, nos...) {
			if err := x.put("UPDATE outbox SET grp = $1 WHERE conversation_id = $2 AND no = $3", e.No, e.ID, no); err != nil {
				return err
			}
		}
		return nil
	}})
}

// settleShared does with those that share an effect's post what is done with
// it, before it goes itself.
func (x *tx) settleShared(e core.Effect, at place, r core.Result) error {
	if at.group != e.No {
		return nil
	}
	switch {
	case r.Status == "":
		return x.put("DELETE FROM outbox WHERE conversation_id = $1 AND grp = $2 AND no > $2", e.ID, e.No)
	case r.Status == core.StatusDead:
		return x.put(`UPDATE outbox SET status = 'refused', attempts = $1, cause = $2, cure = $3, due = $4, ready = $4
			WHERE conversation_id = $5 AND grp = $6 AND no > $6`, r.Attempts, r.Cause, r.Cure, stamp(r.Due), e.ID, e.No)
	case r.Apart:
		return x.put("UPDATE outbox SET grp = no WHERE conversation_id = $1 AND grp = $2", e.ID, e.No)
	}
	return nil
}
