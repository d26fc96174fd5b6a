// Package sqlstore is core.Store in SQL, once, for SQLite and PostgreSQL. The
// packages sqlite and postgres open a database and hand it over with a Dialect;
// users open a store through them.
//
// # Writing
//
// Every write is a job. A writer goroutine takes the jobs that wait, up to 256
// and without delay, and runs them in one transaction in the order they came;
// nobody is answered before the commit. Jobs see what earlier jobs of their
// batch did. A job that refuses before it wrote is dropped with its error; when
// the database refuses something, or a job gives up half-way, the transaction
// is rolled back and every job runs again alone, so that one failing job fails
// no other. A panic in a job is its error. A caller who gives up gets
// core.ErrBusy: a job not yet begun is dropped, one begun may be stored.
//
// SQLite has one writer. PostgreSQL has several; jobs of one conversation go to
// the same one, and a batch first locks its conversations' rows in the order of
// their ids. What changes an effect locks its conversation too, which keeps the
// marks of lanes true.
//
// # Reading
//
// Reads use a pool of their own and see what was committed. A conversation is
// read with its ask and threads in one statement, so it is never torn.
//
// # The outbox
//
// The row with head = 1 is the one of its lane that may run: the first that is
// neither done nor refused. ready says when: its due time, or the end of the
// lease on it. Claims walk an index over heads only, so neither closed
// conversations nor a lane's backlog make them slower. A destination is
// looked at by an index of its own, so one with a long backlog hides no other.
//
// # Paces
//
// A gate is one row that holds when the next pass is free (gate.go), so reserving
// reads and writes one row for each gate, in a transaction that it shares with
// others. Rows are locked: processes on one PostgreSQL share a pace.
//
// # Invariants
//
//   - Nothing a tenant owns is read or changed without its workspace.
//   - Secrets pass core.Sealer on their way in and out.
//   - Times are milliseconds; what is read back is in UTC.
//   - Texts hold valid UTF-8 without NUL, on both databases.
package sqlstore
