package sqlstore

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/pressly/goose/v3"

	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/migrations"
)

// Migrate brings the schema up to date. A schema that is newer than this
// program is left alone and answers core.ErrSchemaNewer. Callers see to it
// that only one process at a time does this.
func Migrate(ctx context.Context, db *sql.DB, d Dialect) error {
	p, err := goose.NewProvider(d.Goose, db, migrations.Files, goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return fmt.Errorf("reading the migrations: %w", err)
	}
	have, knows, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("reading the schema's version: %w", err)
	}
	if have > knows {
		return fmt.Errorf("%w: it is version %d, this program knows up to %d; start the newer program, or restore a backup made before the update",
			core.ErrSchemaNewer, have, knows)
	}
	if have == knows {
		return nil
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("bringing the schema from version %d to %d: %w", have, knows, err)
	}
	return nil
}
