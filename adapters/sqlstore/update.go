package sqlstore

import (
	"context"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"

	"github.com/bellhop-chat/bellhop/core"
)

// Update is core.Conversations.Update.
func (s *Store) Update(ctx context.Context, ref core.Ref, fn func(*core.Turn) error) error {
	return s.submit(ctx, &job{talk: ref.ID, do: func(x *tx) error {
		k, err := x.talk(ref)
		if err != nil {
			return fmt.Errorf("conversation %s: %w", ref, err)
		}
		return x.turn(k, fn)
	}})
}

// turn lets fn decide, and stores what it gathered.
func (x *tx) turn(k *talk, fn func(*core.Turn) error) error {
	v := k.v
	v.Attrs = maps.Clone(v.Attrs)
	t := core.NewTurn(k.c, v, turnLog{x: x, k: k})
	if err := decide(fn, t); err != nil {
		return err
	}
	if x.err != nil || t.Empty() {
		return x.err
	}
	if err := x.save(t); err != nil {
		return err
	}
	x.changed = append(x.changed, t.C.ID)
	k.keep(t)
	return nil
}

// decide calls fn; what panics is an error.
func decide(fn func(*core.Turn) error, t *core.Turn) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("an update panicked: %v\n%s", p, debug.Stack())
		}
	}()
	return fn(t)
}

// turnLog is core.Log: the entries that the batch added, then the stored ones.
type turnLog struct {
	x *tx
	k *talk
}

// ByKey is core.Log.ByKey.
func (l turnLog) ByKey(key string) (core.Entry, error) {
	key = clean(key)
	if key == "" {
		return core.Entry{}, core.ErrNotFound
	}
	for _, e := range l.k.added {
		if clean(e.Key) == key {
			return l.BySeq(e.Seq) // later members may have revised it
		}
	}
	// Whatever still waits to be sent is in added, so this need not send it first.
	return l.look(unsent{l.x}, "idem = $2 AND idem <> ''", key)
}

// BySeq is core.Log.BySeq.
func (l turnLog) BySeq(seq int64) (core.Entry, error) {
	return l.look(l.x, "seq = $2", seq)
}

// LastWord is core.Log.LastWord.
func (l turnLog) LastWord(a core.AgentID) (core.Entry, error) {
	return l.look(l.x, "kind = 'agent' AND agent_id = $2 AND deleted = 0 ORDER BY seq DESC LIMIT 1", a)
}

// AgentWords is core.Log.AgentWords.
func (l turnLog) AgentWords(from, upTo int64) ([]core.Entry, error) {
	found, err := all(asker(l.x), scanEntry, "SELECT "+entryColumns+` FROM entries WHERE conversation_id = $1 AND kind = 'agent'
		AND thread_id <> '' AND seq > $2 AND seq <= $3 ORDER BY seq DESC LIMIT 100`, l.k.c.ID, from, upTo)
	slices.Reverse(found)
	return found, err
}

func (l turnLog) look(a asker, where string, arg any) (core.Entry, error) {
	var e core.Entry
	err := one(a, scanEntry(&e), "SELECT "+entryColumns+" FROM entries WHERE conversation_id = $1 AND "+where, l.k.c.ID, arg)
	return e, err
}
