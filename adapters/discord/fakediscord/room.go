package fakediscord

import (
	"slices"
	"time"
)

// room is a channel or a thread and what stands in it. Guarded by Server.mu.
type room struct {
	Channel
	th       *thread // nil for channels
	log      []*Message
	byID     map[string]*Message
	whispers []*Message // ephemeral ones
	hooks    []*Webhook
	renames  window
	nonces   map[string]nonce
	lastID   string // of the last message, also when it was deleted
}

// thread is what a thread has beside a channel.
type thread struct {
	parent     *room
	auto       int // minutes
	archivedAt time.Time
	created    time.Time
	invitable  bool
	sent       int // messages ever, without the starter
	joined     map[string]time.Time
}

type nonce struct {
	id string
	at time.Time
}

func (t *thread) has(user string) bool {
	_, ok := t.joined[user]
	return ok
}

// top is the channel that a thread stands in, or the channel itself.
func (r *room) top() *room {
	if r.th != nil {
		return r.th.parent
	}
	return r
}

func newRoom(c Channel) *room {
	return &room{Channel: c, byID: map[string]*Message{}, nonces: map[string]nonce{}}
}

// addRoom puts a channel or thread into the guild. The caller holds s.mu.
func (s *Server) addRoom(r *room) {
	s.rooms[r.ID] = r
	s.roomIDs = append(s.roomIDs, r.ID)
}

// dropRoom takes a channel away, with its threads. The caller holds s.mu.
func (s *Server) dropRoom(r *room) {
	for _, other := range s.threadsOf(r) {
		s.dropRoom(other)
	}
	delete(s.rooms, r.ID)
	s.roomIDs = slices.DeleteFunc(s.roomIDs, func(id string) bool { return id == r.ID })
	for _, h := range r.hooks {
		delete(s.hooks, h.ID)
	}
}

// threadsOf lists the threads of a channel, oldest first; nil means of all channels. The caller holds s.mu.
func (s *Server) threadsOf(parent *room) []*room {
	var out []*room
	for _, id := range s.roomIDs {
		if r := s.rooms[id]; r.th != nil && (parent == nil || r.th.parent == parent) {
			out = append(out, r)
		}
	}
	return out
}

// find is a message that stands in the room, or one for somebody's eyes only.
func (r *room) find(id string) (*Message, bool) {
	if m, ok := r.byID[id]; ok {
		return m, true
	}
	for _, m := range r.whispers {
		if m.ID == id {
			return m, true
		}
	}
	return nil, false
}

func (r *room) remove(m *Message) {
	delete(r.byID, m.ID)
	same := func(other *Message) bool { return other == m }
	r.log, r.whispers = slices.DeleteFunc(r.log, same), slices.DeleteFunc(r.whispers, same)
}

// view is the channel as it is now.
func (r *room) view() Channel {
	c := r.Channel
	c.Tags, c.Overwrites, c.Applied = slices.Clone(c.Tags), slices.Clone(c.Overwrites), slices.Clone(c.Applied)
	if r.th != nil {
		c.Members = r.th.roll()
	}
	return c
}

// roll lists the members of a thread in the order of their ids.
func (t *thread) roll() []string {
	var out []string
	for u := range t.joined {
		out = append(out, u)
	}
	slices.SortFunc(out, compareIDs)
	return out
}
