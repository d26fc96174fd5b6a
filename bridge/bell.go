package bridge

import (
	"sync"
	"time"
)

// bell wakes one sleeping loop, at once or when something is due.
type bell struct {
	c  chan struct{}
	mu sync.Mutex
	at time.Time // when the sleeper wakes by itself; zero while it is awake
}

func newBell() *bell { return &bell{c: make(chan struct{}, 1)} }

// ring wakes the sleeper now; one ring is remembered while it is awake.
func (b *bell) ring() {
	select {
	case b.c <- struct{}{}:
	default:
	}
}

// ringAt wakes the sleeper unless it wakes early enough by itself.
func (b *bell) ringAt(due time.Time) {
	b.mu.Lock()
	early := !b.at.IsZero() && !b.at.After(due)
	b.mu.Unlock()
	if !early {
		b.ring()
	}
}

// sleep waits for a ring, for until (by the clock now), or for done. It answers
// false when done.
func (b *bell) sleep(done <-chan struct{}, now, until time.Time) bool {
	b.mu.Lock()
	b.at = until
	b.mu.Unlock()
	defer func() {
		b.mu.Lock()
		b.at = time.Time{}
		b.mu.Unlock()
	}()
	timer := time.NewTimer(max(until.Sub(now), 0))
	defer timer.Stop()
	select {
	case <-done:
		return false
	case <-b.c:
	case <-timer.C:
	}
	return true
}
