package web

import (
	"strconv"
	"testing"
	"time"
)

// remembered counts the keys below n of which something is remembered.
func (c *counter) remembered(t *testing.T, n int, began time.Time) (keys int) {
	t.Helper()
	for i := range n {
		now, before, err := c.Get(strconv.Itoa(i), began, began.Add(-window))
		if err != nil {
			t.Fatal(err)
		}
		if now+before > 0 {
			keys++
		}
	}
	return keys
}

func (c *counter) count(t *testing.T, key int, began time.Time) {
	t.Helper()
	if err := c.Increment(strconv.Itoa(key), began); err != nil {
		t.Fatal(err)
	}
}

func TestACounterForgetsKeysSoThatItsMemoryIsBounded(t *testing.T) {
	c, began := newCounter(), time.Unix(0, 0).UTC()
	const many = 5 * counterKeys
	for i := range many {
		c.count(t, i, began)
	}
	if n := c.remembered(t, many, began); n > 2*counterKeys || n < counterKeys {
		t.Errorf("%d keys are remembered", n)
	}
	if n := c.remembered(t, counterKeys, began); n != 0 {
		t.Errorf("%d of the oldest keys are remembered", n)
	}
	later := began.Add(2 * window)
	c.count(t, 1, later)
	if n := c.remembered(t, many, later); n != 1 {
		t.Errorf("%d keys are remembered after a pause", n)
	}
}

func TestACounterThatIsFullForgetsNothingOfWhoCallsOn(t *testing.T) {
	c, began := newCounter(), time.Unix(0, 0).UTC()
	for range 3 {
		c.count(t, -1, began)
	}
	for i := range counterKeys { // one too many for one generation
		c.count(t, i, began)
	}
	c.count(t, -1, began)
	if now, before, err := c.Get("-1", began, began.Add(-window)); now != 4 || before != 0 || err != nil {
		t.Errorf("counted %d and %d, %v", now, before, err)
	}
	next := began.Add(window)
	c.count(t, -1, next)
	if now, before, err := c.Get("-1", next, began); now != 1 || before != 4 || err != nil {
		t.Errorf("a minute later counted %d and %d, %v", now, before, err)
	}
}
