package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"sync"

	"github.com/bellhop-chat/bellhop/core"
)

// Store is core.Store but for Backup and Watch, which belong to the databases.
type Store struct {
	d         Dialect
	writes    *sql.DB
	reads     *sql.DB
	sealer    core.Sealer
	committed func([]core.ConversationID)
	writers   []*writer

	gate    sync.RWMutex // guards closed, and holds Close back while jobs are handed in
	closed  bool
	running sync.WaitGroup
}

// New starts a store on a database whose schema is up to date. Close ends it
// and closes both pools.
func New(c Config) (*Store, error) {
	if c.Sealer == nil {
		return nil, errors.New("a store needs a sealer for its secrets")
	}
	s := &Store{d: c.Dialect, writes: c.Writes, reads: c.Reads, sealer: c.Sealer, committed: c.Committed}
	for range max(1, c.Dialect.Writers) {
		w := &writer{store: s, in: make(chan *job, maxQueue)}
		w.desk = desk{d: &s.d, db: c.Writes}
		s.writers = append(s.writers, w)
		s.running.Add(1)
		go w.loop(&s.running)
	}
	return s, nil
}

// Close finishes the writes under way and ends everything. A second call does
// nothing.
func (s *Store) Close() error {
	s.gate.Lock()
	if s.closed {
		s.gate.Unlock()
		return nil
	}
	s.closed = true
	for _, w := range s.writers {
		close(w.in)
	}
	s.gate.Unlock()
	s.running.Wait()
	return errors.Join(s.writes.Close(), s.reads.Close())
}

// read is for one reading call.
func (s *Store) read(ctx context.Context) pool { return pool{ctx: ctx, db: s.reads, d: &s.d} }

// Ping answers nil when reads and writes work.
func (s *Store) Ping(ctx context.Context) error {
	var n int64
	if err := one(s.read(ctx), []any{&n}, "SELECT count(*) FROM workspaces WHERE id = ''"); err != nil {
		return err
	}
	return s.submit(ctx, &job{key: "ping", do: func(x *tx) error {
		_, err := x.exec("UPDATE workspaces SET name = name WHERE id = ''")
		return err
	}})
}
