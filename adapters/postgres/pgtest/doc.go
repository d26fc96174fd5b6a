// Package pgtest lends tests a real PostgreSQL server.
//
// # What it is for
//
// A test that needs PostgreSQL asks for a fresh, empty database and gets its URL:
//
//	func TestMain(m *testing.M) { os.Exit(pgtest.Run(m)) }
//
//	func TestRowsSurvive(t *testing.T) {
//		url := pgtest.Database(t) // postgres://…@127.0.0.1:PORT/test_…
//	}
//
// Run keeps one server for the whole test binary. Without it Database starts a
// server per test, which works too but costs one to two seconds each time.
// Start is for the test that wants a server of its own, say to stop it.
//
// # Where the server comes from
//
// The folder with initdb and postgres is BELLHOP_TEST_POSTGRES_BIN, or that of
// initdb on the PATH, or the newest of the usual places. If there is none (or the
// variable is the word "none") the
// test is skipped with the reason; where CI=true it fails instead, so that a gate
// never passes by not looking. BELLHOP_TEST_POSTGRES_URL names a server that
// runs already (its user must be allowed to create databases); then none is started.
//
// # Invariants
//
//   - The server listens on 127.0.0.1 only, on a free port, with a random password
//     and no Unix socket. It keeps its data in a temporary folder of its own.
//   - It never runs as root: as root we become the user postgres, or nobody.
//   - It is stopped by the id of the process we started, and by nothing broader.
//     On Linux the kernel stops it too if the test binary dies first.
//   - fsync is on, as in production. A test that measures something else may
//     pass the setting "fsync=off".
//   - This package knows nothing of the adapter beside it and must not import it:
//     the adapter's own tests stand on it.
//
// # Lifecycle
//
// A server made by Run is stopped when the tests end, one made by Start or
// Database when its test ends; a database on a shared server is dropped when
// its test ends. Everything here is safe for parallel tests.
package pgtest
