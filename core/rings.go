package core

import (
	"context"
	"time"
)

// WhyLimit is why an ask was missed that came over a limit: nobody was rung.
const WhyLimit = "limit"

// RingKind is what is counted.
type RingKind string

// The kinds of rings.
const (
	RingAsk  RingKind = "ask"  // an ask that opens, and rings the team
	RingLead RingKind = "lead" // an ask over a limit that the team is told of after all, for there is a contact
)

// Ring is one thing that visitors may do only so often, for it disturbs people.
type Ring struct {
	Ref
	Site    SiteID
	Kind    RingKind
	Address string // of the visitor, hashed under a key of ours; empty when unknown
	At      time.Time
}

// RingBy is what rings are counted by.
type RingBy string

// What rings are counted by.
const (
	ByAddress      RingBy = "address"
	BySite         RingBy = "site"
	ByConversation RingBy = "conversation"
)

// RingLimit allows N rings of a kind within a stretch of time.
type RingLimit struct {
	By     RingBy
	N      int
	Within time.Duration
}

// RingsFor is how long rings are remembered: no limit looks back further.
const RingsFor = 24 * time.Hour

// Rings remembers rings, to count them over all processes.
type Rings interface {
	// TakeRing counts a ring, unless a limit is reached: then nothing is counted,
	// over is the limit that is the last to let one through again, and free is
	// when. A zero free means that the ring was counted. However many come at
	// once, in however many processes, no more than N are let through. Limits by
	// an address do not hold for a ring without one.
	TakeRing(ctx context.Context, r Ring, limits []RingLimit) (over RingLimit, free time.Time, err error)
	// ForgetRings deletes the rings before a time, and answers how many.
	ForgetRings(ctx context.Context, before time.Time) (int64, error)
}
