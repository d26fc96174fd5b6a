package bridge

import (
	"context"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// How often a visitor's typing is shown to the team, and of how many it is
// remembered that it was.
const (
	typingEvery  = 7 * time.Second
	typingWithin = 3 * time.Second
	maxTyping    = 10_000
)

// typingShown remembers whose typing was shown when.
type typingShown struct {
	mu   sync.Mutex
	when map[core.ConversationID]time.Time
}

// first tells whether it is time to show a conversation's typing again.
func (s *typingShown) first(id core.ConversationID, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.when[id]) < typingEvery {
		return false
	}
	if s.when == nil || len(s.when) >= maxTyping {
		s.when = map[core.ConversationID]time.Time{}
	}
	s.when[id] = now
	return true
}

// Typing says that the visitor is writing. Surfaces that can show it do, while
// somebody waits or talks there; it is never stored, and nobody waits for it.
func (b *Bridge) Typing(ctx context.Context, s Session) {
	b.numbers.words.WithLabelValues("typing").Inc()
	if !b.showsTyping() || !b.typists.first(s.Ref.ID, b.now()) {
		return
	}
	go func() {
		within, cancel := context.WithTimeout(context.WithoutCancel(ctx), typingWithin)
		defer cancel()
		b.showTyping(within, s.Ref)
	}()
}

// showsTyping tells whether any platform can show it.
func (b *Bridge) showsTyping() bool {
	for _, p := range b.platforms {
		if _, ok := p.(core.Typist); ok {
			return true
		}
	}
	return false
}

func (b *Bridge) showTyping(ctx context.Context, ref core.Ref) {
	talk, err := b.Store.Conversation(ctx, ref)
	if err != nil || talk.State != core.StateActive && talk.State != core.StateQueued {
		return
	}
	for _, th := range talk.Threads {
		p, ok := b.platforms[th.Surface].(core.Typist)
		if !ok || th.Remote == "" {
			continue
		}
		conn, err := b.Store.Connection(ctx, ref.Workspace, th.Connection)
		if err == nil {
			err = p.Types(ctx, conn, th)
		}
		if err != nil {
			b.Log.Debug("a visitor's typing was not shown", "thread", th.ID, "err", err)
		}
	}
}

var _ core.TypingTaker = (*Bridge)(nil)

// TeamTypes shows the visitor that somebody of the team is writing; see
// core.TypingTaker. Only who has the conversation is shown.
func (b *Bridge) TeamTypes(ctx context.Context, c core.Connection, by core.Profile, channel, thread string) {
	within, cancel := context.WithTimeout(ctx, typingWithin)
	defer cancel()
	ref, _, err := b.Store.ThreadByRemote(within, c.Workspace, c.ID, channel, thread)
	if err != nil || !b.follows(ref.ID) {
		return // nobody looks on, in this process
	}
	agent, err := b.Store.KnowAgent(within, c.Workspace, c.ID, by, core.AgentID(b.NewID()), core.PictureID(newToken()))
	if err != nil {
		return
	}
	talk, err := b.Store.Conversation(within, ref)
	if err == nil && talk.State == core.StateActive && talk.Owner == agent.ID {
		b.hub.typing(ref.ID, Typing{Kind: "agent", Agent: agent.ID})
	}
}
