package web

import "sync"

// seats counts what is open at once per key.
type seats[K comparable] struct {
	n     int // at most this many each; 0 for any number
	mu    sync.Mutex
	taken map[K]int
}

func newSeats[K comparable](n int) *seats[K] { return &seats[K]{n: n, taken: map[K]int{}} }

// take answers whether there was one left.
func (s *seats[K]) take(k K) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.n > 0 && s.taken[k] >= s.n {
		return false
	}
	s.taken[k]++
	return true
}

func (s *seats[K]) give(k K) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.taken[k]--; s.taken[k] <= 0 {
		delete(s.taken, k)
	}
}
