package main

import (
	"context"
	"net/http"
	"slices"
	"sync"
)

// crowd is the visitors: so many at a time, a new one in the place of each that
// has had enough.
type crowd struct {
	seed uint64
	ps   []*program
	b    *book
	http *http.Client

	mu  sync.Mutex
	now []*visitor // by slot
	all []*visitor
}

func newCrowd(seed uint64, slots int, ps []*program, b *book) *crowd {
	return &crowd{seed: seed, ps: ps, b: b, now: make([]*visitor, slots),
		http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: slots + 4}}}
}

func (c *crowd) slots() int { return len(c.now) }

// at is who is in a slot now, nil for nobody yet.
func (c *crowd) at(slot int) *visitor {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now[slot]
}

// live fills the slots until talk ends and everybody has finished.
func (c *crowd) live(talk, finish context.Context) {
	var slots sync.WaitGroup
	for slot := range c.now {
		slots.Go(func() {
			for generation := 0; talk.Err() == nil; generation++ {
				no := slot + generation*len(c.now)
				home := &client{ps: c.ps, b: c.b, http: c.http}
				home.at.Store(int64(no))
				v := newVisitor(c.seed, no, home)
				c.mu.Lock()
				c.now[slot], c.all = v, append(c.all, v)
				c.mu.Unlock()
				v.live(talk, finish)
			}
		})
	}
	slots.Wait()
}

// everyone is all who ever came, in order.
func (c *crowd) everyone() []*visitor {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := slices.Clone(c.all)
	slices.SortFunc(all, func(a, b *visitor) int { return a.no - b.no })
	return all
}
