package main

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/bellhop-chat/bellhop/cmd/bellhop/demo"
)

// trouble is one thing that can be broken.
type trouble struct {
	demo.Trouble // as it is explained
	set          func(on bool) error
	state        func() (demo.TroubleState, time.Duration) // with how long it lasts, when that is known
	met          atomic.Int64                              // calls that met it
}

func (t *trouble) now() demo.Trouble {
	out := t.Trouble
	var left time.Duration
	out.State, left = t.state()
	out.Left, out.Met = int64((left+time.Second-1)/time.Second), t.met.Load()
	return out
}

func restart(p *process) *trouble {
	t := &trouble{Trouble: demo.Trouble{
		ID: "restart", Icon: "power", Title: "Restart Bellhop",
		Watch: "The server is killed (kill -9), stays away for four seconds, and starts again on the same database. Write meanwhile, on both sides: the widget keeps the words and finds back, and what the team wrote is read at the start.",
	}}
	t.set = func(on bool) error {
		if !on {
			return nil // it comes back by itself
		}
		return p.kill()
	}
	t.state = func() (demo.TroubleState, time.Duration) {
		if p.where() == "" {
			return demo.On, 0
		}
		return demo.Off, 0
	}
	return t
}

// switching makes a trouble that lasts until it is repaired.
func switching(t *trouble, is *atomic.Bool, change func(on bool) error) {
	t.set = func(on bool) error {
		if is.Swap(on) == on {
			return nil
		}
		return change(on)
	}
	t.state = func() (demo.TroubleState, time.Duration) {
		if is.Load() {
			return demo.On, 0
		}
		return demo.Off, 0
	}
}

// once makes a trouble that the next call meets, and is over then. The answer
// tells whether a call is that one.
func once(t *trouble) (meets func() bool) {
	var armed atomic.Bool
	t.set = func(on bool) error {
		if on {
			t.met.Store(0)
		}
		armed.Store(on)
		return nil
	}
	t.state = func() (demo.TroubleState, time.Duration) {
		if armed.Load() {
			return demo.Armed, 0
		}
		return demo.Off, 0
	}
	return func() bool {
		met := armed.CompareAndSwap(true, false)
		if met {
			t.met.Add(1)
		}
		return met
	}
}

// during makes a trouble that lasts for a while. begin sets it up; meets counts
// a call, and tells whether it is still to be met.
func during(t *trouble, lasts time.Duration, begin func(until time.Time, meets func() bool)) {
	var mu sync.Mutex
	var until time.Time
	t.set = func(on bool) error {
		mu.Lock()
		until = time.Time{}
		if !on {
			mu.Unlock()
			return nil
		}
		mine := time.Now().Add(lasts)
		until = mine
		mu.Unlock()
		t.met.Store(0)
		begin(mine, func() bool {
			mu.Lock()
			defer mu.Unlock()
			if !until.Equal(mine) {
				return false // it was let be, or asked for anew
			}
			t.met.Add(1)
			return true
		})
		return nil
	}
	t.state = func() (demo.TroubleState, time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		if left := time.Until(until); left > 0 {
			return demo.On, left
		}
		return demo.Off, 0
	}
}
