package sqlstore

import "github.com/bellhop-chat/bellhop/core"

const effectColumns = `conversation_id, no, workspace_id, pool, lane, kind, thread_id, dest, seq, ask, timer, notice, due, status,
	attempts, sent, cause, cure, created, slot, grp`

// A new effect is the head of its lane when the lane is empty.
const insertEffect = `INSERT INTO outbox (` + effectColumns + `, ready, owner, head)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $13, '',
	CASE WHEN EXISTS (SELECT 1 FROM outbox p WHERE p.lane = $5 AND p.status <> 'refused') THEN 0 ELSE 1 END)`

func effectArgs(ref core.Ref, e core.Effect) []any {
	notice := ""
	if e.Notice != nil {
		notice = doc(e.Notice)
	}
	return []any{ref.ID, e.No, ref.Workspace, e.Pool, e.Lane, e.Kind, e.Thread, e.Dest, e.Seq, e.Ask, e.Timer, notice,
		stamp(e.Due), e.Status, e.Attempts, stamp(e.Sent), e.Cause, e.Cure, stamp(e.Created), stamp(e.Slot), e.Group}
}

func scanEffect(e *core.Effect) []any {
	return []any{&e.ID, &e.No, &e.Workspace, &e.Pool, &e.Lane, &e.Kind, &e.Thread, &e.Dest, &e.Seq, &e.Ask, &e.Timer, toDoc{&e.Notice},
		toTime{&e.Due}, &e.Status, &e.Attempts, toTime{&e.Sent}, &e.Cause, &e.Cure, toTime{&e.Created}, toTime{&e.Slot}, &e.Group}
}

// promote makes the next of an effect's lane the head, if the effect is the
// head, before the effect itself goes.
func (x *tx) promote(c core.ConversationID, no int64) {
	_ = x.put(`UPDATE outbox SET head = 1 WHERE conversation_id = $1 AND no = (
		SELECT p.no FROM outbox p WHERE p.lane = (SELECT d.lane FROM outbox d WHERE d.conversation_id = $1 AND d.no = $2 AND d.head = 1)
		AND p.status <> 'refused' AND p.no <> $2 ORDER BY p.no LIMIT 1)`, c, no) // x.err holds the error
}

// place is where an effect stands in its lane.
type place struct {
	lane  string
	owner string
	group int64
	head  bool
	first int64 // of the lane, refused ones left out
}

func (x *tx) placeOf(e core.EffectRef) (p place, err error) {
	err = one(x, []any{&p.lane, &p.owner, &p.group, toBit{&p.head}, &p.first}, `SELECT o.lane, o.owner, o.grp, o.head, COALESCE((SELECT p.no FROM outbox p
		WHERE p.lane = o.lane AND p.status <> 'refused' ORDER BY p.no LIMIT 1), 0) FROM outbox o
		WHERE o.conversation_id = $1 AND o.no = $2 AND o.workspace_id = $3`, e.ID, e.No, e.Workspace)
	return p, err
}

// pass hands the head from one effect of a lane to another.
func (x *tx) pass(c core.ConversationID, from, to int64) error {
	return x.put("UPDATE outbox SET head = CASE WHEN no = $3 THEN 1 ELSE 0 END WHERE conversation_id = $1 AND no IN ($2, $3)", c, from, to)
}

// rehead makes the first of a lane that may run its head, and only that one,
// unless one of them is being told. It looks at the whole lane.
func (x *tx) rehead(lane string) error {
	return x.put(`UPDATE outbox SET head = CASE WHEN no = (SELECT min(p.no) FROM outbox p WHERE p.lane = $1 AND p.status <> 'refused')
		THEN 1 ELSE 0 END
		WHERE lane = $1 AND status <> 'refused'
		AND (head = 1 OR no = (SELECT min(p.no) FROM outbox p WHERE p.lane = $1 AND p.status <> 'refused'))
		AND NOT EXISTS (SELECT 1 FROM outbox h WHERE h.lane = $1 AND h.status <> 'refused' AND h.owner <> '')`, lane)
}
