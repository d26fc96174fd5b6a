package discord

import (
	"errors"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// The keys of the gates. Discord limits each route by the channel or thread it
// is about, and all webhook posts of a channel's threads together.
const (
	gatePost       = "post"        // our own posts in a channel or thread: "post:1"
	gateHook       = "hook"        // posts under names, of a channel
	gateThread     = "thread"      // threads opened in a channel, and changed
	gateChange     = "change"      // changes of our own posts
	gateHookChange = "hook_change" // changes of posts under names
	gateHookDelete = "hook_delete"
	gateMark       = "mark"
)

// paces are the numbers that people observed; Discord promises none, and says
// with every answer what is left. A webhook takes 5 posts in 2 s and, with all
// others of its channel, 30 in a minute; a channel takes 5 messages and 5 changes
// in 5 s, and a reaction each quarter of a second. A burst and what follows it
// stay below each number.
var paces = map[string]core.Gate{
	gatePost:       {Every: 1700 * time.Millisecond, Burst: 2},
	gateHook:       {Every: 2400 * time.Millisecond, Burst: 5},
	gateThread:     {Every: time.Second, Burst: 4},
	gateChange:     {Every: 1700 * time.Millisecond, Burst: 2},
	gateHookChange: {Every: time.Second, Burst: 4},
	gateHookDelete: {Every: time.Second, Burst: 4},
	gateMark:       {Every: 300 * time.Millisecond, Burst: 1},
}

// overall is what all sends of the bot pass: Discord takes 50 requests a second.
var overall = core.Gate{Key: everyone, Every: 25 * time.Millisecond, Burst: 10}

var _ core.Paced = (*Discord)(nil)

// Gates is core.Paced.Gates. The gates of one process stand behind them as a
// second line.
func (d *Discord) Gates(_ core.Connection, what core.Delivery) []core.Gate {
	if d.cfg.Unpaced {
		return nil
	}
	needs := callsFor(what)
	var gates []core.Gate
	all := 0
	for _, n := range needs {
		if n.calls == 0 {
			continue
		}
		g := paces[n.gate]
		g.Key, g.Passes = gateOf(n.gate, n.where), n.calls
		gates = append(gates, g)
		all += min(n.calls, g.Burst)
	}
	if all == 0 {
		return nil
	}
	last := overall
	last.Passes = all
	return append(gates, last)
}

func gateOf(gate, where string) string { return gate + ":" + where }

// needs is how many calls a delivery makes through a gate.
type needs struct {
	gate  string
	where string
	calls int
}

// callsFor counts the calls that a delivery makes.
func callsFor(d core.Delivery) []needs {
	if len(d.Entries) == 0 && (d.Kind == core.EffectMark || d.Kind == core.EffectRevise) {
		return nil
	}
	o := &sending{d: d}
	switch d.Kind {
	case core.EffectMark:
		return []needs{{gateMark, d.Thread.Remote, 1}}
	case core.EffectRevise:
		return revisionsFor(o)
	}
	posts, _ := postsOf(d, kind{})
	var hook, top, inside, change, thread int
	for i, p := range numbered(posts) {
		switch {
		case o.done(p.part):
		case p.replaces != "":
			change++
		case p.name != "":
			hook++
		case p.top:
			top++
		default:
			inside++
		}
		if p.opens != "" && p.replaces == "" && !o.done(i) {
			thread = 1
		}
	}
	return []needs{{gateHook, d.Thread.Channel, hook}, {gatePost, o.thread(), inside}, {gateChange, d.Thread.Channel, change},
		{gatePost, d.Thread.Channel, top}, {gateThread, d.Thread.Channel, thread}}
}

func revisionsFor(o *sending) []needs {
	var post, change, del int
	for _, c := range o.changes() {
		switch {
		case o.done(c.part) || c.content == "" && c.stands == "":
		case c.content == "":
			del++
		case c.stands == "":
			post++
		default:
			change++
		}
	}
	where := o.d.Thread.Channel
	return []needs{{gateHookDelete, where, del}, {gateHookChange, where, change}, {gateHook, where, post}}
}

// shuts says which gate a call that was one too many has shut: the one it passed
// last, or the bot's own.
func (o *sending) shuts(err error) error {
	var se *core.SendError
	if !errors.As(err, &se) || se.Cause != causeLimit || se.Gate != "" {
		return err
	}
	limited := *se
	limited.Gate = o.at
	var e *apiError
	if errors.As(err, &e) && (e.Global || e.Scope == everyone) {
		limited.Gate = everyone
	}
	return &limited
}
