package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes a consistent copy of a database to a new file, also while
// another process writes to it. It refuses to overwrite, and leaves no half
// copy behind under the name that was asked for.
func Backup(ctx context.Context, path, file string) error {
	if err := backup(ctx, path, file); err != nil {
		return fmt.Errorf("backup of %s to %s: %w", path, file, explain(err))
	}
	return nil
}

func backup(ctx context.Context, path, file string) (err error) {
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	if _, err := os.Stat(path); err != nil {
		return err
	}
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("%w: a backup overwrites nothing, name a new file", fs.ErrExist)
	}
	part, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".part-*") // readable by its owner only
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(part.Name()) }()
	if err := vacuum(ctx, path, part.Name()); err != nil {
		return errors.Join(err, part.Close())
	}
	if err := errors.Join(part.Sync(), part.Close()); err != nil {
		return err
	}
	err = os.Link(part.Name(), file) // unlike a rename, it fails where something is
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return os.Rename(part.Name(), file) // a file system without links
	}
	return err
}

// vacuum copies into an empty file.
func vacuum(ctx context.Context, path, to string) error {
	db, err := connect(path, 1, Options{}, "_pragma=foreign_keys(1)")
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO $1", to)
	return errors.Join(err, db.Close())
}
