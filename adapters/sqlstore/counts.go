package sqlstore

import (
	"context"
	"strings"
)

// Counts is core.Store.Counts: totals of the tables that stay countable, the
// open conversations by state ("conversations_queued"), the outbox by status
// ("outbox_held"), and the events that are "new" or "kept".
func (s *Store) Counts(ctx context.Context) (map[string]int64, error) {
	var parts []string
	for _, table := range []string{"workspaces", "sites", "connections", "agents", "visitors", "conversations", "leads", "files"} {
		parts = append(parts, "SELECT '"+table+"', count(*) FROM "+table)
	}
	for _, state := range []string{"bot", "queued", "active", "missed"} {
		parts = append(parts, "SELECT 'conversations_"+state+"', count(*) FROM conversations WHERE state = '"+state+"' AND state <> 'closed'")
	}
	parts = append(parts,
		"SELECT 'outbox_' || status, count(*) FROM outbox GROUP BY status",
		"SELECT 'events_new', count(*) FROM events WHERE status = 'new'",
		"SELECT 'events_kept', count(*) FROM events WHERE status = 'kept'")
	type count struct {
		what string
		n    int64
	}
	rows, err := all(s.read(ctx), func(c *count) []any { return []any{&c.what, &c.n} }, strings.Join(parts, " UNION ALL "))
	if err != nil {
		return nil, err
	}
	out := map[string]int64{"outbox_pending": 0, "outbox_held": 0, "outbox_unknown": 0, "outbox_refused": 0}
	for _, c := range rows {
		out[c.what] = c.n
	}
	return out, nil
}
