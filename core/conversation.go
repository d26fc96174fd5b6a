package core

import "time"

// Outcome is how an ask ended.
type Outcome string

// The outcomes. An ask ends once.
const (
	Open      Outcome = ""
	Answered  Outcome = "answered"  // the first human word
	Missed    Outcome = "missed"    // nobody came
	Dismissed Outcome = "dismissed" // an agent closed or handed it back unanswered
)

// Ask is one request for a person.
type Ask struct {
	No        int       // from 1 within its conversation; 0 means there was none
	Opened    time.Time // when it was asked
	RingBy    time.Time // without an accepted card by then the ring has failed
	Deadline  time.Time // without a human word by then it is missed
	Rung      time.Time // the first accepted card, zero before
	Joined    time.Time // the first claim, zero before; a claim stops no clock
	FirstWord time.Time // the first human word, zero before
	Ended     time.Time // zero while open
	Outcome   Outcome
	Why       string // for missed: "wait", "ring_failed", "visitor_left", WhyLimit
}

// IsOpen tells whether somebody is still waited for.
func (a Ask) IsOpen() bool { return a.No > 0 && a.Outcome == Open }

// Closer is who ended a conversation.
type Closer string

// Who can close.
const (
	ByVisitor Closer = "visitor"
	ByAgent   Closer = "agent"
	ByIdle    Closer = "idle"
)

// Conversation is everything about one talk but its log.
type Conversation struct {
	Ref
	Site    SiteID
	Visitor VisitorID

	State   State
	LastSeq int64 // the number of the last entry, 0 for an empty log
	Ask     Ask   // the latest ask

	Owner     AgentID   // who has it, empty for nobody
	OwnerName string    // their display name
	OwnedAt   time.Time // since when
	LastAgent AgentID   // who of the team spoke last

	ClosedBy Closer    // for StateClosed
	ClosedAt time.Time // for StateClosed

	IdleAt    time.Time // when it counts as idle, zero while waiting
	IdleArmed bool      // an idle timer is in the outbox

	NextEffect int64     // the number the next effect gets, from 1
	Got        int64     // the last number an open widget has got
	Read       int64     // the last number the visitor has seen
	HereAt     time.Time // when a widget was opened last
	GoneAt     time.Time // since when none is open; zero while one is, or never was
	CardRev    int64     // grows with every change of what cards show
	Created    time.Time
	Updated    time.Time

	Threads []Thread // one per surface and channel it was rung on
}

// Thread is one conversation on one surface.
type Thread struct {
	ID         ThreadID
	Connection ConnectionID
	Surface    Surface
	Channel    string // the platform's id of the channel
	Remote     string // the platform's id of the thread (Slack: ts of the card); empty until accepted
	Lost       string // the platform's id of the thread before, whose card was deleted; empty once all is told again
	Lead       string // the platform's id of the lead card, empty before
	LeadAsk    int    // the ask that card is about
	CardRev    int64  // the CardRev that its card shows
	Created    time.Time
}

// ThreadByID finds one of the conversation's threads.
func (c *Conversation) ThreadByID(id ThreadID) (Thread, bool) {
	for _, t := range c.Threads {
		if t.ID == id {
			return t, true
		}
	}
	return Thread{}, false
}

// CanAsk tells whether asking for a person would do something.
func (c *Conversation) CanAsk() bool {
	return c.State == StateBot || c.State == StateMissed || c.State == StateClosed
}

// WantsDetails tells whether the visitor is asked how to reach them: their
// last ask was missed and nobody has come since.
func (c *Conversation) WantsDetails() bool {
	return c.Ask.Outcome == Missed && (c.State == StateMissed || c.State == StateClosed && c.Owner == "")
}

// Lead is a missed ask.
type Lead struct {
	Ref
	Ask     int
	Why     string        // as Ask.Why
	Waited  time.Duration // from asking to missing
	At      time.Time
	Updated time.Time // when details came last
}
