package pgtest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// errNoPostgres is the reason a test without a server is skipped.
var errNoPostgres = errors.New("no PostgreSQL server programs found: install postgresql, " +
	"or set BELLHOP_TEST_POSTGRES_BIN to the folder with initdb and postgres")

// usualPlaces are globs of folders with the server programs: Debian, Red Hat, Homebrew.
func usualPlaces() []string {
	return []string{
		"/usr/lib/postgresql/*/bin",
		"/usr/pgsql-*/bin",
		"/opt/homebrew/opt/postgresql*/bin",
		"/usr/local/opt/postgresql*/bin",
	}
}

// binaries returns the folder with initdb and postgres.
func binaries() (string, error) {
	switch dir := os.Getenv("BELLHOP_TEST_POSTGRES_BIN"); {
	case dir == "none":
		return "", errNoPostgres
	case dir != "" && !complete(dir):
		return "", fmt.Errorf("BELLHOP_TEST_POSTGRES_BIN=%s lacks initdb or postgres", dir)
	case dir != "":
		return dir, nil
	}
	if dir, ok := onPath(); ok {
		return dir, nil
	}
	for _, glob := range usualPlaces() {
		found, err := filepath.Glob(glob)
		if err != nil {
			return "", fmt.Errorf("looking in %s: %w", glob, err)
		}
		slices.SortFunc(found, func(a, b string) int { return version(b) - version(a) })
		if i := slices.IndexFunc(found, complete); i >= 0 {
			return found[i], nil
		}
	}
	return "", errNoPostgres
}

// onPath follows initdb on the PATH to the folder that holds its siblings.
func onPath() (string, bool) {
	initdb, err := exec.LookPath("initdb")
	if err != nil {
		return "", false
	}
	if initdb, err = filepath.EvalSymlinks(initdb); err != nil {
		return "", false
	}
	dir := filepath.Dir(initdb)
	return dir, complete(dir)
}

func complete(dir string) bool {
	for _, program := range []string{"initdb", "postgres"} {
		if _, err := exec.LookPath(filepath.Join(dir, program)); err != nil {
			return false
		}
	}
	return true
}

// version reads the first number in the path of a bin folder, 0 if there is none.
func version(dir string) int {
	start, end := -1, len(dir)
	for i, r := range dir {
		digit := r >= '0' && r <= '9'
		if digit && start < 0 {
			start = i
		}
		if !digit && start >= 0 {
			end = i
			break
		}
	}
	if start < 0 {
		return 0
	}
	n, err := strconv.Atoi(dir[start:end])
	if err != nil {
		return 0
	}
	return n
}

// absent ends a test that lacks what it needs: a skip with the reason, or a
// failure where CI=true.
func absent(t testing.TB, reason error) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("must not be skipped where CI=true: %v", reason)
	}
	t.Skipf("skipped: %v", reason)
}
