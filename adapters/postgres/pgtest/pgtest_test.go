package pgtest_test

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/bellhop-chat/bellhop/adapters/postgres/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m)) }

func connect(t *testing.T, address string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func TestEveryTestGetsADatabaseOfItsOwn(t *testing.T) {
	for range 2 { // the same table twice only works in two databases
		conn := connect(t, pgtest.Database(t))
		if _, err := conn.Exec(t.Context(), "CREATE TABLE words (text TEXT)"); err != nil {
			t.Fatal(err)
		}
		var n int
		if err := conn.QueryRow(t.Context(), "SELECT count(*) FROM words").Scan(&n); err != nil || n != 0 {
			t.Fatalf("count = %d, %v; want an empty table", n, err)
		}
	}
}

func TestTheServerIsDurableAndListensOnLoopbackOnly(t *testing.T) {
	conn := connect(t, pgtest.Database(t))
	want := map[string]string{"fsync": "on", "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "server_encoding": "UTF8"}
	for name, value := range want {
		var got string
		if err := conn.QueryRow(t.Context(), "SELECT current_setting($1)", name).Scan(&got); err != nil || got != value {
			t.Errorf("%s = %q, %v; want %q", name, got, err, value)
		}
	}
}

func TestADatabaseIsGoneAfterItsTestEvenIfSomeoneIsConnected(t *testing.T) {
	var address string
	var left *pgx.Conn
	t.Run("a test that leaves its connection open", func(t *testing.T) {
		address = pgtest.Database(t)
		conn, err := pgx.Connect(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		left = conn
	})
	if address == "" {
		return // the inner test said why
	}
	if err := left.Ping(t.Context()); err == nil {
		t.Error("the connection outlived its database")
	}
	if conn, err := pgx.Connect(t.Context(), address); err == nil {
		_ = conn.Close(t.Context())
		t.Error("the database is still there")
	}
}

func TestAServerOfItsOwnTakesSettingsAndEndsWithItsTest(t *testing.T) {
	var address string
	t.Run("the test", func(t *testing.T) {
		address = pgtest.Start(t, "fsync=off")
		var got string
		if err := connect(t, address).QueryRow(t.Context(), "SHOW fsync").Scan(&got); err != nil || got != "off" {
			t.Fatalf("fsync = %q, %v; want off", got, err)
		}
	})
	if address == "" {
		return
	}
	if conn, err := pgx.Connect(t.Context(), address); err == nil {
		_ = conn.Close(t.Context())
		t.Error("the server still answers")
	}
}

func TestTheServerIsNotOpenToAWrongPassword(t *testing.T) {
	u, err := url.Parse(pgtest.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword("bellhop", "guess")
	if conn, err := pgx.Connect(t.Context(), u.String()); err == nil {
		_ = conn.Close(t.Context())
		t.Error("a guess was let in")
	}
}

func TestWithoutPostgresATestIsSkippedAndFailsWhereCIIsTrue(t *testing.T) {
	for ci, want := range map[string]string{"true": "must not be skipped", "": "skipped: no PostgreSQL"} {
		out, err := again(t, "CI="+ci, "BELLHOP_TEST_POSTGRES_BIN=none")
		if !strings.Contains(out, want) || (ci == "true") != (err != nil) {
			t.Errorf("CI=%q: %v, want %q in:\n%s", ci, err, want, out)
		}
	}
}

func TestAFolderWithoutTheProgramsIsAMistakeAndNotASkip(t *testing.T) {
	out, err := again(t, "BELLHOP_TEST_POSTGRES_BIN="+t.TempDir())
	if err == nil || !strings.Contains(out, "lacks initdb or postgres") {
		t.Errorf("%v, want the folder blamed in:\n%s", err, out)
	}
}

// again runs one test of this binary in another process with other settings.
func again(t *testing.T, env ...string) (string, error) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, "-test.v", "-test.run=^TestEveryTestGetsADatabaseOfItsOwn$")
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH")}, env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}
