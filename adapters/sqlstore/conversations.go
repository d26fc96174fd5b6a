package sqlstore

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// Conversation is core.Conversations.Conversation.
func (s *Store) Conversation(ctx context.Context, ref core.Ref) (core.Conversation, error) {
	found, err := s.conversations(ctx, "c.id = $1 AND c.workspace_id = $2", ref.ID, ref.Workspace)
	if err != nil {
		return core.Conversation{}, err
	}
	if len(found) == 0 {
		return core.Conversation{}, fmt.Errorf("conversation %s: %w", ref, core.ErrNotFound)
	}
	return found[0], nil
}

// Active is core.Conversations.Active.
func (s *Store) Active(ctx context.Context, ws core.WorkspaceID, limit int) ([]core.Conversation, error) {
	found, err := s.conversations(ctx, `c.id IN (SELECT id FROM conversations WHERE workspace_id = $1
		AND state IN ('queued', 'active') ORDER BY created DESC, id DESC LIMIT $2)`, ws, limit)
	slices.SortFunc(found, func(a, b core.Conversation) int {
		return cmp.Or(b.Created.Compare(a.Created), cmp.Compare(b.ID, a.ID))
	})
	return found, err
}

func (s *Store) conversations(ctx context.Context, where string, args ...any) ([]core.Conversation, error) {
	p := s.read(ctx)
	rows, err := p.query("SELECT "+talkColumns+talkTables+" WHERE "+where+talkOrder, args...)
	if err != nil {
		return nil, err
	}
	return gather(p, rows, nil)
}

// mine answers ErrNotFound for a conversation that is not the workspace's, so
// that an empty list can be told from a stranger.
func (s *Store) mine(ctx context.Context, ref core.Ref) error {
	var n int64
	err := one(s.read(ctx), []any{&n}, "SELECT 1 FROM conversations WHERE id = $1 AND workspace_id = $2", ref.ID, ref.Workspace)
	if err != nil {
		return fmt.Errorf("conversation %s: %w", ref, err)
	}
	return nil
}

// Leads is core.Conversations.Leads.
func (s *Store) Leads(ctx context.Context, ref core.Ref) ([]core.Lead, error) {
	if err := s.mine(ctx, ref); err != nil {
		return nil, err
	}
	type row struct {
		core.Lead
		waited int64
	}
	rows, err := all(s.read(ctx), func(l *row) []any {
		l.Ref = ref
		return []any{&l.Ask, &l.Why, &l.waited, toTime{&l.At}, toTime{&l.Updated}}
	}, `SELECT ask, why, waited, missed, updated FROM leads WHERE conversation_id = $1 AND workspace_id = $2 ORDER BY ask`,
		ref.ID, ref.Workspace)
	var out []core.Lead
	for _, r := range rows {
		r.Waited = time.Duration(r.waited) * time.Millisecond
		out = append(out, r.Lead)
	}
	return out, err
}

// Receipts is core.Conversations.Receipts.
func (s *Store) Receipts(ctx context.Context, e core.EffectRef) ([]core.Receipt, error) {
	return all(s.read(ctx), func(r *core.Receipt) []any {
		return []any{&r.Thread, &r.Seq, &r.Effect, &r.Kind, &r.Part, &r.Remote}
	}, `SELECT thread_id, seq, effect, kind, part, remote FROM receipts
		WHERE conversation_id = $1 AND effect = $2 AND workspace_id = $3 ORDER BY part`, e.ID, e.No, e.Workspace)
}

// Told is core.Conversations.Told.
func (s *Store) Told(ctx context.Context, ref core.Ref, th core.ThreadID, seq int64) ([]core.Receipt, error) {
	return all(s.read(ctx), func(r *core.Receipt) []any {
		return []any{&r.Thread, &r.Seq, &r.Effect, &r.Kind, &r.Part, &r.Remote}
	}, `SELECT thread_id, seq, effect, kind, part, remote FROM receipts WHERE conversation_id = $1 AND seq = $2 AND seq > 0
		AND thread_id = $3 AND kind IN ('word', 'files', 'revise', 'mark') AND workspace_id = $4 ORDER BY effect, part`, ref.ID, seq, th, ref.Workspace)
}

// ThreadByRemote is core.Conversations.ThreadByRemote. Cards of earlier leads,
// which the thread's row has forgotten, and cards whose acceptance is still in
// doubt are found by their receipts.
func (s *Store) ThreadByRemote(ctx context.Context, ws core.WorkspaceID, c core.ConnectionID, channel, remote string) (core.Ref, core.ThreadID, error) {
	ref := core.Ref{Workspace: ws}
	var id core.ThreadID
	if remote == "" {
		return core.Ref{}, "", core.ErrNotFound
	}
	p := s.read(ctx)
	err := one(p, []any{&ref.ID, &id}, `SELECT conversation_id, id FROM threads
		WHERE workspace_id = $1 AND connection_id = $2 AND channel = $3 AND remote = $4 AND remote <> ''
		UNION ALL SELECT conversation_id, id FROM threads
		WHERE workspace_id = $1 AND connection_id = $2 AND channel = $3 AND lead = $4 AND lead <> ''
		UNION ALL SELECT t.conversation_id, t.id FROM receipts r JOIN threads t ON t.id = r.thread_id
		WHERE r.remote = $4 AND r.workspace_id = $1 AND r.kind IN ('lead', 'card') AND t.connection_id = $2 AND t.channel = $3
		UNION ALL SELECT conversation_id, thread_id FROM lost_threads
		WHERE workspace_id = $1 AND connection_id = $2 AND channel = $3 AND remote = $4
		LIMIT 1`, ws, c, channel, remote)
	if err != nil {
		return core.Ref{}, "", fmt.Errorf("thread %s in %s: %w", remote, channel, err)
	}
	return ref, id, nil
}
