package check

import (
	"fmt"
	"slices"
	"time"
)

// What an answer that was lost, a death or a pause can reach of a send.
const (
	sendWithin  = 5 * time.Second         // a send lasts at most so long
	afterDeath  = 1500 * time.Millisecond // between Slack's accepting and our noting it
	afterPaused = 2 * time.Second         // what was under way goes on when a pause ends
)

// doubles checks that no post of ours was made twice.
func (r *report) doubles(c *known) {
	made := map[Key][]string{}
	var order []Key
	note := func(k Key, ts string) {
		if len(made[k]) == 0 {
			order = append(order, k)
		}
		made[k] = append(made[k], ts)
	}
	for _, p := range c.h.Posts {
		note(p.Key, p.TS)
	}
	for _, k := range order {
		r.once(c, k, made[k], "post", c.pausedInside)
	}
	r.count("posts of ours", len(order), len(c.h.Posts))
	clear(made)
	order = nil
	for _, h := range c.h.Hints {
		note(h.Key, h.TS)
	}
	for _, k := range order {
		r.once(c, k, made[k], "hint to one person", c.unheard)
	}
	r.count("hints to one person", len(order), len(c.h.Hints))
}

// once judges a post that stands at several timestamps. proof says why it may.
func (r *report) once(c *known, k Key, at []string, what string, proof func(Key) string) {
	if len(at) < 2 {
		return
	}
	why := proof(k)
	if why == "" {
		r.find(Doubled, k.Conversation, "the %s of effect %d part %d was made %d times, at %v; its calls: %s", what, k.Effect, k.Part, len(at), at, c.story(k))
		return
	}
	r.Apart = append(r.Apart, fmt.Sprintf("%s of effect %s.%d part %d stands %d times: %s", what, k.Conversation, k.Effect, k.Part, len(at), why))
	row := r.count("a second "+what+", with proof that it could not be once", 0, 0)
	row.Apart += len(at) - 1
}

// pausedInside proves that the program was stopped inside a send of the post:
// the earlier of two calls came while it was stopped, or just before or after,
// and the later one after it went on.
func (c *known) pausedInside(k Key) string {
	calls := c.calls[k]
	for i := range max(len(calls)-1, 0) {
		first, second := calls[i].At, calls[i+1].At
		for _, p := range c.h.Pauses {
			begun := first.After(p.From.Add(-sendWithin)) && first.Before(p.To.Add(afterPaused))
			if begun && second.After(p.To) && p.To.Sub(p.From) >= sendWithin {
				return fmt.Sprintf("the program was stopped for %v inside its send", p.To.Sub(p.From).Round(time.Millisecond))
			}
		}
	}
	return ""
}

// unheard proves that an earlier send of a hint was accepted without our
// hearing of it.
func (c *known) unheard(k Key) string {
	calls := c.calls[k]
	for i := range max(len(calls)-1, 0) {
		if why := c.unnoticed(calls[i]); why != "" {
			return why
		}
	}
	return ""
}

// lookedFor proves that a post was found rather than heard of, so that nobody
// could know how things stood when it was made.
func (c *known) lookedFor(k Key) string {
	for _, call := range c.calls[k] {
		if why := c.unnoticed(call); why != "" {
			return why
		}
	}
	return ""
}

// unnoticed says why we did not hear that a call was accepted, empty when we did.
func (c *known) unnoticed(call Call) string {
	if call.Late {
		return "its answer was lost: " + call.Fault
	}
	if slices.ContainsFunc(c.h.Kills, func(at time.Time) bool { return call.near(at) }) {
		return "the program was killed inside its send"
	}
	if slices.ContainsFunc(c.h.Pauses, func(p Span) bool { return call.near(p.From) || call.At.After(p.From) && call.At.Before(p.To) }) {
		return "the program was stopped inside its send"
	}
	return ""
}

// near tells whether a send could still be unnoted
// when the program stopped at.
func (x Call) near(at time.Time) bool {
	return at.After(x.At.Add(-100*time.Millisecond)) && at.Before(x.At.Add(x.Slow+afterDeath))
}

// story tells the calls of a post.
func (c *known) story(k Key) string {
	out := ""
	for _, call := range c.calls[k] {
		out += call.At.Format("15:04:05.000") + " " + call.Fault + "; "
	}
	if out == "" {
		return "none"
	}
	return out
}
