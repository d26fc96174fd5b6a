package fakediscord

// entry says whether somebody may write into a room: what they may there is known already. The caller holds s.mu.
func (s *Server) entry(r *room, manages bool) error {
	switch {
	case r.Kind == Forum || r.Kind == Category:
		return refuse(50008)
	case r.th == nil:
		return nil
	case r.Locked && !manages:
		return refuse(160005)
	case r.Archived && s.activeThreads() >= s.cfg.ActiveThreads:
		return refuse(160006)
	}
	return nil
}

// post stores a new message and tells who listens. An archived thread opens by it. The caller holds s.mu.
func (s *Server) post(r *room, m *Message) {
	if r.th != nil && r.Archived {
		r.Archived, r.th.archivedAt = false, s.cfg.Now()
		s.emitRoom("THREAD_UPDATE", r)
	}
	def(&m.ID, s.newID())
	m.Channel, m.At = r.ID, s.cfg.Now()
	r.log, r.lastID = append(r.log, m), m.ID
	r.byID[m.ID] = m
	if r.th != nil {
		if m.Type != TypeStarter && m.ID != r.ID {
			r.th.sent++
		}
		if m.Webhook == "" && m.Type != TypeStarter {
			s.joinRoom(r, m.Author)
		}
	}
	s.emitMessage("MESSAGE_CREATE", r, m)
	s.touch()
}

// joinRoom makes somebody a member of a thread.
func (s *Server) joinRoom(r *room, user string) {
	if _, known := s.users[user]; !known || r.th.has(user) {
		return
	}
	r.th.joined[user] = s.cfg.Now()
	update := obj{
		"id": r.ID, "guild_id": s.cfg.Guild.ID, "member_count": len(r.th.joined), "added_members": []any{s.threadMemberJSON(r, user)},
	}
	intents := intentMembers
	if user == s.cfg.App.BotUserID {
		intents |= intentGuilds
	}
	if s.may(s.cfg.App.BotUserID, r).has(ViewChannel) {
		s.emit("THREAD_MEMBERS_UPDATE", intents, update)
	}
}

// change tells of a message that looks otherwise now.
func (s *Server) changeMessage(r *room, m *Message) {
	if m.For == "" {
		s.emitMessage("MESSAGE_UPDATE", r, m)
	}
	s.touch()
}

// erase takes a message away.
func (s *Server) erase(r *room, m *Message) {
	r.remove(m)
	if m.For == "" && s.may(s.cfg.App.BotUserID, r).has(ViewChannel) {
		s.emit("MESSAGE_DELETE", intentMessages, obj{"id": m.ID, "channel_id": r.ID, "guild_id": s.cfg.Guild.ID})
	}
	s.touch()
}

// eraseAll takes several away at once.
func (s *Server) eraseAll(r *room, ids []string) {
	for _, id := range ids {
		if m, ok := r.byID[id]; ok {
			r.remove(m)
		}
	}
	if s.may(s.cfg.App.BotUserID, r).has(ViewChannel) {
		s.emit("MESSAGE_DELETE_BULK", intentMessages, obj{"ids": ids, "channel_id": r.ID, "guild_id": s.cfg.Guild.ID})
	}
	s.touch()
}
