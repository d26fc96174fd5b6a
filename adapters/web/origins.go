package web

import (
	"context"
	"sync"
	"time"
)

const (
	originsFor  = 10 * time.Second // how long an answer is believed
	originsKept = 1000             // answers kept at most
)

// origins remembers for a moment which origins some site allows: every call of
// a browser asks.
type origins struct {
	ask   func(ctx context.Context, origin string) bool
	mu    sync.Mutex
	known map[string]bool
	until time.Time
}

func (o *origins) allowed(ctx context.Context, origin string) bool {
	if len(origin) > 300 {
		return false
	}
	now := time.Now()
	o.mu.Lock()
	if now.After(o.until) || len(o.known) >= originsKept {
		o.known, o.until = map[string]bool{}, now.Add(originsFor)
	}
	yes, ok := o.known[origin]
	o.mu.Unlock()
	if ok {
		return yes
	}
	if yes = o.ask(ctx, origin); ctx.Err() != nil {
		return yes
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.known[origin] = yes
	return yes
}
