package sqlstore

import (
	"context"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// Reserve is core.Paces.Reserve. The gates' rows are locked, so that several
// processes share one pace.
func (s *Store) Reserve(ctx context.Context, p core.Pass, now time.Time) (at time.Time, given bool, err error) {
	if len(p.Gates) == 0 {
		return now, true, nil
	}
	err = s.submit(ctx, &job{key: "pace " + string(p.Connection), do: func(x *tx) error {
		gates, err := x.gates(p.Workspace, p.Connection, p.Gates)
		if err != nil {
			return err
		}
		if good(gates, stamp(p.Held), stamp(now)) {
			at, given = p.Held, true
			return nil
		}
		var ms int64
		ms, given = reserve(gates, stamp(now), p.Behind)
		at = moment(ms)
		return x.paced(p.Workspace, p.Connection, gates)
	}})
	return at, given, err
}

// Shut is core.Paces.Shut.
func (s *Store) Shut(ctx context.Context, ws core.WorkspaceID, c core.ConnectionID, g core.Gate, now, until time.Time) (at time.Time, err error) {
	err = s.submit(ctx, &job{key: "pace " + string(c), do: func(x *tx) error {
		gates, err := x.gates(ws, c, []core.Gate{g})
		if err != nil {
			return err
		}
		at = moment(gates[0].close(stamp(now), stamp(until)))
		return x.paced(ws, c, gates)
	}})
	return at, err
}

// gates reads what is remembered of gates, in their order, and locks it.
func (x *tx) gates(ws core.WorkspaceID, c core.ConnectionID, gs []core.Gate) ([]*gate, error) {
	keys := make([]string, len(gs))
	for i, g := range gs {
		keys[i] = g.Key
	}
	in, arg := x.desk.d.List(keys)
	read := func() ([]gate, error) {
		return all(x, (*gate).scan, "SELECT gate, free, shut, behind, lent FROM paces WHERE gate "+in+
			" AND workspace_id = $2 AND connection_id = $3 ORDER BY gate"+x.desk.d.Lock, arg, ws, c)
	}
	rows, err := read()
	if err == nil && len(rows) < len(gs) {
		for _, key := range keys {
			if err := x.put(`INSERT INTO paces (workspace_id, connection_id, gate, free, shut, behind, lent) VALUES ($1, $2, $3, 0, 0, 0, 0)
				ON CONFLICT DO NOTHING`, ws, c, key); err != nil {
				return nil, err
			}
		}
		rows, err = read()
	}
	if err != nil {
		return nil, err
	}
	known := map[string]*gate{}
	for i := range rows {
		known[rows[i].Key] = &rows[i]
	}
	out := make([]*gate, len(gs))
	for i, g := range gs {
		out[i] = known[g.Key]
		out[i].Gate = g
	}
	return out, nil
}

// paced remembers gates.
func (x *tx) paced(ws core.WorkspaceID, c core.ConnectionID, gates []*gate) error {
	for _, g := range gates {
		if err := x.put(`UPDATE paces SET free = $1, shut = $2, behind = $3, lent = $4
			WHERE workspace_id = $5 AND connection_id = $6 AND gate = $7`, g.free, g.shut, g.behind, g.lent, ws, c, g.Key); err != nil {
			return err
		}
	}
	return nil
}

// Shuts is core.Paces.Shuts.
func (s *Store) Shuts(ctx context.Context, now time.Time) ([]core.Shut, error) {
	type row struct {
		core.Shut
		free, shut int64
	}
	rows, err := all(s.read(ctx), func(r *row) []any {
		return []any{&r.Workspace, &r.Connection, &r.Gate, &r.free, &r.shut}
	}, `SELECT workspace_id, connection_id, gate, free, shut FROM paces WHERE free > $1
		ORDER BY workspace_id, connection_id, gate`, stamp(now))
	out := make([]core.Shut, len(rows))
	for i, r := range rows {
		out[i] = r.Shut
		out[i].Until, out[i].Asked = moment(r.free), r.shut > stamp(now)
	}
	return out, err
}
