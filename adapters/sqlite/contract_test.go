package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/sqlite"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/storetest"
)

func open(t testing.TB, path string, o sqlite.Options) core.Store {
	t.Helper()
	o.Sealer = storetest.Sealer{}
	s, err := sqlite.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestAFileKeepsWhatEveryStorePromises(t *testing.T) {
	storetest.Run(t, func(t testing.TB) core.Store {
		return open(t, filepath.Join(t.TempDir(), "bellhop.db"), sqlite.Options{NoSync: true})
	})
}
