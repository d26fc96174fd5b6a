package web

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// spokes is in how many parts the streams are given their signs of life, so
// that thousands do not wake at once.
const spokes = 16

// hub knows the open streams and turns one wheel for the heartbeat of all: a
// ticker and a goroutine while there are any, not one each.
type hub struct {
	every     time.Duration
	visitors  *seats[core.VisitorID]
	addresses *seats[string]

	mu      sync.Mutex
	wheel   [spokes]map[*stream]struct{}
	next    int // the spoke of the next stream
	n       int
	turning bool
	closed  chan struct{}
	ending  sync.Once
	left    sync.WaitGroup
}

func newHub(every time.Duration, l Limits) *hub {
	h := &hub{every: every, visitors: newSeats[core.VisitorID](l.VisitorStreams), addresses: newSeats[string](l.AddressStreams),
		closed: make(chan struct{})}
	for i := range h.wheel {
		h.wheel[i] = map[*stream]struct{}{}
	}
	return h
}

// admit takes the seats of a stream, or says why there is none.
func (h *hub) admit(who core.VisitorID, from string) error {
	if !h.visitors.take(who) {
		return &problem{Code: CodeTooManyStreams, Retry: h.every,
			Detail: fmt.Sprintf("You have this open in %d windows, and more is too many. Please close some.", h.visitors.n)}
	}
	if !h.addresses.take(from) {
		h.visitors.give(who)
		return &problem{Code: CodeTooManyStreams, Retry: h.every,
			Detail: fmt.Sprintf("At most %d streams may be open from one address.", h.addresses.n)}
	}
	return nil
}

// release gives the seats back.
func (h *hub) release(who core.VisitorID, from string) {
	h.visitors.give(who)
	h.addresses.give(from)
}

// join puts a stream on the wheel. It answers false once the hub is closed.
func (h *hub) join(st *stream) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	select {
	case <-h.closed:
		return false
	default:
	}
	st.spoke = h.next
	h.next = (h.next + 1) % spokes
	h.wheel[st.spoke][st] = struct{}{}
	h.n++
	h.left.Add(1)
	if !h.turning {
		h.turning = true
		go h.turn()
	}
	return true
}

// leave takes a stream that joined off the wheel.
func (h *hub) leave(st *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.wheel[st.spoke], st)
	h.n--
	h.left.Done()
}

// turn nudges one spoke after the other, until no stream is left.
func (h *hub) turn() {
	tick := time.NewTicker(max(h.every/spokes, time.Millisecond))
	defer tick.Stop()
	for spoke := 0; ; spoke = (spoke + 1) % spokes {
		select {
		case <-h.closed:
			return
		case <-tick.C:
			if !h.nudge(spoke) {
				return
			}
		}
	}
}

func (h *hub) nudge(spoke int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for st := range h.wheel[spoke] {
		select {
		case st.beat <- struct{}{}:
		default: // it is busy writing, which is a sign of life too
		}
	}
	h.turning = h.n > 0
	return h.turning
}

func (h *hub) open() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.n
}

// close ends all streams and waits for them until ctx ends.
func (h *hub) close(ctx context.Context) error {
	h.ending.Do(func() { close(h.closed) })
	h.mu.Lock() // who has joined before is on the wheel, nobody joins after
	for _, spoke := range h.wheel {
		for st := range spoke {
			st.stop()
		}
	}
	h.mu.Unlock()
	left := make(chan struct{})
	go func() {
		h.left.Wait()
		close(left)
	}()
	select {
	case <-left:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
