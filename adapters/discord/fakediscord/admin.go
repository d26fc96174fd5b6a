package fakediscord

import "slices"

// What moderators, Discord and fate do.

// BulkDelete deletes several messages at once, as a moderator's bot does.
func (s *Server) BulkDelete(channel string, ids ...string) error {
	return s.inRoom(channel, func(r *room) { s.eraseAll(r, ids) })
}

// Unfurl adds an embed to a message, as Discord does for links: the message is told anew, and nobody edited it.
func (s *Server) Unfurl(channel, id, url, title string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok || r.byID[id] == nil {
		return cannot("there is no message %s", id)
	}
	m := r.byID[id]
	m.Embeds = append(slices.Clone(m.Embeds), obj{"type": "link", "url": url, "title": title})
	s.changeMessage(r, m)
	return nil
}

// UnfurlPartly is Unfurl as older versions of the API told it: an update of ids and embeds alone, without an author. It is not what the
// schema of today says, so InspectDispatch does not see it.
func (s *Server) UnfurlPartly(channel, id, url, title string) error {
	return s.inRoom(channel, func(r *room) {
		data := plain(obj{"id": id, "channel_id": r.ID, "guild_id": s.cfg.Guild.ID, "embeds": []any{obj{"type": "link", "url": url, "title": title}}})
		s.deliver(happening{"MESSAGE_UPDATE", intentMessages, func(int) any { return data }})
	})
}

// DeleteChannel deletes a channel, with its threads.
func (s *Server) DeleteChannel(channel string) error { return s.inRoom(channel, s.endRoom) }

// AddChannel makes another channel.
func (s *Server) AddChannel(c Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := newRoom(c)
	s.addRoom(r)
	s.emitRoom("CHANNEL_CREATE", r)
}

// RenameChannel gives a channel or thread another name; Discord's limit for renames is not for this.
func (s *Server) RenameChannel(channel, name string) error {
	return s.inRoom(channel, func(r *room) {
		r.Name = name
		s.emitRoom(updateOf(r), r)
	})
}

func updateOf(r *room) string {
	if r.th != nil {
		return "THREAD_UPDATE"
	}
	return "CHANNEL_UPDATE"
}

func (s *Server) inRoom(channel string, do func(*room)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok {
		return cannot("no channel %s", channel)
	}
	do(r)
	s.touch()
	return nil
}

// ArchiveThread archives a thread, as its age or a moderator does.
func (s *Server) ArchiveThread(thread string) error {
	return s.setThread(thread, func(r *room) { r.Archived, r.th.archivedAt = true, s.cfg.Now() })
}

// UnarchiveThread opens it again.
func (s *Server) UnarchiveThread(thread string) error {
	return s.setThread(thread, func(r *room) { r.Archived, r.th.archivedAt = false, s.cfg.Now() })
}

// LockThread locks a thread: only moderators can write into it.
func (s *Server) LockThread(thread string) error {
	return s.setThread(thread, func(r *room) { r.Locked = true })
}

// UnlockThread undoes it.
func (s *Server) UnlockThread(thread string) error {
	return s.setThread(thread, func(r *room) { r.Locked = false })
}

// DeleteThread deletes a thread. The message that it was started at stays.
func (s *Server) DeleteThread(thread string) error {
	return s.setThread(thread, s.endRoom)
}

func (s *Server) setThread(thread string, change func(*room)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[thread]
	if !ok || r.th == nil {
		return cannot("no thread %s", thread)
	}
	change(r)
	if _, still := s.rooms[thread]; still {
		s.emitRoom("THREAD_UPDATE", r)
	}
	return nil
}

// AddWebhook makes a webhook as a person would: it belongs to no application. It returns its id and token.
func (s *Server) AddWebhook(channel, user, name string) (id, token string, err error) {
	err = s.inRoom(channel, func(r *room) {
		h := s.addHook(r, name, "", user)
		id, token = h.ID, h.Token
	})
	return id, token, err
}

// DeleteWebhook deletes any webhook, as a moderator does.
func (s *Server) DeleteWebhook(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	h, ok := s.hooks[id]
	if !ok {
		return cannot("no webhook %s", id)
	}
	s.dropHook(h)
	return nil
}
