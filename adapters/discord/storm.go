package discord

import (
	"net/http"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// Discord shuts out an address that gets 10,000 refusals (401, 403, 429) within
// ten minutes, for every server behind it. One server may not bring that about.
const (
	stormWithin = time.Minute
	stormAfter  = 30 // refusals of one server within stormWithin
	stormRest   = time.Minute
)

// storms leave a server alone for a while after too many refusals.
type storms struct {
	now  func() time.Time
	mu   sync.Mutex
	seen map[core.ConnectionID]*storm
}

type storm struct {
	began time.Time
	count int
	until time.Time
}

// count notes a refusal. A 429 that all bots share does not count at Discord.
func (s *storms) count(c core.ConnectionID, e *apiError) {
	refusal := e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden || e.Status == http.StatusTooManyRequests && e.Scope != "shared"
	if !refusal {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	k := s.seen[c]
	if k == nil || now.Sub(k.began) > stormWithin {
		if s.seen == nil {
			s.seen = map[core.ConnectionID]*storm{}
		}
		k = &storm{began: now}
		s.seen[c] = k
	}
	if k.count++; k.count >= stormAfter {
		k.until = now.Add(stormRest)
	}
}

// open answers why nothing is sent to a server now, nil when it is.
func (s *storms) open(c core.ConnectionID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	k := s.seen[c]
	if k == nil || !s.now().Before(k.until) {
		return nil
	}
	return &core.SendError{How: core.Held, After: k.until.Sub(s.now()), Cause: "too_many_refusals", Cure: cureStorm}
}

// doubt remembers tokens that Discord refused: nothing is sent with one until
// it was accepted again.
type doubt struct {
	mu     sync.Mutex
	tokens map[string]bool
}

func (d *doubt) note(token string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.tokens == nil {
		d.tokens = map[string]bool{}
	}
	d.tokens[token] = true
}

func (d *doubt) clear(token string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.tokens, token)
}

func (d *doubt) has(token string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.tokens[token]
}
