package postgres_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/bellhop-chat/bellhop/adapters/postgres"
	"github.com/bellhop-chat/bellhop/adapters/postgres/pgtest"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/storetest"
)

// raw runs one statement past the store.
func raw(t testing.TB, address, text string, args ...any) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), text, args...); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, address string, want ...string) error {
	t.Helper()
	s, err := postgres.Open(t.Context(), address, postgres.Options{Sealer: storetest.Sealer{}})
	if err == nil {
		_ = s.Close()
		t.Fatal("it was opened")
	}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("err = %v; want it to say %q", err, w)
		}
	}
	return err
}

func TestADatabaseOfANewerProgramIsRefused(t *testing.T) {
	address := pgtest.Database(t)
	if err := open(t, address).Close(); err != nil {
		t.Fatal(err)
	}
	raw(t, address, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, true)")
	if err := refused(t, address, "version 99", "knows up to ", "start the newer program"); !errors.Is(err, core.ErrSchemaNewer) {
		t.Errorf("err = %v; want ErrSchemaNewer", err)
	}
}

func TestErrorsSayWhatToDoAndNoPassword(t *testing.T) {
	good, err := url.Parse(pgtest.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	with := func(change func(*url.URL)) string {
		u := *good
		u.User = url.UserPassword(good.User.Username(), "hunter2secret")
		change(&u)
		return u.String()
	}
	password, _ := good.User.Password()
	for address, want := range map[string]string{
		with(func(*url.URL) {}): "refuses this user or password",
		with(func(u *url.URL) { u.User, u.Path = good.User, "/no_such_database" }): "create it first",
		with(func(u *url.URL) { u.Host = "127.0.0.1:1" }):                          "cannot be reached",
		with(func(u *url.URL) { u.Host = "127.0.0.1:notaport" }):                   "should be like postgres://",
	} {
		err := refused(t, address, want)
		if strings.Contains(err.Error(), "hunter2secret") || strings.Contains(err.Error(), password) {
			t.Errorf("the error tells the password: %v", err)
		}
	}
}

func TestProcessesMayOpenAndInstallAtOnce(t *testing.T) {
	address := pgtest.Database(t)
	setup := core.Setup{Workspace: core.Workspace{ID: "w"}, Site: core.Site{ID: "s", Key: "k"}, NewSecret: "x"}
	errs := make(chan error)
	for range 3 {
		go func() {
			s, err := postgres.Open(context.Background(), address, postgres.Options{Sealer: storetest.Sealer{}})
			if err == nil {
				err = errors.Join(s.Install(context.Background(), setup), s.Close())
			}
			errs <- err
		}()
	}
	for range 3 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func TestABackupNamesTheToolForIt(t *testing.T) {
	if err := open(t, pgtest.Database(t)).Backup(t.Context(), "x"); err == nil || !strings.Contains(err.Error(), "pg_dump") {
		t.Errorf("err = %v", err)
	}
}
