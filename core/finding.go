package core

import "context"

// Grade says how good or bad a finding is.
type Grade string

// The grades.
const (
	Fine    Grade = "ok"
	Warning Grade = "warning" // it works, but not all of it or not for long
	Broken  Grade = "broken"  // it does not work
)

// Finding is what a check found out about one thing, in words for the operator.
type Finding struct {
	Grade Grade
	What  string // the thing: "bot token", "channel C0123"
	Words string // how it is
	Cure  string // what to do, empty for Fine
}

// Remarker is a Platform that may work in part only.
type Remarker interface {
	// Remark says in a sentence for the operator what works otherwise than usual,
	// and why; empty when nothing does. It asks nobody.
	Remark() string
}

// Checker is a Platform that can tell whether a connection and a channel it is
// to ring are set up as we need them. It only reads, and blocks for a few calls.
type Checker interface {
	Check(ctx context.Context, c Connection, channel string) []Finding
}
