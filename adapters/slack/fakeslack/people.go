package fakeslack

import (
	"errors"
	"fmt"
	"slices"
)

// What people do. These fail with an error where Slack's client would not have let them.

// ErrCannot wraps every refusal to a person.
var ErrCannot = errors.New("slack does not let them")

func cannot(format string, v ...any) error {
	return fmt.Errorf("%w: %s", ErrCannot, fmt.Sprintf(format, v...))
}

// seat finds a channel the person is in and may write to. The caller holds s.mu.
func (s *Server) seat(user, channel string) (*room, error) {
	r, ok := s.rooms[channel]
	switch {
	case !ok:
		return nil, cannot("no channel %s", channel)
	case s.users[user].ID == "" || s.users[user].Deleted:
		return nil, cannot("no user %s", user)
	case !r.has(user):
		return nil, cannot("%s is not in %s", user, channel)
	case r.archived:
		return nil, cannot("%s is archived", channel)
	}
	return r, nil
}

// Say types a message into a channel. Text is what the person types: *bold* _it_ ~strike~ `code` ```block``` > quote, - list, 1. list,
// links, :emoji:, @name and #channel. It returns the timestamp.
func (s *Server) Say(user, channel, text string) (ts string, err error) {
	return s.Reply(user, channel, "", text)
}

// Reply types a message into a thread. thread may be any message of the thread.
func (s *Server) Reply(user, channel, thread, text string) (ts string, err error) {
	return s.say(user, channel, thread, text, false)
}

// Broadcast is Reply with "also send to the channel" ticked.
func (s *Server) Broadcast(user, channel, thread, text string) (ts string, err error) {
	return s.say(user, channel, thread, text, true)
}

func (s *Server) say(user, channel, thread, text string, broadcast bool) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.seat(user, channel)
	if err != nil {
		return "", err
	}
	root, err := r.root(thread)
	if err != nil || thread != "" && root == "" {
		return "", cannot("there is no thread %s", thread)
	}
	m := &Message{Channel: channel, ThreadTS: root, User: user}
	if m.Text, m.Blocks = s.compose(text); m.Text == "" {
		return "", cannot("say nothing")
	}
	if broadcast {
		m.Subtype = "thread_broadcast"
	}
	s.nameBlocks(m.Blocks)
	s.serial++
	m.ClientMsgID = uuidOf(fmt.Sprint(channel, s.serial))
	return s.store(r, m), nil
}

// Edit changes the person's own message.
func (s *Server) Edit(user, channel, ts, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, m, err := s.theirs(user, channel, ts)
	if err != nil {
		return err
	}
	before := s.messageJSON(m, false)
	if m.Text, m.Blocks = s.compose(text); m.Text == "" {
		return cannot("edit to nothing")
	}
	s.nameBlocks(m.Blocks)
	m.Edited = &Edited{User: user, TS: r.nextTS(s.cfg.Now())}
	s.emitChanged(r, m, before)
	s.touch()
	return nil
}

// Delete removes the person's own message; a parent with replies leaves a tombstone.
func (s *Server) Delete(user, channel, ts string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, m, err := s.theirs(user, channel, ts)
	if err != nil {
		return err
	}
	s.erase(r, m)
	return nil
}

func (s *Server) theirs(user, channel, ts string) (*room, *Message, error) {
	r, err := s.seat(user, channel)
	if err != nil {
		return nil, nil, err
	}
	m, ok := r.byTS[ts]
	if !ok || m.User != user || m.Subtype == "tombstone" {
		return nil, nil, cannot("%s wrote no message %s", user, ts)
	}
	return r, m, nil
}

// Upload drops a file into a channel, or into a thread when thread is set.
func (s *Server) Upload(user, channel, thread, filename string, data []byte) (ts string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.seat(user, channel)
	if err != nil {
		return "", err
	}
	root, err := r.root(thread)
	if err != nil || thread != "" && root == "" {
		return "", cannot("there is no thread %s", thread)
	}
	f := s.newFile(filename, user, len(data))
	f.Bytes, f.loaded = slices.Clone(data), true
	return s.share(r, &Message{Channel: channel, ThreadTS: root, User: user}, []*File{f}), nil
}

// SetPresence makes a person "active" or "away". No event tells of it, as on Slack.
func (s *Server) SetPresence(user, presence string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, ok := s.users[user]
	if !ok || presence != "active" && presence != "away" {
		return cannot("make %q %q", user, presence)
	}
	u.Presence = presence
	s.users[user] = u
	s.touch()
	return nil
}
