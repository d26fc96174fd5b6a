package sqlstore

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// Settle is core.Outbox.Settle.
func (s *Store) Settle(ctx context.Context, e core.Effect, r core.Result) error {
	return s.submit(ctx, &job{talk: e.ID, do: func(x *tx) error {
		err := x.settle(e, r)
		if errors.Is(err, core.ErrNotFound) {
			return nil
		}
		return err
	}})
}

func (x *tx) settle(e core.Effect, r core.Result) error {
	at, err := x.placeOf(e.EffectRef)
	if err != nil {
		return err
	}
	for _, rc := range r.Receipts {
		if rc.Effect == 0 {
			rc.Effect = e.No
		}
		if err := x.put(insertReceipt, receiptArgs(e.Ref, rc)...); err != nil {
			return err
		}
	}
	if e.Owner != "" && at.owner != e.Owner {
		return nil // the lease ran out: whoever has it now finds the receipts
	}
	if err := x.settleShared(e, at, r); err != nil {
		return err
	}
	if r.Status == "" || r.Status == core.StatusDead {
		x.promote(e.ID, e.No)
	}
	if r.Status == "" {
		return x.put("DELETE FROM outbox WHERE conversation_id = $1 AND no = $2", e.ID, e.No)
	}
	// A timer keeps the deadline it was set for: it is compared when it fires.
	if err := x.put(`UPDATE outbox SET status = $1, due = CASE WHEN timer = '' THEN $2 ELSE due END, ready = $2,
		attempts = $3, cause = $4, cure = $5, slot = $8, owner = '', head = CASE WHEN $1 = 'refused' THEN 0 ELSE head END
		WHERE conversation_id = $6 AND no = $7`,
		r.Status, stamp(r.Due), r.Attempts, r.Cause, r.Cure, e.ID, e.No, stamp(r.Slot)); err != nil {
		return err
	}
	if r.Status != core.StatusDead && at.head && at.first != e.No {
		return x.pass(e.ID, e.No, at.first) // an earlier one was called back meanwhile
	}
	return nil
}

// Echo is core.Outbox.Echo.
func (s *Store) Echo(ctx context.Context, ws core.WorkspaceID, key, thread string, r core.Receipt) error {
	id, no, ok := parseKey(key)
	if !ok {
		return nil
	}
	e := core.EffectRef{Ref: core.Ref{Workspace: ws, ID: id}, No: no}
	return s.submit(ctx, &job{talk: id, do: func(x *tx) error {
		var told core.Receipt
		err := one(x, []any{&told.Thread, &told.Seq, &told.Kind, &told.Group}, `SELECT o.thread_id, o.seq, o.kind, o.grp FROM outbox o
			LEFT JOIN threads t ON t.id = o.thread_id WHERE o.conversation_id = $1 AND o.no = $2 AND o.workspace_id = $3
			AND (o.kind IN ('card', 'lead') OR t.remote = $4)`, id, no, ws, thread)
		if errors.Is(err, core.ErrNotFound) {
			return nil // told and settled
		}
		if err != nil {
			return err
		}
		told.Effect, told.Part, told.Remote = no, r.Part, r.Remote
		if n, err := x.exec(insertReceipt, receiptArgs(e.Ref, told)...); err != nil || n == 0 {
			return err // known before: the doubt is about a later part
		}
		return x.put(`UPDATE outbox SET status = 'pending', due = sent, ready = sent
			WHERE conversation_id = $1 AND no = $2 AND status = 'unknown' AND owner = ''`, id, no)
	}})
}

// parseKey undoes core.EffectRef.Key.
func parseKey(key string) (core.ConversationID, int64, bool) {
	i := strings.LastIndexByte(key, '.')
	if i < 0 {
		return "", 0, false
	}
	no, err := strconv.ParseInt(key[i+1:], 10, 64)
	return core.ConversationID(key[:i]), no, err == nil
}
