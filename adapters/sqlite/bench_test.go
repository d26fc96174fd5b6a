package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/sqlite"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/storetest"
)

func BenchmarkDurable(b *testing.B) { bench(b, sqlite.Options{}) }

func BenchmarkWithoutSync(b *testing.B) { bench(b, sqlite.Options{NoSync: true}) }

func bench(b *testing.B, o sqlite.Options) {
	storetest.Bench(b, func(t testing.TB) (core.Store, func(string) error) {
		path := filepath.Join(t.TempDir(), "bellhop.db")
		s := open(t, path, o)
		return s, func(text string) error {
			db, err := sql.Open("sqlite", path)
			if err != nil {
				return err
			}
			defer db.Close()
			_, err = db.Exec(text)
			return err
		}
	})
}
