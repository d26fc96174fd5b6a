package pgtest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// sharedURL is the environment variable that names the server tests share: set
// by Run for its own process, or by whoever runs the tests.
const sharedURL = "BELLHOP_TEST_POSTGRES_URL"

// Run starts a server for the whole test binary, runs the tests and stops it
// again; it is called from TestMain and returns the exit code. m is a *testing.M
// or something around one. settings are server settings such as "fsync=off".
//
// Where PostgreSQL is not installed the tests run all the same, and Database
// skips or fails those that need it.
func Run(m interface{ Run() int }, settings ...string) int {
	if os.Getenv(sharedURL) != "" {
		return m.Run()
	}
	s, err := launch(context.Background(), settings)
	if errors.Is(err, errNoPostgres) {
		return m.Run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "pgtest:", err)
		return 1
	}
	if err := os.Setenv(sharedURL, s.url); err != nil {
		fmt.Fprintln(os.Stderr, "pgtest:", errors.Join(err, s.stop()))
		return 1
	}
	code := m.Run()
	if err := errors.Join(os.Unsetenv(sharedURL), s.stop()); err != nil {
		fmt.Fprintln(os.Stderr, "pgtest:", err)
		return max(code, 1)
	}
	return code
}

// Start starts a server of the test's own and returns the URL of its database
// "postgres", as superuser. It is stopped when the test ends. settings are server
// settings such as "fsync=off".
func Start(t testing.TB, settings ...string) string {
	t.Helper()
	s, err := launch(context.Background(), settings)
	if errors.Is(err, errNoPostgres) {
		absent(t, err)
	}
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	t.Cleanup(func() {
		if err := s.stop(); err != nil {
			t.Errorf("pgtest: %v", err)
		}
	})
	return s.url
}

// Database makes a fresh, empty database and returns its URL, on the server of
// Run if there is one and else on a server of this test's own. It is dropped
// when the test ends, open connections or not.
func Database(t testing.TB) string {
	t.Helper()
	server := os.Getenv(sharedURL)
	if server == "" {
		server = Start(t)
	}
	name := "test_" + strings.ToLower(rand.Text()[:12])
	if err := execute(server, "CREATE DATABASE "+name); err != nil {
		t.Fatalf("pgtest: making a database: %v", err)
	}
	t.Cleanup(func() {
		if err := execute(server, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("pgtest: dropping the database: %v", err)
		}
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatalf("pgtest: address of the server: %v", err)
	}
	u.Path = "/" + name
	return u.String()
}

// execute runs one statement on a connection of its own.
func execute(server, sql string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience/2)
	defer cancel()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, sql)
	closing, cancelClosing := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancelClosing()
	return errors.Join(err, conn.Close(closing))
}
