package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"

	lib "modernc.org/sqlite/lib"

	"github.com/bellhop-chat/bellhop/adapters/sqlstore"
	"github.com/bellhop-chat/bellhop/core"
)

// Options are what Open needs beside the path.
type Options struct {
	Sealer core.Sealer // required
	// NoSync gives durability up for speed. For stories in tests only.
	NoSync bool
}

// readers is how many reads run at the same time. Each keeps readerCache KiB of
// pages; the operating system keeps the rest.
const (
	readers     = 8
	readerCache = 512
)

// Open opens the database file, makes it and its folder if they are missing,
// and brings its schema up to date. A schema newer than the program answers an
// error that wraps core.ErrSchemaNewer.
func Open(ctx context.Context, path string, o Options) (core.Store, error) {
	s, err := open(ctx, path, o)
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", path, explain(err))
	}
	return s, nil
}

func open(ctx context.Context, path string, o Options) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := touch(path); err != nil {
		return nil, err
	}
	writes, err := connect(path, 1, o, "_pragma=foreign_keys(1)")
	if err != nil {
		return nil, err
	}
	reads, err := connect(path, readers, o, "_pragma=query_only(1)&_pragma=cache_size(-"+strconv.Itoa(readerCache)+")")
	if err != nil {
		return nil, errors.Join(err, writes.Close())
	}
	if err := migrate(ctx, writes); err != nil {
		return nil, errors.Join(err, writes.Close(), reads.Close())
	}
	inner, err := sqlstore.New(sqlstore.Config{Dialect: dialect(), Writes: writes, Reads: reads, Sealer: o.Sealer})
	if err != nil {
		return nil, errors.Join(err, writes.Close(), reads.Close())
	}
	return &Store{Store: inner, path: path}, nil
}

// touch makes the folder and the file, so that nobody else may read it. SQLite
// gives its other files the same mode.
func touch(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// connect makes a pool; nothing is opened yet.
func connect(path string, size int, o Options, more string) (*sql.DB, error) {
	sync := "FULL"
	if o.NoSync {
		sync = "OFF"
	}
	u := url.URL{Scheme: "file", Path: path, OmitHost: true}
	db, err := sql.Open("sqlite", u.String()+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous("+sync+")&"+more)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db, nil
}

// migrate tries again when another process did the same at the same moment:
// then its work is found done.
func migrate(ctx context.Context, db *sql.DB) error {
	var err error
	for range 5 {
		if err = sqlstore.Migrate(ctx, db, dialect()); err == nil || errors.Is(err, core.ErrSchemaNewer) || ctx.Err() != nil {
			return err
		}
		if c := code(err); c&0xff != lib.SQLITE_BUSY && c&0xff != lib.SQLITE_ERROR && c&0xff != lib.SQLITE_CONSTRAINT {
			return err
		}
	}
	return err
}

// explain says what to do about the errors that operators meet.
func explain(err error) error {
	switch code(err) & 0xff {
	case lib.SQLITE_NOTADB:
		return fmt.Errorf("this file is not a SQLite database; name another file or move it away: %w", err)
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM:
		return fmt.Errorf("cannot write here; the file and its folder must be writable by this user: %w", err)
	case lib.SQLITE_BUSY:
		return fmt.Errorf("another process holds it and does not let go: %w", err)
	case lib.SQLITE_CORRUPT:
		return fmt.Errorf("the file is damaged; restore a backup: %w", err)
	}
	var p *fs.PathError
	if errors.As(err, &p) && errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("cannot write here; the file and its folder must be writable by this user: %w", err)
	}
	return err
}
