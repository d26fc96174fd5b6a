package core

import (
	"context"
	"io"
	"time"
)

// Platform carries deliveries to one kind of surface and says what its events
// mean. Implementations never retry, never sleep and keep nothing that must
// survive a restart; platformtest holds what they promise.
type Platform interface {
	// Surface says which kind it is.
	Surface() Surface

	// Deliver sends what d says. It is called by one worker at a time for one
	// lane, with a deadline in ctx, and may be called again with the same
	// d.Key after an error; d.Done holds the parts that were accepted before
	// and must not be sent again. It answers the receipts of the parts that
	// were accepted in this call, also together with an error. Errors are
	// *SendError, or anything else for what it cannot classify.
	Deliver(ctx context.Context, c Connection, d Delivery) ([]Receipt, error)

	// Find looks for parts of d that an earlier Deliver may have left on the
	// platform, by our own key and never by equal text. No receipts and a nil
	// error mean: it is not there, send it.
	Find(ctx context.Context, c Connection, d Delivery) ([]Receipt, error)

	// Interpret says what a stored event means: nothing, one or several
	// happenings. It may ask the platform (who is this user?) and is called
	// again after an error. An event it cannot read answers an error that
	// wraps ErrUnreadable; the event is then kept for the operator.
	Interpret(ctx context.Context, c Connection, e RawEvent) ([]Happening, error)

	// Introduce learns who we are on the platform: Remote, Name, Bot, BotID
	// and App of the connection. A dead token is a *SendError that is Held.
	Introduce(ctx context.Context, c Connection) (Connection, error)

	// Picture fetches a picture of a person, at most max bytes.
	Picture(ctx context.Context, c Connection, address string, max int64) (data []byte, err error)
}

// Delivery is one thing to tell a thread, with all that rendering it takes.
// Entries are rendered when they are sent, from the conversation as it is then.
type Delivery struct {
	Key     string // stable over attempts
	Kind    EffectKind
	Thread  Thread       // where; Remote is empty until its card was accepted
	Talk    Conversation // as it is now
	Site    Site
	Visitor Visitor
	Entries []Entry   // EffectHistory, EffectAll: the words so far; EffectWord: the one, or those that share a post; EffectFiles: the one; EffectRevise: the same as they are now; EffectCard, EffectLead: the words so far
	Lead    *Lead     // EffectLead
	Notice  *Notice   // EffectNotice
	Told    []Receipt // EffectRevise: what the entry became in this thread, see Standing; EffectMark: the marks it was given
	Mark    Mark      // EffectMark: what the agent's message, Entries[0], is to be marked with
	Stub    bool      // EffectWord: the platform refused the word; say only that one message could not be shown
	Again   bool      // EffectCard: the visitor asks again in a thread that exists
	Group   int64     // of the receipts, for words that share a post
	Done    []Receipt // parts accepted before
	Most    int       // so many new posts in this call, and then Retry; 0 is no limit
	Now     time.Time

	// Open opens the bytes of a file of Entries, from their beginning; ErrNotFound
	// when they are kept no more. nil where nobody keeps any.
	Open func(ctx context.Context, id FileID) (io.ReadSeekCloser, error)

	Unchecked time.Time // EffectCard: replies since then may be unread; zero when they are not
}

// RawEvent is a platform's event as it came in, stored before it is
// acknowledged.
type RawEvent struct {
	ID         string // unique per connection; a redelivery has the same
	Workspace  WorkspaceID
	Connection ConnectionID
	Surface    Surface
	Kind       string // the door and the platform's own type: "event/message", "action/block_actions"
	Lane       string // events of a lane are read one at a time, in order of Sort
	Sort       string // the platform's own order within the lane
	Body       []byte
	Received   time.Time
	Attempts   int
	Why        string // for kept events: what was wrong
}

// HappeningKind says what happened on a platform.
type HappeningKind string

// The kinds of happenings.
const (
	Said    HappeningKind = "said"    // somebody of the team wrote in a thread
	Edited  HappeningKind = "edited"  // somebody of the team changed the text of a message
	Removed HappeningKind = "removed" // somebody of the team deleted a message
	Pressed HappeningKind = "pressed" // somebody of the team pressed a button
	Echoed  HappeningKind = "echoed"  // our own post was seen: a receipt for what is in doubt
)

// Action is what a button or a typed word asks for.
type Action string

// The actions.
const (
	ActClaim   Action = "claim"
	ActClose   Action = "close"
	ActBot     Action = "bot"
	ActWho     Action = "who"
	ActRetract Action = "retract" // Value: the platform's id of the message, empty for their last word
	ActBlock   Action = "block"
	ActShowAll Action = "show_all" // tell the whole conversation in the thread
	ActSend    Action = "send"     // send a draft after all (Value: its number), reopening if need be
	ActNote    Action = "note"     // keep a draft as a note (Value: its number)
)

// Happening is what an event means. Adapters only report people who may cross:
// no bots, no guests, not ourselves (but for Echoed). By may be empty for
// Removed, where the platform does not say whose message it was.
type Happening struct {
	Kind    HappeningKind
	Channel string
	Thread  string  // the platform's id of the thread
	Remote  string  // the platform's id of the message
	By      Profile // who
	Text    string  // Markdown
	Files   []File  // with their Origin; Edited: those it still has
	Action  Action
	Value   string
	Changed bool      // Said: it was edited before we first heard of it; what it began as, perhaps a note, nobody knows
	At      time.Time // Edited: the platform's time of the edit
	Key     string    // Echoed: the key of our delivery
	Part    int       // Echoed: which part
}

// Receiver takes events in. Adapters' doors call it.
type Receiver interface {
	// Receive stores the event. When it answers nil the event is safe and may
	// be acknowledged; a redelivery is no error. It gives up with ctx.
	Receive(ctx context.Context, e RawEvent) error
	// Keep stores an event nobody can read, for the operator.
	Keep(ctx context.Context, e RawEvent, why string) error
	// ConnectionFor finds the connection of a platform's workspace or server
	// by the platform's id of it; ErrNotFound when we are not installed there.
	ConnectionFor(ctx context.Context, s Surface, remote string) (Connection, error)
	// Missed tells that events of a surface may have been lost until now. It
	// does not block.
	Missed(s Surface)
}

// Commander answers what somebody typed after "/bellhop". It answers in
// Markdown, for the one who typed it, within 2 seconds.
type Commander interface {
	Command(ctx context.Context, c Connection, by Profile, channel, text string) (string, error)
}
