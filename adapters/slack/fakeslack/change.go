package fakeslack

import (
	"cmp"
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

// Snapshot is the workspace as a condition of Await sees it. Its views are those of Server.
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
			return fmt.Errorf("await a change in the fake slack: %w", ctx.Err())
		case <-s.live.Done():
			return fmt.Errorf("await a change in the fake slack: closed")
		}
	}
}

// Messages lists all of a channel, replies too, oldest first.
func (s *Server) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok {
		return nil
	}
	return copies(r.log)
}

// MessagesAfter lists what stands in a channel after a timestamp, oldest first: for long runs, where Messages copies too much.
func (s *Server) MessagesAfter(channel, ts string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok {
		return nil
	}
	from, _ := slices.BinarySearchFunc(r.log, tsMicro(ts)+1, func(m *Message, t int64) int { return cmp.Compare(tsMicro(m.TS), t) })
	return copies(r.log[from:])
}

// Thread lists a parent and its replies, oldest first.
func (s *Server) Thread(channel, ts string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok {
		return nil
	}
	return copies(r.thread(ts))
}

// Message finds one message.
func (s *Server) Message(channel, ts string) (Message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok || r.byTS[ts] == nil {
		return Message{}, false
	}
	return *r.byTS[ts], true
}

// latest is the end of a list that may hold at most keep, cut rarely; keep 0 means all.
func latest[T any](list []T, keep int) []T {
	if keep <= 0 || len(list) <= 2*keep {
		return list
	}
	return slices.Clone(list[len(list)-keep:])
}

func copies(ms []*Message) []Message {
	out := make([]Message, len(ms))
	for i, m := range ms {
		out[i] = *m
	}
	return out
}

// Ephemerals lists what only this user was shown, oldest first; an empty user means everyone's.
func (s *Server) Ephemerals(user string) []Ephemeral {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.ephemerals), func(e Ephemeral) bool { return user != "" && e.User != user })
}

// Calls lists the requests to one method, oldest first; an empty method means all.
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if method == "" || c.Method == method {
			out = append(out, *c)
		}
	}
	return out
}

// Pings lists everything in our requests that could have notified people.
func (s *Server) Pings() []Ping {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.pings)
}

// Events lists the envelopes of all events so far, sent or not, oldest first. They must not be changed.
func (s *Server) Events() []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.events)
}

// Deliveries lists every attempt to reach the app, in the order they ended.
func (s *Server) Deliveries() []Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.deliveries)
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

// Channels lists the channels as they are now.
func (s *Server) Channels() []Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Channel
	for _, id := range s.roomIDs {
		r := s.rooms[id]
		out = append(out, Channel{
			ID: r.id, Name: r.name, Members: slices.Clone(r.members), BotOut: !r.has(s.cfg.App.BotUserID), Private: r.private, Archived: r.archived,
			External: r.external,
		})
	}
	return out
}
