package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// fault is one thing that will go wrong, and when.
type fault struct {
	at     time.Duration // since the beginning
	what   string
	method string // of Slack's Web API, or "events"
	kind   fakeslack.Kind
	times  int
	n      int
	d      time.Duration // how long it lasts
	who    int           // which program, counted round
}

// What goes wrong with the program and the token.
const (
	faultKill   = "kill"
	faultEnd    = "terminate"
	faultPause  = "pause"
	faultRevoke = "revoke token"
	faultSlack  = "slack"

	faultDiscord = "discord"
	faultGateway = "gateway" // and Discord's token
)

// What goes wrong with Discord's gateway and token.
const (
	gateCut     = "cut gateway"
	gateClose   = "close gateway"
	gateGoAway  = "ask to reconnect"
	gateInvalid = "invalidate session"
	gateForget  = "refuse to resume"
	gateMute    = "mute gateway"
	gateRevoke  = "revoke discord token"
)

// What goes wrong with the sockets.
const (
	faultCut     = "cut sockets"
	faultRefresh = "refresh sockets"
	faultMute    = "mute sockets"
	faultUnplug  = "revoke app token and cut sockets"
)

func (f fault) String() string {
	s := fmt.Sprintf("%7.2fs  %s", f.at.Seconds(), f.what)
	if f.what == faultGateway {
		s = fmt.Sprintf("%7.2fs  %s", f.at.Seconds(), f.kind)
	}
	if f.what == faultSlack || f.what == faultDiscord {
		s = fmt.Sprintf("%7.2fs  %s on %s", f.at.Seconds(), f.kind, f.method)
		if f.times > 1 {
			s += fmt.Sprintf(", %d times", f.times)
		}
		if f.n > 0 {
			s += fmt.Sprintf(", n=%d", f.n)
		}
	}
	if f.d > 0 {
		s += " for " + f.d.String()
	}
	return s
}

func printPlan(w io.Writer, plan []fault) {
	for _, f := range plan {
		fmt.Fprintln(w, f)
	}
}

// schedule draws the plan from the seed: about one fault a second, every seventh
// of them on the program itself.
func (o options) schedule() []fault {
	r := rand.New(rand.NewPCG(o.seed, 1)) //nolint:gosec // a plan must repeat, not surprise
	var plan []fault
	for at := span(r, 500, 2000); at < o.duration; at += span(r, 200, 2200) {
		f := draw(r)
		if o.sockets && r.IntN(8) == 0 {
			f = drawSocket(r)
		}
		if o.discord && r.IntN(5) < 2 {
			f = drawDiscord(r)
		}
		f.at = at
		plan = append(plan, f)
		if f.what != faultSlack && f.what != faultDiscord {
			at += f.d
		}
	}
	return plan
}

// span is a length of time in milliseconds, at 10 ms steps.
func span(r *rand.Rand, least, most int) time.Duration {
	return time.Duration(least+10*r.IntN((most-least)/10+1)) * time.Millisecond
}

func draw(r *rand.Rand) fault {
	switch n := r.IntN(100); {
	case n < 5:
		return fault{what: faultKill, d: span(r, 0, 2500), who: r.IntN(840)}
	case n < 7:
		return fault{what: faultEnd, d: span(r, 0, 1000), who: r.IntN(840)}
	case n < 10:
		return fault{what: faultPause, d: span(r, 300, 4000), who: r.IntN(840)}
	case n < 12:
		return fault{what: faultPause, d: span(r, 5000, 14000), who: r.IntN(840)}
	case n < 15:
		return fault{what: faultRevoke, d: span(r, 500, 5000)}
	case n < 40:
		return drawEvents(r)
	}
	return drawCall(r)
}

func drawSocket(r *rand.Rand) fault {
	switch n := r.IntN(10); {
	case n < 4:
		return fault{what: faultCut}
	case n < 7:
		return fault{what: faultRefresh, d: span(r, 0, 3000)}
	case n < 8:
		return fault{what: faultMute}
	}
	return fault{what: faultUnplug, d: span(r, 500, 4000)}
}

func drawEvents(r *rand.Rand) fault {
	f := fault{what: faultSlack, method: "events", times: 1 + r.IntN(4)}
	switch n := r.IntN(100); {
	case n < 35:
		f.kind, f.n = fakeslack.Duplicate, 1+r.IntN(3)
	case n < 60:
		f.kind, f.d = fakeslack.Late, span(r, 100, 4000)
	case n < 85:
		f.kind, f.n = fakeslack.Reorder, 2+r.IntN(3)
		f.times = f.n
	case n < 90:
		f.kind = fakeslack.UnknownType
	case n < 95:
		f.kind = fakeslack.MalformedJSON
	default:
		f.kind = fakeslack.BadSignature
	}
	return f
}

// drawCall draws a fault of Slack's Web API. Posting is met most.
func drawCall(r *rand.Rand) fault {
	methods := []string{"chat.postMessage", "chat.postMessage", "chat.postMessage", "chat.update", "chat.postEphemeral", "*", "conversations.replies", "users.info"}
	f := fault{what: faultSlack, method: methods[r.IntN(len(methods))], times: 1 + r.IntN(4)}
	switch n := r.IntN(100); {
	case n < 15:
		f.kind, f.d = fakeslack.RateLimited, time.Duration(1+r.IntN(3))*time.Second
	case n < 25:
		f.kind = fakeslack.RateLimitedBare
	case n < 35:
		f.kind = fakeslack.ServerError
	case n < 55:
		f.kind = fakeslack.ServerErrorLate
	case n < 65:
		f.kind = fakeslack.Cut
	case n < 85:
		f.kind = fakeslack.CutLate
	default:
		f.kind, f.d = fakeslack.Slow, span(r, 100, 7000)
	}
	return f
}
