package sqlstore

import (
	"context"

	"github.com/bellhop-chat/bellhop/core"
)

func (s *Store) receipts(ctx context.Context, where string, args ...any) ([]core.Receipt, error) {
	return all(s.read(ctx), func(r *core.Receipt) []any {
		return []any{&r.Thread, &r.Seq, &r.Effect, &r.Kind, &r.Part, &r.Remote, &r.Group}
	}, "SELECT thread_id, seq, effect, kind, part, remote, grp FROM receipts WHERE "+where, args...)
}

// Receipts is core.Conversations.Receipts.
func (s *Store) Receipts(ctx context.Context, e core.EffectRef) ([]core.Receipt, error) {
	return s.receipts(ctx, "conversation_id = $1 AND effect = $2 AND workspace_id = $3 ORDER BY part", e.ID, e.No, e.Workspace)
}

// Told is core.Conversations.Told.
func (s *Store) Told(ctx context.Context, ref core.Ref, th core.ThreadID, seq int64) ([]core.Receipt, error) {
	return s.receipts(ctx, `conversation_id = $1 AND seq = $2 AND seq > 0
		AND thread_id = $3 AND kind IN ('word', 'files', 'revise', 'mark') AND workspace_id = $4 ORDER BY effect, part`, ref.ID, seq, th, ref.Workspace)
}

// Shared is core.Conversations.Shared.
func (s *Store) Shared(ctx context.Context, ref core.Ref, th core.ThreadID, group int64) ([]core.Receipt, error) {
	return s.receipts(ctx, `conversation_id = $1 AND grp = $2 AND grp > 0
		AND thread_id = $3 AND kind IN ('word', 'revise') AND workspace_id = $4 ORDER BY effect, part`, ref.ID, group, th, ref.Workspace)
}
