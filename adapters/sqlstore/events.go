package sqlstore

import (
	"context"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

const insertEvent = `INSERT INTO events (workspace_id, connection_id, id, surface, kind, lane, sort, body, received, attempts, status, why, ready, owner)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $9, '')
	ON CONFLICT (workspace_id, connection_id, id) DO NOTHING`

func (s *Store) addEvent(ctx context.Context, e core.RawEvent, status, why string) (added bool, err error) {
	// The platforms' order is stored as bytes: texts compare by the rules of some
	// language on PostgreSQL.
	args := []any{e.Workspace, e.Connection, e.ID, e.Surface, e.Kind, e.Lane, []byte(e.Sort), append([]byte{}, e.Body...),
		stamp(e.Received), e.Attempts, status, why}
	var n int64
	err = s.submit(ctx, &job{key: string(e.Connection) + e.Lane, do: func(x *tx) (err error) {
		n, err = x.exec(insertEvent, args...)
		return err
	}})
	return err == nil && n == 1, err
}

// Receive is core.EventLog.Receive.
func (s *Store) Receive(ctx context.Context, e core.RawEvent) (fresh bool, err error) {
	return s.addEvent(ctx, e, "new", "")
}

// Keep is core.EventLog.Keep. An event that is there already stays as it is.
func (s *Store) Keep(ctx context.Context, e core.RawEvent, why string) error {
	_, err := s.addEvent(ctx, e, "kept", why)
	return err
}

const eventColumns = `e.workspace_id, e.connection_id, e.id, e.surface, e.kind, e.lane, e.sort, e.body, e.received, e.attempts, e.why`

func scanEvent(e *core.RawEvent) []any {
	return []any{&e.Workspace, &e.Connection, &e.ID, &e.Surface, &e.Kind, &e.Lane, &e.Sort, &e.Body, toTime{&e.Received}, &e.Attempts, &e.Why}
}

// unblocked holds for events that no other of their lane must precede: none is
// under a lease at time $1, none comes earlier. Events without a lane are free.
const unblocked = ` AND (e.lane = '' OR NOT EXISTS (SELECT 1 FROM events p WHERE p.status = 'new'
	AND p.workspace_id = e.workspace_id AND p.connection_id = e.connection_id AND p.lane = e.lane AND p.id <> e.id
	AND ((p.owner <> '' AND p.ready > $1) OR (p.sort, p.id) < (e.sort, e.id))))`

// ClaimEvents is core.EventLog.ClaimEvents.
func (s *Store) ClaimEvents(ctx context.Context, owner string, now time.Time, lease time.Duration, limit int) ([]core.RawEvent, error) {
	var out []core.RawEvent
	err := s.submit(ctx, &job{key: "claim events", do: func(x *tx) error {
		found, err := all(x, scanEvent, "SELECT "+eventColumns+" FROM events e WHERE e.status = 'new' AND e.ready <= $1"+unblocked+
			" ORDER BY e.ready, e.received, e.sort, e.id LIMIT $2"+x.desk.d.SkipLock, stamp(now), limit)
		if err != nil {
			return err
		}
		for _, e := range found {
			if err := x.put("UPDATE events SET owner = $1, ready = $2"+thisEvent("$3", "$4", "$5"),
				owner, stamp(now.Add(lease)), e.Workspace, e.Connection, e.ID); err != nil {
				return err
			}
		}
		out = found
		return nil
	}})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func thisEvent(ws, conn, id string) string {
	return " WHERE workspace_id = " + ws + " AND connection_id = " + conn + " AND id = " + id + " AND status = 'new'"
}

// Understood is core.EventLog.Understood. Of what is done only the key stays.
func (s *Store) Understood(ctx context.Context, e core.RawEvent, why string) error {
	return s.submit(ctx, &job{key: string(e.Connection) + e.Lane, do: func(x *tx) error {
		if why != "" {
			return x.put("UPDATE events SET status = 'kept', why = $1, owner = ''"+thisEvent("$2", "$3", "$4"),
				why, e.Workspace, e.Connection, e.ID)
		}
		return x.put("UPDATE events SET status = 'done', body = $1, owner = ''"+thisEvent("$2", "$3", "$4"),
			[]byte{}, e.Workspace, e.Connection, e.ID)
	}})
}

// Postpone is core.EventLog.Postpone.
func (s *Store) Postpone(ctx context.Context, e core.RawEvent, due time.Time) error {
	return s.submit(ctx, &job{key: string(e.Connection) + e.Lane, do: func(x *tx) error {
		return x.put("UPDATE events SET ready = $1, lane = $2, owner = '', attempts = attempts + 1"+thisEvent("$3", "$4", "$5"),
			stamp(due), e.Lane, e.Workspace, e.Connection, e.ID)
	}})
}

// Extend is core.EventLog.Extend.
func (s *Store) Extend(ctx context.Context, owner string, e core.RawEvent, until time.Time) error {
	return s.submit(ctx, &job{key: string(e.Connection) + e.Lane, do: func(x *tx) error {
		return x.put("UPDATE events SET ready = $1"+thisEvent("$2", "$3", "$4")+" AND owner = $5",
			stamp(until), e.Workspace, e.Connection, e.ID, owner)
	}})
}

// NextEvent is core.EventLog.NextEvent. For an event under a lease it is the
// end of the lease.
func (s *Store) NextEvent(ctx context.Context) (time.Time, error) {
	found, err := all(s.read(ctx), func(n *int64) []any { return []any{n} },
		`SELECT e.ready FROM events e WHERE e.status = 'new' AND (e.lane = '' OR NOT EXISTS (SELECT 1 FROM events p WHERE p.status = 'new'
		AND p.workspace_id = e.workspace_id AND p.connection_id = e.connection_id AND p.lane = e.lane AND p.id <> e.id
		AND ((p.owner <> '' AND e.owner = '') OR (p.sort, p.id) < (e.sort, e.id) AND e.owner = ''))) ORDER BY e.ready LIMIT 1`)
	if err != nil || len(found) == 0 {
		return time.Time{}, err
	}
	return moment(found[0]), nil
}

// Kept is core.EventLog.Kept.
func (s *Store) Kept(ctx context.Context, limit int) ([]core.RawEvent, error) {
	return all(s.read(ctx), scanEvent, "SELECT "+eventColumns+" FROM events e WHERE e.status = 'kept' ORDER BY e.received DESC, e.id LIMIT $1", limit)
}

// ForgetEvents is core.EventLog.ForgetEvents.
func (s *Store) ForgetEvents(ctx context.Context, before time.Time) (n int64, err error) {
	err = s.submit(ctx, &job{key: "forget events", do: func(x *tx) (err error) {
		n, err = x.exec("DELETE FROM events WHERE status = 'done' AND received < $1", stamp(before))
		return err
	}})
	return n, err
}
