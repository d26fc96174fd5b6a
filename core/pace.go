package core

import (
	"context"
	"time"
)

// Gate is one limit that sends on a connection pass one after the other.
type Gate struct {
	Key    string        // names it within its connection
	Every  time.Duration // from one pass to the next, whole milliseconds
	Burst  int           // passes at once after a rest, 1 or more
	Passes int           // how many of them this send takes, 0 counts as 1; more than Burst are taken as Burst
}

// Paced is a Platform that knows how fast it may be told things. Both methods
// are pure, fast, and called before a send.
type Paced interface {
	// Gates are the gates that d passes, the narrowest first: a wide one that is
	// shut delays the narrow ones before it, a narrow one delays nobody else.
	// None means that d may be sent at any time.
	Gates(c Connection, d Delivery) []Gate
	// Shares answers how many of d.Entries, words of one thread that waited for
	// their turn, are told in one post, from the first; 1 at least.
	Shares(d Delivery) int
}

// Pass is a wish to send: who passes which gates.
type Pass struct {
	Workspace  WorkspaceID
	Connection ConnectionID
	Gates      []Gate
	Behind     bool      // it lets all others go first, but for one pass in BehindShare
	Held       time.Time // the pass it was given before, zero for none
}

// BehindShare is how many passes of a gate are given while one that lets others
// go first waits, before it is let through all the same.
const BehindShare = 5

// HeldWithin is how long after its time a pass that was given is good. Nobody
// comes so late but after a standstill, when many would come at once.
const HeldWithin = 5 * time.Second

// Paces remembers how fast connections may go, for all processes together and
// over restarts.
type Paces interface {
	// Reserve gives a pass through all gates at once. At now or before: go. Later
	// and given: it is kept until then, and shown as Held. Later and not given:
	// come again then.
	Reserve(ctx context.Context, p Pass, now time.Time) (at time.Time, given bool, err error)
	// Shut keeps a gate shut until the platform will have it again, and answers
	// when whoever found out passes: that pass is given. What others were given
	// before until counts no more.
	Shut(ctx context.Context, ws WorkspaceID, c ConnectionID, g Gate, now, until time.Time) (time.Time, error)
	// Shuts answers the gates that nobody passes at now, by connection and key.
	Shuts(ctx context.Context, now time.Time) ([]Shut, error)
}

// Shut is a gate that nobody passes for a while.
type Shut struct {
	Workspace  WorkspaceID
	Connection ConnectionID
	Gate       string
	Until      time.Time // the next pass that is not given yet
	Asked      bool      // the platform asked for it; otherwise our own pace does
}
