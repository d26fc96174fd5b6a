// Package migrations holds the schema of the database, embedded: one text for
// SQLite and PostgreSQL. Ids are TEXT, times BIGINT milliseconds since 1970 with
// 0 for "never", truths BIGINT 0 or 1, lists and maps JSON in TEXT, bytes BYTEA
// (which SQLite stores as they are; they compare byte by byte on both).
//
// A file that was released is never changed; what is new is a new file. Only
// what both databases understand the same way may stand here.
package migrations

import "embed"

// Files are the migrations, for goose.
//
//go:embed *.sql
var Files embed.FS
