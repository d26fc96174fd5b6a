// Package postgres keeps Bellhop in a PostgreSQL database (13 or newer) that
// several processes may share: sqlstore with several writers, rows locked FOR
// UPDATE and claimed with SKIP LOCKED.
//
// # Nudges
//
// After a commit the conversations it changed are told to the other processes
// by NOTIFY, on a connection of its own and gathered over a few milliseconds:
// inside the writing transaction it would let only one commit at a time. A
// nudge is a hint. It may be lost, doubled or late, and while the connection is
// down none are sent; after a gap Watch says once that anything may have changed.
//
// # Errors
//
// A commit whose connection broke answers core.ErrBusy: it may have been
// stored. Everything before a commit is tried again on a new connection. No
// error text holds the password.
//
// # Lifecycle
//
// Open takes an advisory lock, migrates, and starts the writers and the nudger;
// Close finishes the writes under way and ends them.
package postgres
