package slack

import (
	"errors"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// The keys of the gates. Slack limits posting by channel and by workspace, and
// everything else by method and workspace.
const (
	gatePost    = "post" // of a channel: "post:C1"
	gateWhisper = "whisper"
	gateChange  = "change"
	gateDelete  = "delete"
	gateMark    = "mark"
	gateUnmark  = "unmark"
)

// postBurst is how many posts a channel takes at once after a rest. Slack allows
// short bursts and does not say how short: an ask is a card, what was said
// before, and a word.
const postBurst = 3

// postMargin is added between posts, so that two that are a moment early and
// late on their way are no closer than Slack allows.
const postMargin = 20 * time.Millisecond

// wideGates are the limits of a workspace where a channel takes a post a second: "several hundred" posts a minute, and
// Slack's tiers 4, 3 and 2 (100, 50 and 20 calls a minute).
var wideGates = map[string]core.Gate{
	gatePost:    {Key: gatePost, Every: 200 * time.Millisecond, Burst: 60},
	gateWhisper: {Key: gateWhisper, Every: 600 * time.Millisecond, Burst: 20},
	gateChange:  {Key: gateChange, Every: 1200 * time.Millisecond, Burst: 20},
	gateDelete:  {Key: gateDelete, Every: 1200 * time.Millisecond, Burst: 10},
	gateMark:    {Key: gateMark, Every: 1200 * time.Millisecond, Burst: 20},
	gateUnmark:  {Key: gateUnmark, Every: 3 * time.Second, Burst: 10},
}

var _ core.Paced = (*Slack)(nil)

// Gates is core.Paced.Gates.
func (s *Slack) Gates(_ core.Connection, d core.Delivery) []core.Gate {
	if s.perPost == 0 {
		return nil
	}
	var gates []core.Gate
	for _, n := range callsFor(d) {
		if n.calls == 0 {
			continue
		}
		g := wideGates[n.gate]
		g.Passes, g.Every = n.calls, max(time.Duration(float64(g.Every)*s.perPost.Seconds()/(time.Second+postMargin).Seconds()), time.Millisecond)
		if n.gate == gatePost {
			gates = append(gates, core.Gate{Key: channelGate(d), Every: s.perPost, Burst: postBurst, Passes: n.calls})
			g.Passes = min(n.calls, postBurst)
		}
		gates = append(gates, g)
	}
	return gates
}

// channelGate is the gate of posts to the delivery's channel.
func channelGate(d core.Delivery) string { return gatePost + ":" + d.Thread.Channel }

// needs is how many calls a delivery makes through a gate.
type needs struct {
	gate  string
	calls int
}

// callsFor counts the calls that a delivery makes.
func callsFor(d core.Delivery) []needs {
	var post, change int
	o := &sending{d: d}
	switch d.Kind {
	case core.EffectMark:
		return marksFor(d)
	case core.EffectRevise:
		return revisionsFor(o)
	case core.EffectNotice:
		if d.Notice != nil && d.Notice.To != "" {
			return []needs{{gateWhisper, 1}}
		}
	}
	posts, _ := o.posts("")
	for i, p := range posts {
		switch {
		case o.done(i):
		case p.replaces != "":
			change++
		default:
			post++
		}
	}
	return []needs{{gateChange, change}, {gatePost, post}}
}

func marksFor(d core.Delivery) []needs {
	unmark := 0
	for _, old := range marksOn(d.Told) {
		if old != d.Mark && !stays(old, d.Mark) {
			unmark++
		}
	}
	return []needs{{gateMark, 1}, {gateUnmark, unmark}}
}

func revisionsFor(o *sending) []needs {
	var post, change, del int
	for _, c := range o.changes() {
		switch {
		case o.done(c.part) || c.empty() && c.stands == "":
		case c.empty():
			del++
		case c.stands == "":
			post++
		default:
			change++
		}
	}
	return []needs{{gateDelete, del}, {gateChange, change}, {gatePost, post}}
}

// shuts says which gate a call that was one too many has shut. Slack does not
// say whether a channel or its workspace had too many posts; it is taken for the
// channel, and another one finds out for itself.
func shuts(err error, gate string) error {
	var se *core.SendError
	if errors.As(err, &se) && (se.Cause == causeLimit || se.Cause == "rate_limited") {
		limited := *se
		limited.Gate = gate
		return &limited
	}
	return err
}
