package fakediscord

import (
	"context"
	"fmt"
	"slices"
)

// touch wakes everyone who waits for a change. The caller holds s.mu.
func (s *Server) touch() {
	s.revision++
	close(s.changed)
	s.changed = make(chan struct{})
}

// change is closed at the next change.
func (s *Server) change() (revision int64, next <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.revision, s.changed
}

// Snapshot is the server as a condition of Await sees it. Its views are those of Server.
type Snapshot struct{ *Server }

// Await returns when ok says yes. It asks at once and again after every change, and gives up with ctx or Close.
// ok is called without a lock held and may use every view.
func (s *Server) Await(ctx context.Context, ok func(Snapshot) bool) error {
	for {
		_, next := s.change()
		if ok(Snapshot{s}) {
			return nil
		}
		select {
		case <-next:
		case <-ctx.Done():
			return fmt.Errorf("await a change in the fake discord: %w", ctx.Err())
		case <-s.live.Done():
			return fmt.Errorf("await a change in the fake discord: closed")
		}
	}
}

// latest is the end of a list that may hold at most keep, cut rarely; keep 0 means all.
func latest[T any](list []T, keep int) []T {
	if keep <= 0 || len(list) <= 2*keep {
		return list
	}
	return slices.Clone(list[len(list)-keep:])
}

// Calls lists the requests to one route, as in "POST /channels/{channel_id}/messages", oldest first; "" means all.
func (s *Server) Calls(route string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if route == "" || c.Method+" "+c.Route == route {
			out = append(out, *c)
		}
	}
	return out
}

// Invalid is how many requests were answered with this status: 401, 403 or 429. Ten thousand in ten minutes would be a ban for everybody at
// the address; shared limits do not count.
func (s *Server) Invalid(status int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.invalid[status]
}

// Pings lists everything in our posts and edits that could have notified people.
func (s *Server) Pings() []Ping {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.pings)
}

// Users lists the people and bots in the order they were seeded, our bot first.
func (s *Server) Users() []User {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []User
	for _, id := range s.userIDs {
		out = append(out, s.users[id])
	}
	return out
}

// Roles lists the roles, @everyone and our bot's first.
func (s *Server) Roles() []Role {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Role
	for _, id := range s.roleIDs {
		out = append(out, s.roles[id])
	}
	return out
}

// Channels lists channels and threads as they are now, in the order they were made.
func (s *Server) Channels() []Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Channel
	for _, id := range s.roomIDs {
		out = append(out, s.rooms[id].view())
	}
	return out
}

// Channel finds one channel or thread.
func (s *Server) Channel(id string) (Channel, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[id]
	if !ok {
		return Channel{}, false
	}
	return r.view(), true
}

// Threads lists the threads of a channel, archived ones too, in the order they were made.
func (s *Server) Threads(channel string) []Channel {
	return slices.DeleteFunc(s.Channels(), func(c Channel) bool {
		return c.Parent != channel || c.Kind != PublicThread && c.Kind != PrivateThread
	})
}

// Commands lists the application commands as Discord shows them.
func (s *Server) Commands() []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []map[string]any
	for _, c := range s.commands {
		out = append(out, s.commandJSON(c))
	}
	return out
}
