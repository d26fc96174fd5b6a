// Package sqlite keeps Bellhop in one SQLite file: sqlstore on a WAL database
// with one writing connection and a pool of readers. It is the store of a
// Bellhop that runs as one process.
//
// # Durability
//
// The database runs with synchronous=FULL: what Update acknowledged survives a
// power cut. Options.NoSync gives that up, for stories in tests only.
//
// # A second process
//
// Another process may open the same file, as "bellhop status", "bellhop outbox
// retry" and "bellhop backup" do while the server runs: SQLite lets one write at
// a time, a writer waits up to ten seconds for the other, and leases keep two
// relays from telling the same thing. There is no lock file. What a second
// process changes is not nudged: a server finds it when it looks next. Several
// servers should share a PostgreSQL.
//
// # Files
//
// The database and its -wal and -shm files are readable by their owner only. A
// missing folder is made. Network file systems are not supported by SQLite's WAL.
//
// # Lifecycle
//
// Open migrates and starts the writer; Close finishes the writes under way.
package sqlite
