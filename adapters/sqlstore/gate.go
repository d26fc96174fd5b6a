package sqlstore

import "github.com/bellhop-chat/bellhop/core"

// gate is a gate with what is remembered of it, in milliseconds. A gate that
// has rested lets Burst through at once: free lies in the past then.
type gate struct {
	core.Gate
	free   int64 // the next pass that is not given yet
	shut   int64 // until when the platform will have nothing
	behind int64 // the end of the queue of those that let others go first
	lent   int64 // the last pass they were given
}

func (g *gate) every() int64 { return max(g.Every.Milliseconds(), 1) }

// rested is free, as far back as a rest counts.
func (g *gate) rested(now int64) int64 { return max(g.free, now-int64(max(g.Burst, 1)-1)*g.every()) }

func (g *gate) takes() int64 { return int64(min(max(g.Passes, 1), max(g.Burst, 1))) }

// next is when all that a send takes is there.
func (g *gate) next(now int64) int64 {
	return max(now, g.rested(now)+(g.takes()-1)*g.every())
}

// take counts a send. wider is when the wider gates let it through: what passes
// later than it could passes alone.
func (g *gate) take(now, wider int64) {
	late := wider > g.next(now)
	g.free = g.rested(now) + g.takes()*g.every()
	if late {
		g.free = max(g.free, wider+g.every())
	}
}

// close keeps the gate shut and answers when the one who found out passes: the
// first at the end of it, those that were under way at the same time after all
// that is given.
func (g *gate) close(now, until int64) int64 {
	at := until
	if g.shut > now {
		at = max(g.free, until)
	}
	g.free, g.shut = max(g.free, until)+g.every(), max(g.shut, until)
	return at
}

// yield answers when one that lets others go first comes again, or that it is
// let through at at all the same.
func (g *gate) yield(at int64) (again int64, given bool) {
	if at-g.lent >= core.BehindShare*g.every() {
		return at, true
	}
	again = max(g.behind, at)
	g.behind = again + g.every()
	return again, false
}

// reserve passes gates, the narrowest first.
func reserve(gates []*gate, now int64, behind bool) (at int64, given bool) {
	at = now
	last := gates[0]
	for _, g := range gates {
		if n := g.next(now); n > at {
			at, last = n, g
		}
	}
	if behind && at > now {
		if again, given := last.yield(at); !given {
			return again, false
		}
	}
	if behind {
		last.lent = at
	}
	wider := now
	for i := len(gates) - 1; i >= 0; i-- {
		next := gates[i].next(now)
		gates[i].take(now, wider)
		wider = max(wider, next)
	}
	return at, true
}

// good tells whether a pass that was given before still is.
func good(gates []*gate, held, now int64) bool {
	if held == 0 || now-held >= core.HeldWithin.Milliseconds() {
		return false
	}
	for _, g := range gates {
		if g.shut > max(held, now) {
			return false
		}
	}
	return true
}

func (g *gate) scan() []any { return []any{&g.Key, &g.free, &g.shut, &g.behind, &g.lent} }
