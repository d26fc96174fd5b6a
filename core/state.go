package core

import (
	"fmt"
	"strings"
)

// State is where a conversation stands.
type State string

// The states.
const (
	StateBot    State = "bot"    // the bot answers
	StateQueued State = "queued" // somebody was asked for, nobody has it
	StateActive State = "active" // an agent has it
	StateMissed State = "missed" // nobody came; details are wanted
	StateClosed State = "closed" // over, until somebody says something
)

// Event is something that happens to a conversation.
type Event string

// The events, in the order of the table's columns.
const (
	VisitorSaid  Event = "visitor said"
	HelpAsked    Event = "help asked"
	RingFailed   Event = "ring failed"
	AgentJoined  Event = "agent joined"
	AgentSaid    Event = "agent said"
	AgentLeft    Event = "agent left"
	HandedBack   Event = "handed back"
	WaitExpired  Event = "wait expired"
	IdleExpired  Event = "idle expired"
	DetailsLeft  Event = "details left"
	VisitorEnded Event = "visitor ended"
	AgentEnded   Event = "agent ended"
)

// States lists the states in the order of the table's rows.
func States() []State {
	return []State{StateBot, StateQueued, StateActive, StateMissed, StateClosed}
}

// Events lists the events in the order of the table's columns.
func Events() []Event {
	return []Event{VisitorSaid, HelpAsked, RingFailed, AgentJoined, AgentSaid, AgentLeft,
		HandedBack, WaitExpired, IdleExpired, DetailsLeft, VisitorEnded, AgentEnded}
}

// Facts are what the guarded arrows of the table look at.
type Facts struct {
	// Answered: the current ask has a human word (or there is no open ask).
	Answered bool
	// HeldByClose: an agent closed it and nobody pressed "Send and reopen".
	HeldByClose bool
}

// guard names a condition of an arrow; its number is its footnote in the table.
type guard int

const (
	always guard = iota
	onlyUnanswered
	missedIfUnanswered
	notHeldByClose
)

type arrow struct {
	to    State
	guard guard
}

// table is the state machine. An arrow that is not here is refused.
var table = map[State]map[Event]arrow{
	StateBot: {
		VisitorSaid: {to: StateBot}, HelpAsked: {to: StateQueued}, AgentJoined: {to: StateActive},
		AgentSaid: {to: StateActive}, IdleExpired: {to: StateClosed}, DetailsLeft: {to: StateBot},
		VisitorEnded: {to: StateClosed}, AgentEnded: {to: StateClosed},
	},
	StateQueued: {
		VisitorSaid: {to: StateQueued}, HelpAsked: {to: StateQueued}, RingFailed: {to: StateMissed},
		AgentJoined: {to: StateActive}, AgentSaid: {to: StateActive}, HandedBack: {to: StateBot},
		WaitExpired: {to: StateMissed}, DetailsLeft: {to: StateQueued}, VisitorEnded: {to: StateMissed},
		AgentEnded: {to: StateClosed},
	},
	StateActive: {
		VisitorSaid: {to: StateActive}, HelpAsked: {to: StateActive}, AgentJoined: {to: StateActive},
		AgentSaid: {to: StateActive}, AgentLeft: {to: StateQueued}, HandedBack: {to: StateBot},
		WaitExpired: {to: StateMissed, guard: onlyUnanswered}, IdleExpired: {to: StateClosed},
		DetailsLeft: {to: StateActive}, VisitorEnded: {to: StateClosed, guard: missedIfUnanswered},
		AgentEnded: {to: StateClosed},
	},
	StateMissed: {
		VisitorSaid: {to: StateMissed}, HelpAsked: {to: StateQueued}, AgentJoined: {to: StateActive},
		AgentSaid: {to: StateActive}, HandedBack: {to: StateBot}, IdleExpired: {to: StateClosed},
		DetailsLeft: {to: StateMissed}, VisitorEnded: {to: StateClosed}, AgentEnded: {to: StateClosed},
	},
	StateClosed: {
		VisitorSaid: {to: StateBot}, HelpAsked: {to: StateQueued},
		AgentSaid: {to: StateActive, guard: notHeldByClose}, DetailsLeft: {to: StateClosed},
	},
}

// Next answers the state that follows, or an error that wraps ErrRefused.
func Next(s State, e Event, f Facts) (State, error) {
	a, ok := table[s][e]
	refused := !ok
	switch a.guard {
	case onlyUnanswered:
		refused = refused || f.Answered
	case notHeldByClose:
		refused = refused || f.HeldByClose
	case missedIfUnanswered:
		if !f.Answered {
			return StateMissed, nil
		}
	case always:
	}
	if refused {
		return s, fmt.Errorf("%q in state %q: %w", e, s, ErrRefused)
	}
	return a.to, nil
}

// Table prints the state machine as text, one row a state; footnotes are the
// guards. The package doc holds the same text, which a test compares.
func Table() string {
	marks := map[guard]string{onlyUnanswered: "¹", missedIfUnanswered: "²", notHeldByClose: "³"}
	var b strings.Builder
	fmt.Fprintf(&b, "%-14s", "")
	for _, s := range States() {
		fmt.Fprintf(&b, "%-8s", s)
	}
	head := strings.TrimRight(b.String(), " ")
	b.Reset()
	b.WriteString(head + "\n")
	for _, e := range Events() {
		row := fmt.Sprintf("%-14s", e)
		for _, s := range States() {
			cell := "–"
			if a, ok := table[s][e]; ok {
				cell = string(a.to) + marks[a.guard]
			}
			row += fmt.Sprintf("%-8s", cell)
		}
		b.WriteString(strings.TrimRight(row, " ") + "\n")
	}
	return strings.TrimRight(b.String(), "\n")
}
