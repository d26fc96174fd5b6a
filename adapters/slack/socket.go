package slack

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// pace is how the line is held.
type pace struct {
	ping    time.Duration // how often the other end is asked whether it is there
	silence time.Duration // after so long without a sign of life it is not
	steady  time.Duration // a socket that lived shorter counts as a failure
	backoff time.Duration // after the first failure, twice as long after each further one
	longest time.Duration // the longest wait between failures
	refused time.Duration // the wait after Slack refused us
	drain   time.Duration // how long an old socket is still read beside the new one
}

var usualPace = pace{ping: 10 * time.Second, silence: 30 * time.Second, steady: 20 * time.Second, backoff: 500 * time.Millisecond,
	longest: 30 * time.Second, refused: time.Minute, drain: 15 * time.Second}

// line is what is known of the line on which events come in.
type line struct {
	pace pace
	mu   sync.Mutex
	held bool  // Listen runs
	why  error // why nothing comes in, nil while it does
}

var errNotYet = &core.SendError{How: core.Retry, Cause: "connecting"}

var _ core.Listener = (*Slack)(nil)

// Hears tells whether events come in. Over HTTP we cannot know. While nobody
// listens in this process, Slack is asked whether it would let us.
func (s *Slack) Hears(ctx context.Context) error {
	if s.app == "" {
		return nil
	}
	s.line.mu.Lock()
	held, why := s.line.held, s.line.why
	s.line.mu.Unlock()
	if held {
		return why
	}
	_, err := s.ticket(ctx)
	var se *core.SendError
	if errors.As(err, &se) && se.Cause == causeLimit { // asked too often, so the token is good
		return nil
	}
	return err
}

// Listen holds a Socket Mode connection until ctx ends. Without an app token it
// returns at once.
func (s *Slack) Listen(ctx context.Context, r core.Receiver, c core.Commander) {
	if s.app == "" {
		return
	}
	s.heard(errNotYet, true)
	defer s.heard(nil, false)
	var open sync.WaitGroup
	defer open.Wait()
	in := &intake{s: s, r: r, c: c}
	var old *socket
	for failures := 0; ctx.Err() == nil; {
		k, err := s.connect(ctx)
		if err != nil {
			failures++
			s.down(ctx, old, err)
			s.rest(ctx, err, failures)
			continue
		}
		open.Go(func() { k.run(ctx, in) })
		s.heard(nil, true)
		if old.over() {
			r.Missed(core.Slack)
		}
		old.retire(s.line.pace.drain)
		old = k
		began, why := time.Now(), error(nil)
		select {
		case <-ctx.Done():
		case <-k.ended:
			why = k.why
			s.down(ctx, k, why)
		case <-k.leave: // it is read on until the next one is there
		}
		if failures++; time.Since(began) >= s.line.pace.steady {
			failures = 0
		}
		s.rest(ctx, why, failures)
	}
}

// heard notes whether events come in.
func (s *Slack) heard(why error, held bool) {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.why, s.line.held = why, held
}

// down notes that there is no line, unless an old one is still there. A cause
// is logged once.
func (s *Slack) down(ctx context.Context, old *socket, why error) {
	if ctx.Err() != nil || !old.over() {
		return
	}
	s.line.mu.Lock()
	before := s.line.why
	s.line.why = why
	s.line.mu.Unlock()
	var was, is *core.SendError
	cure := ""
	if errors.As(why, &is) {
		cure = is.Cure
	}
	if is != nil && errors.As(before, &was) && was.Cause == is.Cause {
		return
	}
	s.log.Warn("events of Slack's do not come in; it is tried again", "err", why, "cure", cure)
}

// rest waits after failures: longer after each, as long as Slack says, and
// never just as long as other processes.
func (s *Slack) rest(ctx context.Context, why error, failures int) {
	if failures == 0 || ctx.Err() != nil {
		return
	}
	p := s.line.pace
	wait := min(p.backoff<<min(failures-1, 16), p.longest)
	var se *core.SendError
	if errors.As(why, &se) {
		wait = max(wait, se.After)
		if se.How == core.Held {
			wait = max(wait, p.refused)
		}
	}
	t := time.NewTimer(wait + rand.N(wait/2+1)) //nolint:gosec // it spreads reconnections, it guards nothing
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
