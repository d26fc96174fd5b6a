package sqlite

import (
	"path/filepath"
	"testing"
)

func TestTheWriterCommitsToTheDiskAndReadersNeverWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	for more, want := range map[string][3]int{"_pragma=foreign_keys(1)": {2, 1, 0}, "_pragma=query_only(1)": {2, 0, 1}} {
		db, err := connect(path, 1, Options{}, more)
		if err != nil {
			t.Fatal(err)
		}
		var got [3]int
		for i, pragma := range []string{"synchronous", "foreign_keys", "query_only"} {
			if err := db.QueryRow("PRAGMA " + pragma).Scan(&got[i]); err != nil {
				t.Fatal(err)
			}
		}
		if got != want {
			t.Errorf("with %s: synchronous, foreign_keys, query_only = %v; want %v", more, got, want)
		}
		var mode string
		if err := db.QueryRow("PRAGMA journal_mode").Scan(&mode); err != nil || mode != "wal" {
			t.Errorf("journal_mode = %s, %v", mode, err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}
