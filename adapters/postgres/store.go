package postgres

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/bellhop-chat/bellhop/adapters/sqlstore"
	"github.com/bellhop-chat/bellhop/core"
)

// Store is a core.Store in a PostgreSQL database.
type Store struct {
	*sqlstore.Store
	cfg    *pgx.ConnConfig
	nudger *nudger
}

var _ core.Store = (*Store)(nil)

// Backup is core.Store.Backup: PostgreSQL has its own tools for that.
func (s *Store) Backup(context.Context, string) error {
	return errors.New("a PostgreSQL database is backed up by its own tools: pg_dump --format=custom --file=FILE DATABASE, or your provider's snapshots")
}

// Close is core.Store.Close.
func (s *Store) Close() error {
	err := s.Store.Close()
	s.nudger.stop()
	return err
}
