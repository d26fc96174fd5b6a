package postgres_test

import (
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/postgres/pgtest"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/storetest"
)

// Servers of its own, with fsync on.
func BenchmarkDurable(b *testing.B) {
	storetest.Bench(b, func(t testing.TB) (core.Store, func(string) error) {
		address := pgtest.Start(t)
		return open(t, address), func(text string) error { raw(t, address, text); return nil }
	})
}
