package core

import (
	"strconv"
	"time"
)

// Pool is a group of workers; a slow one delays no other.
type Pool string

// The pools.
const (
	PoolPosts  Pool = "posts"  // sends to platforms
	PoolFiles  Pool = "files"  // sends to platforms that carry files: they take longer
	PoolRings  Pool = "rings"  // deciding whom to ring
	PoolBot    Pool = "bot"    // answers of the bot
	PoolTimers Pool = "timers" // deadlines; never waits for I/O
)

// Pools lists them all.
func Pools() []Pool { return []Pool{PoolPosts, PoolFiles, PoolRings, PoolBot, PoolTimers} }

// EffectKind says what is to be done.
type EffectKind string

// The kinds of effects.
const (
	EffectRing    EffectKind = "ring"    // decide whom to ring for Ask
	EffectAnswer  EffectKind = "answer"  // let the bot answer entry Seq
	EffectTimer   EffectKind = "timer"   // Timer is due
	EffectCard    EffectKind = "card"    // post or refresh the thread's card
	EffectHistory EffectKind = "history" // tell the thread what was said up to Seq, in two posts at most
	EffectAll     EffectKind = "all"     // tell the thread everything up to Seq, however long
	EffectWord    EffectKind = "word"    // tell the thread entry Seq
	EffectFiles   EffectKind = "files"   // give the thread the files of entry Seq, which it was told in a history
	EffectRevise  EffectKind = "revise"  // entry Seq was edited or deleted: tell the thread that has it
	EffectMark    EffectKind = "mark"    // mark the agent's own message of entry Seq
	EffectNotice  EffectKind = "notice"  // tell the thread, or one person in it, Notice
	EffectLead    EffectKind = "lead"    // post or refresh the lead card of Ask
)

// Timer is the name of a deadline.
type Timer string

// The timers.
const (
	TimerRing Timer = "ring" // no card was accepted
	TimerWait Timer = "wait" // no human word came
	TimerIdle Timer = "idle" // nobody said anything
)

// Status is where an effect stands.
type Status string

// The statuses. What is done is gone from the outbox; its receipts stay.
const (
	Pending     Status = "pending"
	StatusHeld  Status = "held"    // waits for a repair, and its lane with it; looked at again now and then
	StatusMaybe Status = "unknown" // may have been accepted; looked for before it is sent again
	StatusDead  Status = "refused" // will not be sent unless the operator says so; its lane goes on
)

// Effect is an entry of the outbox: what must be told, written in the same
// transaction as what happened.
type Effect struct {
	EffectRef
	Pool   Pool
	Lane   string // effects of a lane run one at a time, in order of No
	Kind   EffectKind
	Thread ThreadID
	Dest   ConnectionID // for caps and for the operator; empty for our own work
	Seq    int64
	Ask    int
	Timer  Timer
	Notice *Notice
	Due    time.Time // not before
	Slot   time.Time // the pass it was given through its platform's gates, zero for none; see Paces
	Group  int64     // EffectWord: the effect that it shares a post with, itself included; its own No: a post of its own for good

	Owner    string // who claimed it; what they settle after their lease went to another counts no more
	Status   Status
	Attempts int       // finished tries that failed for no classified reason
	Sent     time.Time // when the last send began, for looking an unknown one up
	Cause    string
	Cure     string
	Created  time.Time
}

// Key is stable over all attempts; platforms that can are given it to
// recognise a second try.
func (e EffectRef) Key() string {
	return string(e.ID) + "." + strconv.FormatInt(e.No, 10)
}

// Receipt says what an effect became on the platform. A long text is several
// parts, numbered from 0.
type Receipt struct {
	Thread ThreadID
	Seq    int64 // the entry told, 0 for cards and notices; EffectHistory: up to which number it showed all changes
	Effect int64 // the effect that told it
	Kind   EffectKind
	Part   int
	Group  int64  // the effect whose post tells this entry and others; 0 for a post of its own
	Remote string // the platform's id of the message; EffectRevise: empty for a part that was taken away; EffectMark: the mark
}

// Result is how a try ended, as the relay tells the store. Status empty means
// done: the effect is deleted and the receipts kept. Otherwise it is due again
// at Due with Status. What ends an effect, done or refused, ends those that
// share its post.
type Result struct {
	Status   Status
	Due      time.Time
	Slot     time.Time // the pass it holds until then, zero for none
	Apart    bool      // those that were to share its post have posts of their own from now on
	Attempts int
	Cause    string
	Cure     string
	Receipts []Receipt
}

// Button is something an agent can press under a notice.
type Button struct {
	Action Action `json:"action"`
	Label  string `json:"label"`
	Value  string `json:"value"`
	Strong bool   `json:"strong,omitempty"`
}

// Notice is a word of Bellhop's own to a thread, or, when To is set, to one
// person only.
type Notice struct {
	To      string   `json:"to,omitempty"` // the platform's user id
	Text    string   `json:"text"`         // Markdown
	Buttons []Button `json:"buttons,omitempty"`
}

// Standing is what an entry is in a thread, as receipts tell: the platform's id
// of each part that stands there, by number. A part that was taken away is not
// among them. word tells that it was told as a word, and not only by revisions,
// for then it stands in a history as well.
func Standing(told []Receipt) (parts map[int]string, word bool) {
	parts = map[int]string{}
	for _, r := range told {
		word = word || r.Kind == EffectWord
		if parts[r.Part] = r.Remote; r.Remote == "" {
			delete(parts, r.Part)
		}
	}
	return parts, word
}
