package sqlite

import (
	"encoding/json"
	"errors"

	"github.com/pressly/goose/v3/database"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/bellhop-chat/bellhop/adapters/sqlstore"
)

func dialect() sqlstore.Dialect {
	return sqlstore.Dialect{
		Goose:   database.DialectSQLite3,
		Begin:   "BEGIN IMMEDIATE",
		List:    list,
		Prepare: true,
		Writers: 1,
		Unique: func(err error) bool {
			c := code(err)
			return c == lib.SQLITE_CONSTRAINT_UNIQUE || c == lib.SQLITE_CONSTRAINT_PRIMARYKEY
		},
		Again: func(err error) bool { return code(err)&0xff == lib.SQLITE_BUSY },
		Lost:  func(error) bool { return false }, // a commit that failed can be rolled back
		Down: func(err error) bool {
			switch code(err) & 0xff {
			case lib.SQLITE_BUSY, lib.SQLITE_LOCKED, lib.SQLITE_FULL, lib.SQLITE_IOERR, lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN:
				return true
			}
			return false
		},
	}
}

// list hands ids over as one JSON text.
func list(ids []string) (string, any) {
	b, err := json.Marshal(ids)
	if err != nil {
		return "IN ('')", "" // strings always marshal
	}
	return "IN (SELECT value FROM json_each($1))", string(b)
}

// code is SQLite's extended result code, 0 for errors of others.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}
