package sqlstore

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/bellhop-chat/bellhop/core"
)

// Entries is core.Conversations.Entries. An edit and the entry it is about
// share a Rev; they are never parted, which may make one more than limit.
func (s *Store) Entries(ctx context.Context, ref core.Ref, after int64, limit int) ([]core.Entry, error) {
	if err := s.mine(ctx, ref); err != nil {
		return nil, err
	}
	out, err := s.entries(ctx, "rev > $3 ORDER BY rev, seq LIMIT $4", ref, after, limit+1)
	if n := len(out); n > limit && (limit == 0 || out[n-1].Rev != out[n-2].Rev) {
		out = out[:limit]
	}
	return out, err
}

// Words is core.Conversations.Words.
func (s *Store) Words(ctx context.Context, ref core.Ref, upTo int64, limit int) ([]core.Entry, error) {
	if err := s.mine(ctx, ref); err != nil {
		return nil, err
	}
	if upTo == 0 {
		upTo = math.MaxInt64
	}
	out, err := s.entries(ctx, `seq <= $3 AND kind NOT IN ('edit', 'delete', 'draft') ORDER BY seq DESC LIMIT $4`, ref, upTo, limit)
	slices.Reverse(out)
	return out, err
}

// Entry is core.Conversations.Entry.
func (s *Store) Entry(ctx context.Context, ref core.Ref, seq int64) (core.Entry, error) {
	out, err := s.entries(ctx, "seq = $3 LIMIT $4", ref, seq, 1)
	if err != nil {
		return core.Entry{}, err
	}
	if len(out) == 0 {
		return core.Entry{}, fmt.Errorf("entry %d of %s: %w", seq, ref, core.ErrNotFound)
	}
	return out[0], nil
}

func (s *Store) entries(ctx context.Context, rest string, ref core.Ref, n int64, limit int) ([]core.Entry, error) {
	return all(s.read(ctx), scanEntry, "SELECT "+entryColumns+" FROM entries WHERE conversation_id = $1 AND workspace_id = $2 AND "+rest,
		ref.ID, ref.Workspace, n, limit)
}
