package core

import "time"

// Log reads a conversation's log inside the transaction of its turn. It must
// answer what earlier members of the batch stored.
type Log interface {
	// ByKey finds the entry with an idempotency key, ErrNotFound if none.
	ByKey(key string) (Entry, error)
	// BySeq finds an entry by its number, ErrNotFound if none.
	BySeq(seq int64) (Entry, error)
	// LastWord finds the last word of an agent that is not deleted,
	// ErrNotFound if none.
	LastWord(a AgentID) (Entry, error)
	// AgentWords finds the agents' words with from < Seq <= upTo that were
	// written in a thread, in the order of Seq, at most 100, the latest.
	AgentWords(from, upTo int64) ([]Entry, error)
	// File finds a file of the conversation, ErrNotFound if none.
	File(id FileID) (StoredFile, error)
	// WithFiles answers the numbers of the entries with Seq <= upTo that have
	// files which are kept, in order.
	WithFiles(upTo int64) ([]int64, error)
}

// Turn is one go at a conversation: what it is, and what is to be stored when
// the turn is taken. Its methods are the named transitions; nothing else
// changes a conversation. They do no I/O but reading the log.
type Turn struct {
	C       Conversation // as it will be; read it, change it by methods
	Visitor Visitor      // as it will be; likewise
	changes Changes
	log     Log
	touched map[string]bool
}

// Changes is what a turn gathered, for the store.
type Changes struct {
	Entries   []Entry    // to append, numbered
	Revisions []Revision // to write to earlier rows
	Asks      []Ask      // to insert or replace, by number
	Leads     []Lead     // to insert or replace, by ask
	Threads   []Thread   // to insert or replace, by id
	Lost      []Thread   // as they were: still found by Remote, what was told in them is forgotten
	Receipts  []Receipt  // to insert
	Effects   []Effect   // to insert
	Done      []int64    // effects to delete
	Timers    []Timer    // pending timers of this conversation to delete, by name
	Visitor   bool       // the visitor's row changed
	Named     []NamedFile
	Dropped   []FileID   // files that are withdrawn: their bytes are to be deleted
	Consumed  []RawEvent // events that this turn acted on: understood in the same transaction
}

// NewTurn is called by stores.
func NewTurn(c Conversation, v Visitor, log Log) *Turn {
	c.Threads = append([]Thread(nil), c.Threads...)
	return &Turn{C: c, Visitor: v, log: log, touched: map[string]bool{}}
}

// Changes is what must be stored together with C and, if it changed, Visitor.
func (t *Turn) Changes() Changes { return t.changes }

// Empty tells that nothing is to be stored.
func (t *Turn) Empty() bool { return len(t.touched) == 0 }

// Seen tells whether an entry with this key is in the log already, also when it
// was added earlier in this turn.
func (t *Turn) Seen(key string) (int64, bool) {
	if key == "" {
		return 0, false
	}
	for _, e := range t.changes.Entries {
		if e.Key == key {
			return e.Seq, true
		}
	}
	e, err := t.log.ByKey(key)
	if err != nil {
		return 0, false
	}
	return e.Seq, true
}

func (t *Turn) touch(what string) { t.touched[what] = true }

// append numbers an entry and adds it to the log.
func (t *Turn) append(now time.Time, e Entry) Entry {
	t.C.LastSeq++
	e.Seq, e.Rev, e.At, e.Ask = t.C.LastSeq, t.C.LastSeq, now, t.C.Ask.No
	if e.Where == "" {
		e.Where = Widget
	}
	t.C.Updated = now
	t.changes.Entries = append(t.changes.Entries, e)
	t.names(e)
	t.touch("log")
	return e
}

// effect numbers an effect and adds it to the outbox.
func (t *Turn) effect(now time.Time, e Effect) {
	if t.C.NextEffect == 0 {
		t.C.NextEffect = 1
	}
	e.EffectRef = EffectRef{Ref: t.C.Ref, No: t.C.NextEffect}
	t.C.NextEffect++
	e.Status, e.Created = Pending, now
	if e.Due.IsZero() {
		e.Due = now
	}
	switch {
	case e.Kind == EffectMark:
		e.Lane = t.C.lane("marks", string(e.Thread))
	case e.Thread != "":
		e.Lane = t.C.lane("thread", string(e.Thread))
	case e.Kind == EffectTimer:
		e.Lane = t.C.lane("timer", e.Key())
	default:
		e.Lane = t.C.lane(string(e.Kind))
	}
	t.changes.Effects = append(t.changes.Effects, e)
	t.touch("outbox")
}

