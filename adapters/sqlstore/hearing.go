package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// Heard is core.Hearing.Heard.
func (s *Store) Heard(ctx context.Context, ws core.WorkspaceID, c core.ConnectionID) (time.Time, error) {
	var at time.Time
	err := one(s.read(ctx), []any{toTime{&at}}, "SELECT heard FROM connections WHERE workspace_id = $1 AND id = $2", ws, c)
	if err != nil {
		return at, fmt.Errorf("connection %s: %w", c, err)
	}
	return at, nil
}

// Hears is core.Hearing.Hears.
func (s *Store) Hears(ctx context.Context, ws core.WorkspaceID, c core.ConnectionID, until time.Time) error {
	return s.submit(ctx, &job{key: string(c), do: func(x *tx) error {
		return x.put("UPDATE connections SET heard = $1 WHERE workspace_id = $2 AND id = $3 AND heard < $4", stamp(until), ws, c, stamp(until))
	}})
}

const watchedColumns = `SELECT t.conversation_id, t.workspace_id, t.id, t.connection_id, t.surface, t.channel, t.remote, t.lead, t.lead_ask, t.created,
	c.updated, COALESCE(k.checked, 0), COALESCE(k.unchecked, 0)
	FROM threads t JOIN conversations c ON c.id = t.conversation_id LEFT JOIN thread_checks k ON k.workspace_id = t.workspace_id AND k.thread_id = t.id`

const watched = watchedColumns + ` WHERE t.workspace_id = $1 AND t.connection_id = $2 AND t.remote <> ''
	AND (c.state <> 'closed' OR c.closed >= $3 OR COALESCE(k.unchecked, 0) > 0)
	UNION ALL ` + watchedColumns + ` JOIN outbox o ON o.conversation_id = t.conversation_id AND o.thread_id = t.id
	AND o.pool = 'posts' AND o.dest = $2 AND o.head = 1 AND o.kind = 'card' AND o.sent > 0
	WHERE t.workspace_id = $1 AND t.connection_id = $2 AND t.remote = ''
	ORDER BY 11 DESC, 3`

// Watched is core.Hearing.Watched.
func (s *Store) Watched(ctx context.Context, ws core.WorkspaceID, c core.ConnectionID, since time.Time) ([]core.Watched, error) {
	return all(s.read(ctx), func(w *core.Watched) []any {
		t := &w.Thread
		return []any{&w.ID, &w.Workspace, &t.ID, &t.Connection, &t.Surface, &t.Channel, &t.Remote, &t.Lead, &t.LeadAsk, toTime{&t.Created},
			toTime{&w.Updated}, toTime{&w.Checked}, toTime{&w.Told}}
	}, watched, ws, c, stamp(since))
}

// Checked is core.Hearing.Checked.
func (s *Store) Checked(ctx context.Context, ws core.WorkspaceID, th core.ThreadID, until time.Time) error {
	return s.submit(ctx, &job{key: string(th), do: func(x *tx) error {
		return x.put(`INSERT INTO thread_checks (workspace_id, thread_id, checked, unchecked) VALUES ($1, $2, $3, 0)
			ON CONFLICT (workspace_id, thread_id) DO UPDATE SET checked = excluded.checked, unchecked = 0
			WHERE thread_checks.checked < excluded.checked`, ws, th, stamp(until))
	}})
}

// Unchecked is core.Hearing.Unchecked.
func (s *Store) Unchecked(ctx context.Context, ws core.WorkspaceID, th core.ThreadID, since time.Time) error {
	return s.submit(ctx, &job{key: string(th), do: func(x *tx) error {
		return x.put(`INSERT INTO thread_checks (workspace_id, thread_id, checked, unchecked) VALUES ($1, $2, 0, $3)
			ON CONFLICT (workspace_id, thread_id) DO UPDATE SET unchecked = excluded.unchecked`, ws, th, stamp(since))
	}})
}

// UncheckedSince is core.Hearing.UncheckedSince.
func (s *Store) UncheckedSince(ctx context.Context, ws core.WorkspaceID, th core.ThreadID) (time.Time, error) {
	var at time.Time
	err := one(s.read(ctx), []any{toTime{&at}}, "SELECT unchecked FROM thread_checks WHERE workspace_id = $1 AND thread_id = $2", ws, th)
	if errors.Is(err, core.ErrNotFound) {
		err = nil
	}
	return at, err
}
