package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// TakeRing is core.Rings.TakeRing. The row of the site is locked, so that rings
// of one site are counted one after the other.
func (s *Store) TakeRing(ctx context.Context, r core.Ring, limits []core.RingLimit) (over core.RingLimit, free time.Time, err error) {
	err = s.submit(ctx, &job{key: string(r.Site), do: func(x *tx) error {
		over, free = core.RingLimit{}, time.Time{} // it may run again
		var id string
		if err := one(x, []any{&id}, "SELECT id FROM sites WHERE workspace_id = $1 AND id = $2"+x.desk.d.Lock, r.Workspace, r.Site); err != nil {
			return fmt.Errorf("site %s: %w", r.Site, err)
		}
		for _, l := range limits {
			until, err := x.full(r, l)
			if err != nil {
				return err
			}
			if until.After(free) {
				over, free = l, until
			}
		}
		if !free.IsZero() {
			return nil
		}
		return x.put("INSERT INTO rings (workspace_id, site_id, conversation_id, address, kind, asked) VALUES ($1, $2, $3, $4, $5, $6)",
			r.Workspace, r.Site, r.ID, r.Address, r.Kind, stamp(r.At))
	}})
	return over, free, err
}

// full answers until when a limit lets no ring through: until the Nth before now
// is too long ago to count. Zero when it lets this one through.
func (x *tx) full(r core.Ring, l core.RingLimit) (time.Time, error) {
	if l.N <= 0 || l.By == core.ByAddress && r.Address == "" {
		return time.Time{}, nil
	}
	where, arg := "workspace_id = $1 AND site_id = $2", any(r.Site)
	switch l.By {
	case core.ByAddress:
		where, arg = "workspace_id = $1 AND address = $2 AND address <> ''", r.Address
	case core.ByConversation:
		where, arg = "workspace_id = $1 AND conversation_id = $2", r.ID
	case core.BySite:
	}
	var nth time.Time
	err := one(x, []any{toTime{&nth}}, "SELECT asked FROM rings WHERE "+where+` AND kind = $3 AND asked > $4
		ORDER BY asked DESC LIMIT 1 OFFSET $5`, r.Workspace, arg, r.Kind, stamp(r.At.Add(-l.Within)), l.N-1)
	if errors.Is(err, core.ErrNotFound) {
		return time.Time{}, nil
	}
	return nth.Add(l.Within), err
}

// ForgetRings is core.Rings.ForgetRings.
func (s *Store) ForgetRings(ctx context.Context, before time.Time) (n int64, err error) {
	err = s.submit(ctx, &job{key: "rings", do: func(x *tx) (err error) {
		n, err = x.exec("DELETE FROM rings WHERE asked < $1", stamp(before))
		return err
	}})
	return n, err
}
