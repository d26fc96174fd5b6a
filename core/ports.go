package core

import "context"

// Question is what the bot is asked.
type Question struct {
	Site    Site
	Visitor Visitor
	Ref     Ref
	Entry   Entry   // the visitor's word
	Recent  []Entry // the words before it, oldest first
}

// Answer is what the bot says.
type Answer struct {
	Text  string   // Markdown; empty means the bot has nothing to say
	Cites []Source // where it stands
	Offer bool     // offer a person with it
}

// Answerer is the bot that answers first. It may block until ctx ends; an error
// makes the bot offer a person, so that nobody is stranded.
type Answerer interface {
	Answer(ctx context.Context, q Question) (Answer, error)
}

// Wish is what a visitor's word says about talking to a person.
type Wish int

// The wishes.
const (
	Neither  Wish = iota
	Asks          // clearly asks for a person
	Declines      // clearly does not want one
)

// Verdict is a detector's judgement.
type Verdict struct {
	Wish Wish
	Why  string // for the operator: the phrase or rule that decided
}

// Detector judges whether a visitor clearly asks for a person. It is pure and
// fast. language is a BCP 47 hint or empty; recent are the words before, oldest
// first.
type Detector interface {
	Detect(text, language string, recent []Entry) Verdict
}

// Duty is whether somebody can be expected to answer.
type Duty int

// The duties.
const (
	DutyUnknown Duty = iota // nobody knows; never shown as online, but rung
	OnDuty
	OffDuty
)

// Presence says whether anybody behind a route is there. It may ask platforms
// and blocks for at most a second.
type Presence interface {
	Duty(ctx context.Context, r Route) (Duty, error)
}
