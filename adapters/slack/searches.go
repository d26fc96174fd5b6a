package slack

import (
	"sync"

	"github.com/bellhop-chat/bellhop/core"
)

// maxSearches is how many interrupted searches are remembered; then all are
// forgotten, and begin anew.
const maxSearches = 1000

// searches remembers how far searches had come that Slack interrupted.
type searches struct {
	mu  sync.Mutex
	far map[string]far
}

// far is how far a search has come.
type far struct {
	cursor string
	found  []core.Receipt
}

// take answers how far a search had come, and forgets it.
func (s *searches) take(name string) far {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.far[name]
	delete(s.far, name)
	return f
}

func (s *searches) put(name string, f far) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.far) >= maxSearches || s.far == nil {
		s.far = map[string]far{}
	}
	if f.cursor != "" {
		s.far[name] = f
	}
}
