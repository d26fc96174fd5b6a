package fakediscord

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// What people do. These fail with an error where Discord's client would not have let them.

// ErrCannot wraps every refusal to a person.
var ErrCannot = errors.New("discord does not let them")

func cannot(format string, v ...any) error {
	return fmt.Errorf("%w: %s", ErrCannot, fmt.Sprintf(format, v...))
}

// seat finds a channel or thread in which a person has permissions. The caller holds s.mu.
func (s *Server) seat(user, channel string, needs Permissions) (*room, error) {
	r, ok := s.rooms[channel]
	switch {
	case !ok:
		return nil, cannot("no channel %s", channel)
	case s.users[user].ID == "" || s.users[user].Left:
		return nil, cannot("no member %s", user)
	case !s.may(user, r).has(ViewChannel):
		return nil, cannot("%s does not see %s", user, channel)
	case !s.may(user, r).has(needs):
		return nil, cannot("%s may not do that in %s", user, channel)
	}
	return r, nil
}

// desk is a seat from which a person may write.
func (s *Server) desk(user, channel string) (*room, error) {
	r, err := s.seat(user, channel, 0)
	if err != nil {
		return nil, err
	}
	if r, err = s.seat(user, channel, r.maySend()); err != nil {
		return nil, err
	}
	if err := s.entry(r, s.may(user, r).has(ManageThreads)); err != nil {
		return nil, cannot("write into %s: %v", channel, err)
	}
	return r, nil
}

// Say types a message into a channel or thread and returns its id.
func (s *Server) Say(user, channel, text string) (id string, err error) {
	return s.write(user, channel, text, func(*room, *Message) error { return nil })
}

// Reply answers a message in the same channel or thread, with the ping that is on by default.
func (s *Server) Reply(user, channel, to, text string) (id string, err error) {
	return s.write(user, channel, text, func(r *room, m *Message) error {
		about, ok := r.byID[to]
		if !ok {
			return cannot("there is no message %s", to)
		}
		m.Type, m.Ref = TypeReply, &Ref{Channel: r.ID, Message: to, answered: true}
		m.Mentioned.Replied = about.Author
		return nil
	})
}

// Sticker sends a sticker and nothing else.
func (s *Server) Sticker(user, channel, name string) (id string, err error) {
	return s.write(user, channel, "", func(_ *room, m *Message) error {
		m.Stickers = []string{name}
		return nil
	})
}

// Forward copies a message of one channel into another; the copy stands in a snapshot and the message itself is empty.
func (s *Server) Forward(user, channel, from, message string) (id string, err error) {
	return s.write(user, channel, "", func(_ *room, m *Message) error {
		source, err := s.seat(user, from, ReadMessageHistory)
		if err != nil {
			return err
		}
		original, ok := source.byID[message]
		if !ok {
			return cannot("there is no message %s", message)
		}
		c := original.copied()
		m.Ref, m.Forwarded = &Ref{Forward: true, Channel: from, Message: message}, &c
		return nil
	})
}

// Upload drops a file into a channel or thread.
func (s *Server) Upload(user, channel, filename string, data []byte) (id string, err error) {
	return s.write(user, channel, "", func(r *room, m *Message) error {
		switch {
		case !s.may(user, r).has(AttachFiles):
			return cannot("%s may not attach files", user)
		case filename == "" || len(data) > maxFile:
			return cannot("send a file of %d bytes named %q", len(data), filename)
		}
		m.Attachments = []Attachment{s.keepFile(r.ID, Attachment{Name: filename, Bytes: slices.Clone(data)})}
		return nil
	})
}

// write posts what a person says, once more has made of it what it is.
func (s *Server) write(user, channel, text string, more func(*room, *Message) error) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.desk(user, channel)
	if err != nil {
		return "", err
	}
	text = strings.TrimSpace(text)
	m := &Message{Author: user, Content: text, Nonce: "1"}
	if err := more(r, m); err != nil {
		return "", err
	}
	switch {
	case text == "" && m.Stickers == nil && m.Attachments == nil && m.Forwarded == nil:
		return "", cannot("say nothing")
	case utf8.RuneCountInString(text) > maxContent:
		return "", cannot("say more than %d characters", maxContent)
	}
	m.Mentioned = s.mentioned(text, byDefault(nil, false), s.may(user, r), m.Mentioned.Replied)
	m.ID = s.newID()
	m.Nonce = m.ID
	s.post(r, m)
	return m.ID, nil
}

// Edit changes the person's own message.
func (s *Server) Edit(user, channel, id, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, m, err := s.theirs(user, channel, id)
	if err != nil {
		return err
	}
	if r.Archived {
		return cannot("edit in an archived thread")
	}
	text = strings.TrimSpace(text)
	if text == "" && len(m.Attachments) == 0 || utf8.RuneCountInString(text) > maxContent {
		return cannot("edit to %q", text)
	}
	now := s.cfg.Now()
	m.Content, m.Edited = text, &now
	m.Mentioned = s.mentioned(text, byDefault(nil, false), s.may(user, r), m.Mentioned.Replied)
	s.changeMessage(r, m)
	return nil
}

// Delete removes a message: the person's own, or anybody's when they manage messages.
func (s *Server) Delete(user, channel, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, m, err := s.theirs(user, channel, id)
	if err != nil {
		return err
	}
	s.erase(r, m)
	return nil
}

func (s *Server) theirs(user, channel, id string) (*room, *Message, error) {
	r, err := s.seat(user, channel, 0)
	if err != nil {
		return nil, nil, err
	}
	m, ok := r.byID[id]
	if !ok || m.Author != user && !s.may(user, r).has(ManageMessages) {
		return nil, nil, cannot("%s has no message %s to change", user, id)
	}
	return r, m, nil
}
