// Package houserules holds the rules of this house that a compiler does not:
// who imports whom, what the core may touch, how long a file may be, that every
// package says what it is for. Its test walks the repository and fails with a
// file, a line and a sentence for everything that breaks one.
//
// # Rules
//
//   - Imports run one way: cmd, then adapters and bridge, then core. Only
//     adapters/web imports bridge; adapters leave each other alone, except that
//     sqlite and postgres stand on sqlstore, sqlstore on migrations, and everyone
//     may use markup. The core needs the standard library and nothing else.
//   - The core has no clock, no goroutine and no I/O.
//   - Fakes serve tests, each other and cmd; test suites serve tests only. The
//     bundler stays out of everything but programs that generate.
//   - A file has at most 300 lines, tests and generated files apart. A package has
//     a doc, a name that says something, and no init function.
//   - A test is skipped only where the reason also fails it under CI=true, or where
//     the vendors' schemas are not beside the checkout.
//   - The top of the repository holds what is listed in toplevel.go.
//   - No file names a package registry's host or a folder of somebody's machine.
//
// # How it works
//
// A rule is a function from a tree of files to what breaks it, so that a test can
// hand it a small tree with a planted fault. A rule that finds nothing there is
// broken. Exceptions stand in the rules, as data, with a reason; there is no
// comment that switches a rule off.
//
// It reads files and nothing else, keeps no state, and is not part of the server.
package houserules
