package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/bellhop-chat/bellhop/adapters/sqlstore"
	"github.com/bellhop-chat/bellhop/core"
)

// Options are what Open needs beside the address.
type Options struct {
	Sealer core.Sealer // required
}

// readers is how many reads run at the same time.
const readers = 8

// migrating is the advisory lock under which one process migrates.
const migrating = 0x62656c6c686f70 // "bellhop"

// Open connects to the database at a postgres:// URL and brings its schema up
// to date. A schema newer than the program answers an error that wraps
// core.ErrSchemaNewer.
func Open(ctx context.Context, url string, o Options) (core.Store, error) {
	cfg, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, errors.New("the address of the database cannot be read; it should be like postgres://user:password@host:5432/name")
	}
	if cfg.RuntimeParams["application_name"] == "" {
		cfg.RuntimeParams["application_name"] = "bellhop"
	}
	s, err := open(ctx, cfg, o)
	if err != nil {
		return nil, fmt.Errorf("database %s on %s: %w", cfg.Database, cfg.Host, explain(err))
	}
	return s, nil
}

func open(ctx context.Context, cfg *pgx.ConnConfig, o Options) (*Store, error) {
	writes := connect(cfg, writers+1)
	readOnly := cfg.Copy()
	readOnly.RuntimeParams["default_transaction_read_only"] = "on"
	reads := connect(readOnly, readers)
	if err := migrate(ctx, writes); err != nil {
		return nil, errors.Join(err, writes.Close(), reads.Close())
	}
	n := startNudger(cfg)
	inner, err := sqlstore.New(sqlstore.Config{Dialect: dialect(), Writes: writes, Reads: reads, Sealer: o.Sealer, Committed: n.committed})
	if err != nil {
		n.stop()
		return nil, errors.Join(err, writes.Close(), reads.Close())
	}
	return &Store{Store: inner, cfg: cfg, nudger: n}, nil
}

func connect(cfg *pgx.ConnConfig, size int) *sql.DB {
	db := stdlib.OpenDB(*cfg)
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db
}

// migrate lets one process at a time migrate.
func migrate(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", int64(migrating)); err != nil {
		return errors.Join(err, conn.Close())
	}
	err = sqlstore.Migrate(ctx, db, dialect())
	_, unlock := conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", int64(migrating))
	return errors.Join(err, unlock, conn.Close())
}

// explain says what to do about the errors that operators meet.
func explain(err error) error {
	switch code(err) {
	case "28P01", "28000":
		return fmt.Errorf("the server refuses this user or password: %w", err)
	case "3D000":
		return fmt.Errorf("there is no such database; create it first: %w", err)
	case "42501":
		return fmt.Errorf("this user may not do that; it must own the database or its schema: %w", err)
	case "53300":
		return fmt.Errorf("the server has no connection left; Bellhop takes up to %d a process: %w", writers+readers+3, err)
	case "":
		if !errors.Is(err, core.ErrSchemaNewer) && !errors.Is(err, context.Canceled) {
			return fmt.Errorf("the server cannot be reached; is it running, and is the address right: %w", err)
		}
	}
	return err
}
