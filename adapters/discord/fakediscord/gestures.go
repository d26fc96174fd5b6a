package fakediscord

import "slices"

// React puts an emoji under a message: a character, or name:id.
func (s *Server) React(user, channel, id, emoji string) error {
	return s.gesture(user, channel, id, func(r *room, m *Message) error {
		if !s.may(user, r).has(AddReactions) || !isEmoji(emoji) {
			return cannot("react with %q", emoji)
		}
		s.react(r, m, user, emoji)
		return nil
	})
}

// Unreact takes the person's emoji back.
func (s *Server) Unreact(user, channel, id, emoji string) error {
	return s.gesture(user, channel, id, func(r *room, m *Message) error {
		if !s.unreact(r, m, user, emoji) {
			return cannot("take back what was not there")
		}
		return nil
	})
}

func (s *Server) gesture(user, channel, id string, do func(*room, *Message) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.seat(user, channel, ReadMessageHistory)
	if err != nil {
		return err
	}
	m, ok := r.byID[id]
	if !ok || r.Archived {
		return cannot("%s sees no open message %s", user, id)
	}
	defer s.touch()
	return do(r, m)
}

// Dismiss takes a message away that only this person was shown. Nobody hears of it.
func (s *Server) Dismiss(user, channel, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.seat(user, channel, 0)
	if err != nil {
		return err
	}
	m, ok := r.find(id)
	if !ok || m.For != user {
		return cannot("%s was shown no message %s", user, id)
	}
	r.remove(m)
	s.touch()
	return nil
}

// Type shows that a person is typing.
func (s *Server) Type(user, channel string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.desk(user, channel)
	if err != nil {
		return err
	}
	s.typing(r, user)
	s.touch()
	return nil
}

// SetPresence makes a person online, idle, dnd or offline; invisible people look offline.
func (s *Server) SetPresence(user, status string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, ok := s.users[user]
	if !ok || !slices.Contains([]string{"online", "idle", "dnd", "offline"}, status) {
		return cannot("make %q %q", user, status)
	}
	u.Status = status
	s.users[user] = u
	p := s.presenceJSON(user)
	p["guild_id"] = s.cfg.Guild.ID
	s.emit("PRESENCE_UPDATE", intentPresences, p)
	s.touch()
	return nil
}

// StartThread opens a public thread at a message, or without one when message is "". It returns the thread's id.
func (s *Server) StartThread(user, channel, message, name string) (id string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.seat(user, channel, CreatePublicThreads)
	if err != nil {
		return "", err
	}
	if r.Kind != Text || name == "" || len([]rune(name)) > 100 {
		return "", cannot("start a thread %q in %s", name, channel)
	}
	if message == "" {
		t := s.newThread(r, s.newID(), PublicThread, name, user, 0)
		s.announce(t)
		s.post(r, &Message{Type: TypeThreadCreated, Author: user, Content: name, Ref: &Ref{Channel: t.ID}})
		return t.ID, nil
	}
	m, ok := r.byID[message]
	if !ok || m.Thread != "" {
		return "", cannot("start a thread at %s", message)
	}
	return s.openAt(r, m, name, user, 0).ID, nil
}
