package postgres_test

import (
	"os"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/postgres"
	"github.com/bellhop-chat/bellhop/adapters/postgres/pgtest"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/storetest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m, "fsync=off")) }

func open(t testing.TB, url string) core.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), url, postgres.Options{Sealer: storetest.Sealer{}})
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

func TestAServerKeepsWhatEveryStorePromises(t *testing.T) {
	storetest.Run(t, func(t testing.TB) core.Store { return open(t, pgtest.Database(t)) })
}
