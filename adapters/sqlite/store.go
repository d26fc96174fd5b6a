package sqlite

import (
	"context"

	"github.com/bellhop-chat/bellhop/adapters/sqlstore"
	"github.com/bellhop-chat/bellhop/core"
)

// Store is a core.Store in one file.
type Store struct {
	*sqlstore.Store
	path string
}

var _ core.Store = (*Store)(nil)

// Backup is core.Store.Backup.
func (s *Store) Backup(ctx context.Context, file string) error { return Backup(ctx, s.path, file) }

// Watch is core.Store.Watch: there are no other servers, so it waits.
func (s *Store) Watch(ctx context.Context, _ func([]core.ConversationID)) error {
	<-ctx.Done()
	return nil
}
