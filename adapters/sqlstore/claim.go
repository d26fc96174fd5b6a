package sqlstore

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// Claim is core.Outbox.Claim.
func (s *Store) Claim(ctx context.Context, p core.Pool, owner string, now time.Time, lease time.Duration, limit, perDest int) ([]core.Effect, error) {
	if limit <= 0 {
		return nil, nil
	}
	var out []core.Effect
	err := s.submit(ctx, &job{key: "claim " + string(p), do: func(x *tx) (err error) {
		c := claim{pool: p, owner: owner, now: stamp(now), until: stamp(now.Add(lease)), limit: limit}
		out, err = x.claim(c, perDest)
		return err
	}})
	if err != nil {
		return nil, err
	}
	return out, nil
}

type claim struct {
	pool       core.Pool
	owner      string
	now, until int64
	limit      int
}

// claimed is an effect, and whether it is still under a lease that ran out.
type claimed struct {
	core.Effect
	leased bool
	ready  int64
}

// claim leases. A send begins with its lease, so the effect tells when the one
// before began.
func (x *tx) claim(c claim, perDest int) ([]core.Effect, error) {
	rows, err := x.candidates(c, perDest)
	if err != nil {
		return nil, err
	}
	var out []core.Effect
	for _, r := range rows {
		if r.leased && c.pool == core.PoolPosts { // whoever had it may have sent it
			r.Status = core.StatusMaybe
		}
		if err := x.put("UPDATE outbox SET owner = $1, ready = $2, status = $3, sent = $4 WHERE conversation_id = $5 AND no = $6",
			c.owner, c.until, r.Status, c.now, r.ID, r.No); err != nil {
			return nil, err
		}
		r.Owner = c.owner
		out = append(out, r.Effect)
	}
	return out, nil
}

// candidates are the effects that may be leased, the longest due first.
func (x *tx) candidates(c claim, perDest int) ([]claimed, error) {
	if perDest == 0 {
		return x.heads(c, c.limit, "")
	}
	dests, err := x.dests(c, perDest)
	if err != nil {
		return nil, err
	}
	var out []claimed
	for _, d := range dests[:min(len(dests), c.limit)] {
		rows, err := x.heads(c, min(c.limit, perDest-d.leased), " AND dest = $4", d.id)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	slices.SortStableFunc(out, func(a, b claimed) int { return cmp.Compare(a.ready, b.ready) })
	return out[:min(len(out), c.limit)], nil
}

func (x *tx) heads(c claim, limit int, and string, more ...any) ([]claimed, error) {
	return all(x, func(r *claimed) []any {
		return append(scanEffect(&r.Effect), toBit{&r.leased}, &r.ready)
	}, "SELECT "+effectColumns+", CASE WHEN owner <> '' THEN 1 ELSE 0 END, ready FROM outbox WHERE pool = $1 AND head = 1 AND ready <= $2"+and+
		" ORDER BY ready, no LIMIT $3"+x.desk.d.SkipLock, append([]any{c.pool, c.now, limit}, more...)...)
}

type dest struct {
	id     core.ConnectionID
	first  int64
	leased int
}

// dests are the destinations that have something due and are below their cap,
// the longest due first. It hops from one destination to the next, however
// long the backlog of each is.
func (x *tx) dests(c claim, perDest int) ([]dest, error) {
	found, err := all(x, func(d *dest) []any { return []any{&d.id, &d.first, &d.leased} },
		`WITH RECURSIVE d (dest) AS (
			SELECT min(dest) FROM outbox WHERE pool = $1 AND head = 1
			UNION ALL
			SELECT (SELECT min(o.dest) FROM outbox o WHERE o.pool = $1 AND o.head = 1 AND o.dest > d.dest) FROM d WHERE d.dest IS NOT NULL)
		SELECT d.dest, COALESCE((SELECT min(o.ready) FROM outbox o WHERE o.pool = $1 AND o.head = 1 AND o.dest = d.dest), 0),
			(SELECT count(*) FROM outbox l WHERE l.pool = $1 AND l.dest = d.dest AND l.owner <> '' AND l.ready > $2)
		FROM d WHERE d.dest IS NOT NULL`, c.pool, c.now)
	found = slices.DeleteFunc(found, func(d dest) bool { return d.first > c.now || d.leased >= perDest })
	slices.SortStableFunc(found, func(a, b dest) int { return cmp.Compare(a.first, b.first) })
	return found, err
}

// NextDue is core.Outbox.NextDue. For an effect under a lease it is the end of
// the lease.
func (s *Store) NextDue(ctx context.Context, p core.Pool) (time.Time, error) {
	var ready int64
	err := one(s.read(ctx), []any{&ready}, "SELECT COALESCE(min(ready), 0) FROM outbox WHERE pool = $1 AND head = 1", p)
	return moment(ready), err
}
