package discord

import (
	"sync"
	"time"
)

// maxRoster is how many people's status is kept: those who answered visitors.
const maxRoster = 2000

// Status is what Discord says of somebody's presence, and when it did.
type Status struct {
	Word string // online, idle, dnd or offline
	Seen time.Time
}

// statuses keep the presence of the team's people in memory: nobody else's,
// however large a server is.
type statuses struct {
	now   func() time.Time
	mu    sync.Mutex
	known map[string]Status
}

func newStatuses(now func() time.Time) *statuses {
	return &statuses{now: now, known: map[string]Status{}}
}

// enrol makes somebody one whose status is kept.
func (s *statuses) enrol(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.known[user]; !ok && len(s.known) < maxRoster {
		s.known[user] = Status{}
	}
}

func (s *statuses) enrolled(user string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.known[user]
	return ok
}

// note keeps the status of somebody who is enrolled.
func (s *statuses) note(user, word string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.known[user]; ok && word != "" {
		s.known[user] = Status{Word: word, Seen: s.now()}
	}
}

// lapse forgets what is not heard any more: without a gateway nobody knows.
func (s *statuses) lapse() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for user := range s.known {
		s.known[user] = Status{}
	}
}

// StatusOf answers the last known status of somebody of the team; an empty Word
// means that it is not known.
func (d *Discord) StatusOf(user string) Status {
	d.statuses.mu.Lock()
	defer d.statuses.mu.Unlock()
	return d.statuses.known[user]
}
