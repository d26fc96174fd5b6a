package web

import (
	"sync"
	"time"

	"github.com/go-chi/httprate"
)

// counterKeys is how many keys a counter remembers at most, twice over.
const counterKeys = 1 << 16

// counter is httprate's counter in memory with a bound. On its own that one
// remembers every key of two minutes and never gives memory back, so that
// somebody who owns a large IPv6 network could fill ours. Here it is replaced
// when it is full; the full one is remembered until the next is. Under such an
// attack the oldest keys are forgotten first, otherwise nothing that counts.
type counter struct {
	mu         sync.Mutex
	young, old httprate.LimitCounter
	n          int // keys in young, each minute on its own
}

func newCounter() *counter {
	return &counter{young: httprate.NewLocalLimitCounter(window), old: httprate.NewLocalLimitCounter(window)}
}

// Config has nothing to say: how long we look back is a constant.
func (c *counter) Config(int, time.Duration) {}

// Increment counts one.
func (c *counter) Increment(key string, began time.Time) error { return c.IncrementBy(key, began, 1) }

// IncrementBy counts in the minute that began then.
func (c *counter) IncrementBy(key string, began time.Time, amount int) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	present, _, err := c.young.Get(key, began, began.Add(-window))
	if err != nil {
		return err
	}
	if present == 0 {
		if c.n >= counterKeys {
			c.young, c.old, c.n = httprate.NewLocalLimitCounter(window), c.young, 0
		}
		c.n++
	}
	return c.young.IncrementBy(key, began, amount)
}

// Get answers what was counted in a minute and in the one before.
func (c *counter) Get(key string, began, before time.Time) (int, int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now, earlier, err := c.young.Get(key, began, before)
	if err != nil {
		return 0, 0, err
	}
	now2, earlier2, err := c.old.Get(key, began, before)
	return now + now2, earlier + earlier2, err
}