// toThread adds an effect to one thread's lane, about the current ask unless it
// names another.
func (t *Turn) toThread(now time.Time, th Thread, e Effect) {
	if e.Thread, e.Dest = th.ID, th.Connection; e.Pool == "" {
		e.Pool = PoolPosts
	}
	if e.Ask == 0 {
		e.Ask = t.C.Ask.No
	}
	t.effect(now, e)
}

// mirror tells an entry to every thread but the one it came from.
func (t *Turn) mirror(now time.Time, e Entry) {
	for _, th := range t.C.Threads {
		if th.ID != e.Thread {
			t.toThread(now, th, Effect{Pool: poolOf(e), Kind: EffectWord, Seq: e.Seq})
		}
	}
}

// refreshCards tells every thread's card how things stand.
func (t *Turn) refreshCards(now time.Time) {
	t.C.CardRev = max(t.C.CardRev+1, t.C.LastSeq)
	t.touch("conversation")
	for _, th := range t.C.Threads {
		t.toThread(now, th, Effect{Kind: EffectCard})
	}
}

// notice tells one thread something of our own.
func (t *Turn) notice(now time.Time, th ThreadID, n Notice) {
	if thread, ok := t.C.ThreadByID(th); ok {
		t.toThread(now, thread, Effect{Kind: EffectNotice, Notice: &n})
	}
}

// timer sets a deadline.
func (t *Turn) timer(now time.Time, name Timer, ask int, due time.Time) {
	t.effect(now, Effect{Pool: PoolTimers, Kind: EffectTimer, Timer: name, Ask: ask, Due: due})
}

// Done ends an effect in the same transaction.
func (t *Turn) Done(no int64) {
	t.changes.Done = append(t.changes.Done, no)
	t.touch("outbox")
}

// Consume ends a platform's event in the same transaction, so that it is acted
// on once.
func (t *Turn) Consume(e RawEvent) {
	e.Body = nil
	t.changes.Consumed = append(t.changes.Consumed, e)
	t.touch("event")
}

// step moves the state machine.
func (t *Turn) step(e Event, f Facts) (from State, err error) {
	from = t.C.State
	to, err := Next(from, e, f)
	if err != nil {
		return from, err
	}
	t.C.State = to
	if from != to {
		t.touch("state")
	}
	return from, nil
}

// facts are the facts as they stand, for an event that reopens nothing.
func (t *Turn) facts() Facts {
	return Facts{
		Answered:    !t.C.Ask.IsOpen(),
		HeldByClose: t.C.State == StateClosed && t.C.ClosedBy == ByAgent,
	}
}

// saveAsk stores the ask as it stands now, once per turn.
func (t *Turn) saveAsk() {
	for i := range t.changes.Asks {
		if t.changes.Asks[i].No == t.C.Ask.No {
			t.changes.Asks[i] = t.C.Ask
			return
		}
	}
	t.changes.Asks = append(t.changes.Asks, t.C.Ask)
	t.touch("ask")
}

// The times after which a conversation counts as idle, by state.
const (
	IdleBot    = 30 * time.Minute
	IdleActive = 12 * time.Hour
	IdleMissed = 24 * time.Hour
	// RingWithin is how long a ring may take until a card is accepted.
	RingWithin = 20 * time.Second
)

// rest moves the idle deadline: somebody said something, or the state changed.
// One timer is in the outbox at most; it looks at the deadline when it fires.
func (t *Turn) rest(now time.Time) {
	t.C.Updated = now
	t.touch("conversation")
	d := map[State]time.Duration{StateBot: IdleBot, StateActive: IdleActive, StateMissed: IdleMissed}[t.C.State]
	if d == 0 {
		t.C.IdleAt = time.Time{}
		return
	}
	t.C.IdleAt = now.Add(d)
	if !t.C.IdleArmed {
		t.C.IdleArmed = true
		t.timer(now, TimerIdle, 0, t.C.IdleAt)
	}
}
