package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// Acquire is core.Leases.Acquire.
func (s *Store) Acquire(ctx context.Context, name, owner string, now, until time.Time) (note string, ok bool, err error) {
	err = s.submit(ctx, &job{key: name, do: func(x *tx) error {
		n, err := x.exec(`INSERT INTO leases (name, owner, until, note) VALUES ($1, $2, $3, '')
			ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
			WHERE leases.owner = excluded.owner OR leases.until <= $4`, name, owner, stamp(until), stamp(now))
		ok = n > 0
		return err
	}})
	if err != nil {
		return "", false, fmt.Errorf("lease %s: %w", name, err)
	}
	err = one(s.read(ctx), []any{&note}, "SELECT note FROM leases WHERE name = $1", name)
	if errors.Is(err, core.ErrNotFound) {
		err = nil
	}
	return note, ok, err
}

// Renew is core.Leases.Renew.
func (s *Store) Renew(ctx context.Context, name, owner, note string, now, until time.Time) (bool, error) {
	ok := false
	err := s.submit(ctx, &job{key: name, do: func(x *tx) error {
		n, err := x.exec(`UPDATE leases SET owner = $1, until = $2, note = $3 WHERE name = $4 AND (owner = $1 OR until <= $5)`,
			owner, stamp(until), note, name, stamp(now))
		ok = n > 0
		return err
	}})
	if err != nil {
		return false, fmt.Errorf("lease %s: %w", name, err)
	}
	return ok, nil
}

// Release is core.Leases.Release.
func (s *Store) Release(ctx context.Context, name, owner, note string) error {
	return s.submit(ctx, &job{key: name, do: func(x *tx) error {
		return x.put("UPDATE leases SET owner = '', until = 0, note = $1 WHERE name = $2 AND owner = $3", note, name, owner)
	}})
}
