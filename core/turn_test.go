package core

import (
	"testing"
	"time"
)

// noon is when the tests of this package happen.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

const wait = 15 * time.Minute

// memory is a conversation whose turns are kept the way a store keeps them: it
// is the log that the next turn reads.
type memory struct {
	t       *testing.T
	c       Conversation
	v       Visitor
	log     []Entry
	effects map[int64]Effect
	leads   map[int]Lead
	asks    map[int]Ask
	files   map[FileID]StoredFile
	dropped []FileID
}

func newMemory(t *testing.T) *memory {
	return &memory{t: t, c: Conversation{Ref: Ref{Workspace: "w", ID: "c"}, State: StateBot, NextEffect: 1},
		effects: map[int64]Effect{}, leads: map[int]Lead{}, asks: map[int]Ask{}, files: map[FileID]StoredFile{}}
}

func (m *memory) ByKey(key string) (Entry, error) {
	for _, e := range m.log {
		if e.Key == key {
			return e, nil
		}
	}
	return Entry{}, ErrNotFound
}

func (m *memory) BySeq(seq int64) (Entry, error) {
	if seq < 1 || seq > int64(len(m.log)) {
		return Entry{}, ErrNotFound
	}
	return m.log[seq-1], nil
}

func (m *memory) LastWord(a AgentID) (Entry, error) {
	for i := len(m.log) - 1; i >= 0; i-- {
		if e := m.log[i]; e.Kind == KindAgent && e.Agent == a && e.Deleted.IsZero() {
			return e, nil
		}
	}
	return Entry{}, ErrNotFound
}

func (m *memory) AgentWords(from, upTo int64) (out []Entry, err error) {
	for _, e := range m.log {
		if e.Kind == KindAgent && e.Thread != "" && e.Seq > from && e.Seq <= upTo {
			out = append(out, e)
		}
	}
	return out, nil
}

func (m *memory) File(id FileID) (StoredFile, error) {
	f, ok := m.files[id]
	if !ok {
		return f, ErrNotFound
	}
	return f, nil
}

func (m *memory) WithFiles(upTo int64) (out []int64, err error) {
	for _, f := range m.files {
		if f.Seq > 0 && f.Seq <= upTo && f.Gone.IsZero() {
			out = append(out, f.Seq)
		}
	}
	return out, nil
}

// take takes a turn and keeps what it gathered.
func (m *memory) take(fn func(*Turn) error) error {
	m.t.Helper()
	turn := NewTurn(m.c, m.v, m)
	if err := fn(turn); err != nil {
		return err
	}
	ch := turn.Changes()
	for _, e := range ch.Entries {
		if e.Seq != int64(len(m.log))+1 {
			m.t.Fatalf("entry %d after %d", e.Seq, len(m.log))
		}
		m.log = append(m.log, e)
	}
	for _, r := range ch.Revisions {
		e := &m.log[r.Seq-1]
		e.Rev, e.Text, e.Files, e.Edited, e.Deleted = r.Rev, r.Text, r.Files, r.Edited, r.Deleted
	}
	for _, e := range m.effects {
		for _, name := range ch.Timers {
			if e.Kind == EffectTimer && e.Timer == name {
				delete(m.effects, e.No)
			}
		}
	}
	for _, e := range ch.Effects {
		m.effects[e.No] = e
	}
	for _, no := range ch.Done {
		delete(m.effects, no)
	}
	for _, l := range ch.Leads {
		m.leads[l.Ask] = l
	}
	for _, a := range ch.Asks {
		m.asks[a.No] = a
	}
	for _, n := range ch.Named {
		f := m.files[n.ID]
		f.Seq = n.Seq
		m.files[n.ID] = f
	}
	m.dropped = append(m.dropped, ch.Dropped...)
	m.c, m.v = turn.C, turn.Visitor
	return nil
}

func (m *memory) must(fn func(*Turn) error) {
	m.t.Helper()
	if err := m.take(fn); err != nil {
		m.t.Fatal(err)
	}
}

// timer is the pending timer with a name.
func (m *memory) timer(name Timer) (Effect, bool) {
	for _, e := range m.effects {
		if e.Kind == EffectTimer && e.Timer == name {
			return e, true
		}
	}
	return Effect{}, false
}

// rung asks for a person and lets one thread's card be accepted.
func (m *memory) rung() {
	m.t.Helper()
	m.must(func(t *Turn) error { return t.AskHelp(noon, wait) })
	m.must(func(t *Turn) error {
		return t.Ring(noon, t.C.Ask.No, []Target{{Connection: "slack", Surface: Slack, Channel: "C1", NewID: "t1"}}, true)
	})
	for _, e := range m.effects {
		if e.Kind == EffectCard {
			m.must(func(t *Turn) error {
				t.Accepted(noon, e, []Receipt{{Remote: "1.1"}}, t.C.CardRev)
				return nil
			})
			return
		}
	}
	m.t.Fatal("no card was sent")
}

var anna = By{Agent: "anna", Name: "Anna", Remote: "U1", Where: Slack, Thread: "t1"}
var ben = By{Agent: "ben", Name: "Ben", Remote: "U2", Where: Slack, Thread: "t1"}

func (m *memory) kinds(kind EffectKind) (n int) {
	for _, e := range m.effects {
		if e.Kind == kind {
			n++
		}
	}
	return n
}
