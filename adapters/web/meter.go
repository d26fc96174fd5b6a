package web

import (
	"sync"
	"time"
)

// meterKeys is how many keys a meter remembers at most, twice over.
const meterKeys = 1 << 16

// meter lets n through per key and minute: all at once after a pause, evenly
// when they keep coming. Per key it keeps one time, the moment at which the key
// has paid for all it took; keys are forgotten once that is past, or earlier
// when there are too many.
type meter[K comparable] struct {
	n          int
	mu         sync.Mutex
	young, old map[K]time.Time
	turned     time.Time
}

func newMeter[K comparable](n int) *meter[K] {
	return &meter[K]{n: n, young: map[K]time.Time{}}
}

// take lets one through, or answers how long to wait.
func (m *meter[K]) take(k K, now time.Time) (wait time.Duration) {
	if m.n <= 0 {
		return 0
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	paid, ok := m.young[k]
	if !ok {
		paid = m.old[k]
	}
	if paid.Before(now) {
		paid = now
	}
	paid = paid.Add(time.Minute / time.Duration(m.n))
	if wait := paid.Sub(now) - time.Minute; wait > 0 {
		return wait
	}
	m.turn(now)
	m.young[k] = paid
	return 0
}

// turn drops what is paid for: a key that was not touched for a minute is.
func (m *meter[K]) turn(now time.Time) {
	if now.Sub(m.turned) > time.Minute || len(m.young) >= meterKeys {
		m.young, m.old, m.turned = map[K]time.Time{}, m.young, now
	}
}
