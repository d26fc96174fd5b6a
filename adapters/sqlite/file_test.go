package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/sqlite"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/storetest"
)

// raw opens a database past the store.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func refused(t *testing.T, path string, want ...string) error {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, sqlite.Options{Sealer: storetest.Sealer{}})
	if err == nil {
		_ = s.Close()
		t.Fatalf("%s was opened", path)
	}
	for _, w := range append(want, path) {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("err = %v; want it to say %q", err, w)
		}
	}
	return err
}

func TestTheFileAndItsFolderAreMadeForTheirOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder?", "b#%", "bellhop.db")
	open(t, path, sqlite.Options{})
	for _, p := range []string{path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(p)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v; want 0600", p, info, err)
		}
	}
}

func TestADatabaseOfANewerProgramIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bellhop.db")
	s := open(t, path, sqlite.Options{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := raw(t, path).Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := refused(t, path, "version 99", "knows up to ", "start the newer program"); !errors.Is(err, core.ErrSchemaNewer) {
		t.Errorf("err = %v; want ErrSchemaNewer", err)
	}
}

func TestWhatIsNoDatabaseIsRefusedAndLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.txt")
	text := strings.Repeat("my diary ", 500)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_ = refused(t, path, "not a SQLite database")
	if got, err := os.ReadFile(path); err != nil || string(got) != text {
		t.Errorf("the file was changed: %v", err)
	}
}

func TestPlacesThatCannotBeWrittenAreNamed(t *testing.T) {
	dir := t.TempDir()
	_ = refused(t, dir, "directory")
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_ = refused(t, filepath.Join(file, "bellhop.db"), "not a directory")
	if os.Getuid() == 0 {
		return // root may write everywhere: there is no such place
	}
	locked := filepath.Join(dir, "locked")
	if err := os.Mkdir(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	_ = refused(t, filepath.Join(locked, "bellhop.db"), "must be writable")
}

func TestAStoreWithoutASealerIsRefused(t *testing.T) {
	if _, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), sqlite.Options{}); err == nil {
		t.Error("secrets would be stored in the open")
	}
}

func TestSecretsAreNotInTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bellhop.db")
	s := open(t, path, sqlite.Options{})
	err := s.Install(t.Context(), core.Setup{Workspace: core.Workspace{ID: "w"}, Site: core.Site{ID: "s", Key: "k"}, NewSecret: "sitesecret",
		Connections: []core.Connection{{ID: "c", Token: "tokensecret"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, path + "-wal"} {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"sitesecret", "tokensecret"} {
			if strings.Contains(string(b), secret) {
				t.Errorf("%s holds %q", p, secret)
			}
		}
	}
}

func TestTwoProcessesMayOpenAndInstallAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bellhop.db")
	setup := core.Setup{Workspace: core.Workspace{ID: "w"}, Site: core.Site{ID: "s", Key: "k"}, NewSecret: "x"}
	errs := make(chan error)
	for range 4 {
		go func() {
			s, err := sqlite.Open(context.Background(), path, sqlite.Options{Sealer: storetest.Sealer{}})
			if err == nil {
				err = errors.Join(s.Install(context.Background(), setup), s.Close())
			}
			errs <- err
		}()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func TestWatchWaitsUntilItIsEnded(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "bellhop.db"), sqlite.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Watch(ctx, func([]core.ConversationID) { t.Error("a hint from nowhere") }); err != nil {
		t.Error(err)
	}
}
