package discord

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// pace is how the gateway is held.
type pace struct {
	open    time.Duration // from dialling to READY
	silence time.Duration // without a heartbeat's answer for so long the line is dead
	look    time.Duration // how often that is looked at
	steady  time.Duration // a session that lived shorter counts as a failure
	backoff time.Duration // after the first failure, twice as long after each further one
	longest time.Duration // the longest wait between failures
	refused time.Duration // the wait after Discord refused us
	lease   time.Duration // how long the line is ours without a word from us
}

var usualPace = pace{open: 30 * time.Second, silence: 2 * time.Minute, look: 5 * time.Second, steady: time.Minute, backoff: 5 * time.Second,
	longest: 10 * time.Minute, refused: 5 * time.Minute, lease: 15 * time.Second}

// line is what is known of the line on which events come in.
type line struct {
	pace pace
	mu   sync.Mutex
	held bool  // Listen runs
	why  error // why nothing comes in, nil while it does
	app  application
	less bool // what the portal grants was guessed, and that was too much
}

var errNotYet = &core.SendError{How: core.Retry, Cause: "connecting"}

// learn notes what the portal grants us.
func (l *line) learn(app application) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.app = app
}

// denied tells that guessing what the portal grants was too much.
func (l *line) denied() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.less
}

// guessed is why no session was opened. Refused for a guess of ours, the next
// one asks for less.
func (l *line) guessed(app application, why error) error {
	var se *core.SendError
	if !app.guess || !errors.As(why, &se) || se.Cause != causeIntents {
		return why
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.less {
		return why
	}
	l.less = true
	return &core.SendError{How: core.Retry, Cause: causeIntents, Err: why}
}

// blind tells that we may not read what people write. Until the portal was
// asked we take it that we may.
func (l *line) blind() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.app.ID != "" && l.app.Flags&flagContent == 0
}

// Remark says that we may not read what is written, when that is so.
func (d *Discord) Remark() string {
	if !d.line.blind() {
		return ""
	}
	return "Without Message Content Intent only mentions of the bot and the button Reply are heard. Switch it on on the application's page, Bot, and start Bellhop again."
}

var _ core.Listener = (*Discord)(nil)

// Hears tells whether events come in. While nobody listens in this process,
// Discord is asked whether it would let us.
func (d *Discord) Hears(ctx context.Context) error {
	d.line.mu.Lock()
	held, why := d.line.held, d.line.why
	d.line.mu.Unlock()
	if held {
		return why
	}
	err := read(d.call(ctx, core.Connection{Token: d.cfg.BotToken}, get("gateway/bot", nil)))
	var se *core.SendError
	if errors.As(err, &se) && se.Cause == causeLimit { // asked too often, so the token is good
		return nil
	}
	return err
}

// Listen holds the gateway until ctx ends. Of several processes the one that has
// the lease does; the others wait for it.
func (d *Discord) Listen(ctx context.Context, r core.Receiver, c core.Commander) {
	d.heard(errNotYet, true)
	defer d.heard(nil, false)
	in := &intake{d: d, r: r, c: c}
	defer in.later.Wait()
	for ctx.Err() == nil {
		held := d.hold(ctx)
		if held == nil {
			return
		}
		d.serve(held.ctx, held, in)
		held.release()
	}
}

// serve opens sessions, one after the other, until the lease is lost or ctx
// ends.
func (d *Discord) serve(ctx context.Context, held *tenure, in *intake) {
	var k *session
	defer func() { k.abandon() }()
	for ctx.Err() == nil {
		if !held.due(ctx) {
			return
		}
		next, err := d.connect(ctx, k, held)
		if err != nil {
			k = nil
			d.down(ctx, err)
			held.failed(ctx, err)
			continue
		}
		k = next
		began := d.now()
		d.heard(nil, true)
		why := k.run(ctx, in)
		d.down(ctx, why)
		if d.now().Sub(began) < d.line.pace.steady {
			held.failed(ctx, why)
		} else {
			held.steady(ctx)
		}
	}
}

// heard notes whether events come in.
func (d *Discord) heard(why error, held bool) {
	d.line.mu.Lock()
	defer d.line.mu.Unlock()
	d.line.why, d.line.held = why, held
}

// down notes that there is no line. A cause is logged once.
func (d *Discord) down(ctx context.Context, why error) {
	if ctx.Err() != nil {
		return
	}
	d.statuses.lapse() // what is not heard is not known
	d.line.mu.Lock()
	before := d.line.why
	d.line.why = why
	d.line.mu.Unlock()
	var was, is *core.SendError
	if errors.As(before, &was) && errors.As(why, &is) && was.Cause == is.Cause {
		return
	}
	cure := ""
	if is != nil {
		cure = is.Cure
	}
	d.log.Warn("events of Discord's do not come in; it is tried again", "err", why, "cure", cure)
}

// waitAfter is how long to stay away after failures: longer after each, as long
// as Discord says, and never just as long as other processes.
func (p pace) waitAfter(why error, failures int) time.Duration {
	if failures == 0 {
		return 0
	}
	wait := min(p.backoff<<min(failures-1, 16), p.longest)
	var se *core.SendError
	if errors.As(why, &se) {
		wait = max(wait, se.After)
		if se.How == core.Held {
			wait = max(wait, p.refused)
		}
	}
	return wait + rand.N(wait/4+1) //nolint:gosec // it spreads reconnections, it guards nothing
}
