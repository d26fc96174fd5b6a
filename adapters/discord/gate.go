package discord

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/bellhop-chat/bellhop/core"
)

// The gates of one process. Discord allows a bot 50 requests a second, and each
// route its own number, which it tells with every answer.
const (
	perSecond = 45
	maxGates  = 10_000 // families that are remembered; then those that are open again are forgotten
	bareWait  = time.Second
	everyone  = "global"
)

// gates are shut for as long as Discord says, each family of routes for itself.
// Nobody waits at one: who comes to a shut gate is told when to come again.
type gates struct {
	now   func() time.Time
	all   *rate.Limiter
	mu    *sync.Mutex
	until map[string]time.Time
}

func newGates(now func() time.Time) gates {
	return gates{now: now, all: rate.NewLimiter(perSecond, perSecond), mu: &sync.Mutex{}, until: map[string]time.Time{}}
}

// pass answers nil when a request may go out now.
func (g gates) pass(family string, counts bool) error {
	now := g.now()
	g.mu.Lock()
	defer g.mu.Unlock()
	wait, gate := g.until[family].Sub(now), ""
	if all := g.until[everyone].Sub(now); counts && all > wait {
		wait, gate = all, everyone
	}
	if wait <= 0 && counts && !g.all.AllowN(now, 1) {
		wait, gate = time.Second/perSecond*5, everyone
	}
	if wait > 0 {
		return &core.SendError{How: core.Retry, After: wait, Cause: causeLimit, Gate: gate}
	}
	return nil
}

// heed shuts a gate when an answer says that no further request is allowed.
func (g gates) heed(family string, h http.Header) {
	if h.Get("X-RateLimit-Remaining") != "0" {
		return
	}
	if s, err := strconv.ParseFloat(h.Get("X-RateLimit-Reset-After"), 64); err == nil && s > 0 {
		g.close(family, time.Duration(s*float64(time.Second)))
	}
}

// shut obeys a 429: for the bot everywhere, or for the route it was about. What
// all bots share says nothing about our own number, and is obeyed the same.
func (g gates) shut(family string, e *apiError) {
	if e.Global || e.Scope == everyone {
		family = everyone
	}
	g.close(family, e.After)
}

func (g gates) close(family string, after time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	if len(g.until) >= maxGates {
		for f, t := range g.until {
			if !t.After(now) {
				delete(g.until, f)
			}
		}
	}
	if t := now.Add(after); t.After(g.until[family]) {
		g.until[family] = t
	}
}
