package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/sqlite"
	"github.com/bellhop-chat/bellhop/core"
)

func TestABackupIsWholeWhileOthersWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "bellhop.db")
	s := open(t, path, sqlite.Options{NoSync: true})
	if err := furnish(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	stop, stopped := make(chan struct{}), make(chan error)
	go func() { stopped <- keepSaying(s, stop) }()
	for i := range 5 {
		before := last(t, s)
		file := filepath.Join(dir, fmt.Sprintf("backup%d.db", i))
		backup := func() error { return s.Backup(t.Context(), file) }
		if i%2 == 1 { // as a second process does
			backup = func() error { return sqlite.Backup(t.Context(), path, file) }
		}
		if err := backup(); err != nil {
			t.Fatal(err)
		}
		checkBackup(t, file, before, last(t, s))
	}
	close(stop)
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

func keepSaying(s core.Store, stop chan struct{}) error {
	for i := 0; ; i++ {
		select {
		case <-stop:
			return nil
		default:
		}
		if _, err := say(context.Background(), s, fmt.Sprint(i)); err != nil {
			return err
		}
	}
}

func last(t *testing.T, s core.Store) int64 {
	t.Helper()
	c, err := s.Conversation(t.Context(), talk)
	if err != nil {
		t.Fatal(err)
	}
	return c.LastSeq
}

// checkBackup opens the copy as a store: it holds one moment between the two.
func checkBackup(t *testing.T, file string, from, to int64) {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%s: %v, %v", file, info, err)
	}
	c := open(t, file, sqlite.Options{NoSync: true})
	n := last(t, c)
	es, err := c.Entries(t.Context(), talk, 0, 1_000_000)
	if err != nil || int64(len(es)) != n || n < from || n > to {
		t.Errorf("the copy says %d and holds %d entries, %v; want between %d and %d", n, len(es), err, from, to)
	}
}

func TestABackupOverwritesNothingAndLeavesNothingHalf(t *testing.T) {
	dir := t.TempDir()
	path, there := filepath.Join(dir, "bellhop.db"), filepath.Join(dir, "there.db")
	s := open(t, path, sqlite.Options{})
	if err := os.WriteFile(there, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), there); !errors.Is(err, fs.ErrExist) {
		t.Errorf("err = %v; want that it exists", err)
	}
	if b, err := os.ReadFile(there); err != nil || string(b) != "precious" {
		t.Errorf("the file is now %q, %v", b, err)
	}
	for what, err := range map[string]error{
		"into no folder":   sqlite.Backup(t.Context(), path, filepath.Join(dir, "none", "b.db")),
		"of no database":   sqlite.Backup(t.Context(), filepath.Join(dir, "none.db"), filepath.Join(dir, "b.db")),
		"of no database 2": sqlite.Backup(t.Context(), there, filepath.Join(dir, "b.db")),
	} {
		if err == nil {
			t.Errorf("a backup %s was made", what)
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, "b.db*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind %v, %v", left, err)
	}
}
