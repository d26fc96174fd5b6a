package fakediscord

import (
	"slices"
	"time"
)

// Types of messages that appear here.
const (
	TypeDefault       = 0
	TypeThreadCreated = 18
	TypeReply         = 19
	TypeSlash         = 20
	TypeStarter       = 21
)

// Flags of messages that appear here.
const (
	FlagSuppressEmbeds = 1 << 2
	FlagHasThread      = 1 << 5
	FlagEphemeral      = 1 << 6
	FlagLoading        = 1 << 7
	FlagSilent         = 1 << 12
)

// Message is a message in a channel or thread.
type Message struct {
	ID      string `json:"id"`
	Channel string `json:"channel"`
	Type    int    `json:"type"`
	// Author is a user id, or the webhook's. Webhook, Username and AvatarURL are set for what a webhook said.
	Author    string `json:"author"`
	Webhook   string `json:"webhook,omitempty"`
	Username  string `json:"username,omitempty"`
	AvatarURL string `json:"avatar_url,omitempty"`
	App       string `json:"app,omitempty"` // the application behind it

	Content     string         `json:"content"`
	Embeds      []any          `json:"embeds"`
	Components  []any          `json:"components"`
	Attachments []Attachment   `json:"attachments"`
	Stickers    []string       `json:"stickers,omitempty"` // names
	Reactions   []Reaction     `json:"reactions"`
	Flags       int            `json:"flags"`
	Nonce       any            `json:"nonce,omitempty"`
	At          time.Time      `json:"at"`
	Edited      *time.Time     `json:"edited,omitempty"`
	Thread      string         `json:"thread,omitempty"` // started at this message
	Ref         *Ref           `json:"ref,omitempty"`
	Forwarded   *Message       `json:"forwarded,omitempty"`
	For         string         `json:"for,omitempty"` // the only one who sees it
	Mentioned   Mentioned      `json:"mentioned"`
	Interaction map[string]any `json:"-"` // what it answers
}

// Ref is what a message replies to, forwards or stands for.
type Ref struct {
	Forward  bool   `json:"forward"`
	Channel  string `json:"channel"`
	Message  string `json:"message"`
	answered bool   // a starter or reply shows the message it refers to
}

// Mentioned is who is told of a message, after allowed_mentions and permissions.
type Mentioned struct {
	Users    []string `json:"users,omitempty"`
	Roles    []string `json:"roles,omitempty"`
	Everyone string   `json:"everyone,omitempty"` // "@everyone" or "@here"
	Replied  string   `json:"replied,omitempty"`  // among Users, because of a reply
}

// Reaction is an emoji under a message and who put it there.
type Reaction struct {
	Emoji string   `json:"emoji"` // a character, or name:id
	Users []string `json:"users"`
}

// copied is a message that does not change when the original does.
func (m *Message) copied() Message {
	c := *m
	c.Attachments, c.Embeds, c.Components = slices.Clone(m.Attachments), slices.Clone(m.Embeds), slices.Clone(m.Components)
	c.Reactions = slices.Clone(m.Reactions)
	for i := range c.Reactions {
		c.Reactions[i].Users = slices.Clone(c.Reactions[i].Users)
	}
	return c
}

func copies(ms []*Message) []Message {
	out := make([]Message, len(ms))
	for i, m := range ms {
		out[i] = m.copied()
	}
	return out
}

// Messages lists what stands in a channel or thread, oldest first, without what only one person sees.
func (s *Server) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r, ok := s.rooms[channel]; ok {
		return copies(r.log)
	}
	return nil
}

// MessagesAfter lists what came after a message, oldest first: for long runs, where Messages copies too much.
func (s *Server) MessagesAfter(channel, id string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok {
		return nil
	}
	from, _ := slices.BinarySearchFunc(r.log, id, func(m *Message, id string) int {
		if compareIDs(m.ID, id) <= 0 {
			return -1
		}
		return 1
	})
	return copies(r.log[from:])
}

// Message finds one message, also one that a single person sees.
func (s *Server) Message(channel, id string) (Message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r, ok := s.rooms[channel]; ok {
		if m, ok := r.find(id); ok {
			return m.copied(), true
		}
	}
	return Message{}, false
}

// Ephemerals lists what only this user was shown, in all channels; "" means everyone's.
func (s *Server) Ephemerals(user string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, id := range s.roomIDs {
		for _, m := range s.rooms[id].whispers {
			if user == "" || m.For == user {
				out = append(out, m.copied())
			}
		}
	}
	return out
}

// View lists what a person sees in a channel or thread, oldest first, with what is for their eyes only.
func (s *Server) View(user, channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok || !s.may(user, r).has(ViewChannel|ReadMessageHistory) {
		return nil
	}
	out := copies(r.log)
	for _, m := range r.whispers {
		if m.For == user {
			out = append(out, m.copied())
		}
	}
	slices.SortFunc(out, func(a, b Message) int { return compareIDs(a.ID, b.ID) })
	return out
}
