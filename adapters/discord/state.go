package discord

import (
	"fmt"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// clock is a moment that Discord shows in each reader's own time zone. style is
// one of its letters: t is the time alone, f the day with it.
func clock(t time.Time, style string) string {
	if t.IsZero() {
		return "–"
	}
	return fmt.Sprintf("<t:%d:%s>", t.Unix(), style)
}

// The styles of clocks.
const (
	timeOnly = "t"
	dayTime  = "f" // stays true for days
)

// at is the time alone when t is near now, the day with it otherwise.
func at(t, now time.Time) string {
	if now.Sub(t).Abs() < 12*time.Hour {
		return clock(t, timeOnly)
	}
	return clock(t, dayTime)
}

// stateWords say how the conversation stands. Its clocks are Discord's own, so
// that the card stays true without being changed.
func stateWords(d core.Delivery) string {
	t, ask := d.Talk, d.Talk.Ask
	var lines []string
	switch t.State {
	case core.StateQueued:
		lines = append(lines, "Waiting since "+at(ask.Opened, d.Now))
	case core.StateActive:
		lines = append(lines, "Talking with the team")
	case core.StateMissed:
		lines = append(lines, "Missed: "+whyWords(ask.Why), "Waited "+clock(ask.Opened, timeOnly)+" – "+clock(ask.Ended, dayTime))
	case core.StateClosed:
		lines = append(lines, closedWords(d))
	default:
		lines = append(lines, "The bot answers")
	}
	if ask.IsOpen() {
		if t.State == core.StateActive {
			lines[0] = "No reply yet, waiting since " + at(ask.Opened, d.Now)
		}
		lines = append(lines, "Waits until "+at(ask.Deadline, d.Now))
	}
	if gone := goneWords(d); gone != "" {
		lines = append(lines, gone)
	}
	if since := d.Visitor.Blocked; !since.IsZero() {
		lines = append(lines, "Blocked since "+clock(since, dayTime))
	}
	return strings.Join(lines, "\n")
}

// goneWords say that nobody reads along at the visitor's end, and how to reach
// them all the same.
func goneWords(d core.Delivery) string {
	if d.Talk.GoneAt.IsZero() || d.Talk.State == core.StateClosed {
		return ""
	}
	words := "💤 Visitor gone since " + clock(d.Talk.GoneAt, dayTime)
	if d.Visitor.Email != "" {
		words += ", write to " + literal(d.Visitor.Email)
	}
	return words
}

// whyWords say why nobody came.
func whyWords(why string) string {
	switch why {
	case "ring_failed":
		return "nobody could be asked"
	case core.WhyLimit:
		return "asked over the limit, nobody was rung"
	case "visitor_left":
		return "the visitor left before anyone came"
	}
	return "nobody answered in time"
}

func closedWords(d core.Delivery) string {
	when := clock(d.Talk.ClosedAt, dayTime)
	switch d.Talk.ClosedBy {
	case core.ByVisitor:
		return "Ended by the visitor " + when
	case core.ByAgent:
		return "Closed by the team " + when
	}
	return "Closed " + when + ", nobody said anything for a while"
}

func ownerWords(d core.Delivery) string {
	t := d.Talk
	if t.Owner == "" {
		if t.State == core.StateBot {
			return "The bot"
		}
		return "Nobody"
	}
	return literal(t.OwnerName) + ", since " + clock(t.OwnedAt, dayTime)
}
