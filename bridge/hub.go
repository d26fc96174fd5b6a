package bridge

import (
	"sync"

	"github.com/bellhop-chat/bellhop/core"
)

// Typing says that somebody on our side is writing. It is shown for a moment
// and never stored.
type Typing struct {
	Kind  string // "bot" or "agent"
	Agent core.AgentID
}

// Follower hears that a conversation changed. C says "something changed, read
// again" and forgets how often; nothing is lost, because what is read is
// numbered.
type Follower struct {
	C      chan struct{}
	Typing chan Typing
	hub    *hub
	id     core.ConversationID
	left   func()
	once   sync.Once
}

// Close ends the hearing. It may be called twice.
func (f *Follower) Close() {
	f.once.Do(func() {
		f.hub.drop(f)
		f.left()
	})
}

// hub knows who follows what in this process.
type hub struct {
	mu        sync.Mutex
	followers map[core.ConversationID][]*Follower
}

func newHub() *hub { return &hub{followers: map[core.ConversationID][]*Follower{}} }

// Follow starts hearing about a conversation.
func (b *Bridge) Follow(ref core.Ref) *Follower {
	f := &Follower{C: make(chan struct{}, 1), Typing: make(chan Typing, 1), hub: b.hub, id: ref.ID}
	f.left = func() { b.left(ref) }
	b.hub.mu.Lock()
	defer b.hub.mu.Unlock()
	b.hub.followers[ref.ID] = append(b.hub.followers[ref.ID], f)
	return f
}

// follows tells whether anybody in this process follows a conversation.
func (b *Bridge) follows(id core.ConversationID) bool {
	b.hub.mu.Lock()
	defer b.hub.mu.Unlock()
	return len(b.hub.followers[id]) > 0
}

// Followed tells how many followers this process has.
func (b *Bridge) Followed() int {
	b.hub.mu.Lock()
	defer b.hub.mu.Unlock()
	n := 0
	for _, fs := range b.hub.followers {
		n += len(fs)
	}
	return n
}

func (h *hub) drop(f *Follower) {
	h.mu.Lock()
	defer h.mu.Unlock()
	fs := h.followers[f.id]
	for i, other := range fs {
		if other == f {
			fs = append(fs[:i:i], fs[i+1:]...)
			break
		}
	}
	if len(fs) == 0 {
		delete(h.followers, f.id)
		return
	}
	h.followers[f.id] = fs
}

// followed lists what anybody in this process follows.
func (h *hub) followed() (ids []core.ConversationID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id := range h.followers {
		ids = append(ids, id)
	}
	return ids
}

func (h *hub) nudge(ids ...core.ConversationID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, id := range ids {
		for _, f := range h.followers[id] {
			select {
			case f.C <- struct{}{}:
			default:
			}
		}
	}
}

func (h *hub) typing(id core.ConversationID, t Typing) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, f := range h.followers[id] {
		select {
		case f.Typing <- t:
		default:
		}
	}
}
