package sqlstore

import (
	"context"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// Backlog is core.Outbox.Backlog: held, refused, in doubt, then what is due
// longest. It looks at everything unfinished, so it is for people to call.
func (s *Store) Backlog(ctx context.Context, limit int) ([]core.Effect, error) {
	return all(s.read(ctx), scanEffect, "SELECT "+effectColumns+` FROM outbox ORDER BY
		CASE status WHEN 'held' THEN 0 WHEN 'refused' THEN 1 WHEN 'unknown' THEN 2 ELSE 3 END, due, conversation_id, no LIMIT $1`, limit)
}

// Untold is core.Outbox.Untold.
func (s *Store) Untold(ctx context.Context, ref core.Ref, th core.ThreadID) ([]int64, error) {
	return all(s.read(ctx), func(n *int64) []any { return []any{n} }, `SELECT seq FROM outbox WHERE conversation_id = $1
		AND workspace_id = $2 AND thread_id = $3 AND kind = 'word' ORDER BY seq`, ref.ID, ref.Workspace, th)
}

// Again is core.Outbox.Again. Each conversation is done for itself.
func (s *Store) Again(ctx context.Context, conn core.ConnectionID, now time.Time) (int64, error) {
	refs, err := all(s.read(ctx), func(r *core.Ref) []any { return []any{&r.Workspace, &r.ID} },
		`SELECT DISTINCT workspace_id, conversation_id FROM outbox WHERE status IN ('held', 'refused') AND status <> 'pending'
		AND ($1 = '' OR dest = $1) ORDER BY conversation_id`, conn)
	if err != nil {
		return 0, err
	}
	var total int64
	for _, ref := range refs {
		var n int64
		err := s.submit(ctx, &job{talk: ref.ID, do: func(x *tx) (err error) {
			n, err = x.again(ref, conn, now)
			return err
		}})
		if err != nil {
			return total, err
		}
		total += n
	}
	return total, nil
}

// again leaves alone what is being tried right now.
func (x *tx) again(ref core.Ref, conn core.ConnectionID, now time.Time) (int64, error) {
	lanes, err := all(x, func(l *string) []any { return []any{l} }, `SELECT DISTINCT lane FROM outbox
		WHERE conversation_id = $1 AND workspace_id = $2 AND status IN ('held', 'refused')`, ref.ID, ref.Workspace)
	if err != nil {
		return 0, err
	}
	n, err := x.exec(`UPDATE outbox SET status = 'pending', due = CASE WHEN timer = '' THEN $1 ELSE due END, ready = $1, attempts = 0, cause = '', cure = '', owner = ''
		WHERE conversation_id = $2 AND workspace_id = $3 AND status IN ('held', 'refused') AND ($4 = '' OR dest = $4)
		AND (owner = '' OR ready <= $1)`, stamp(now), ref.ID, ref.Workspace, conn)
	if err != nil {
		return 0, err
	}
	for _, lane := range lanes {
		if err := x.rehead(lane); err != nil {
			return 0, err
		}
	}
	x.changed = append(x.changed, ref.ID)
	return n, nil
}
