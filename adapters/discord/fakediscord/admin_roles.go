package fakediscord

// SetRole adds or replaces a role. The ids of the guild and App.BotRoleID name @everyone and our bot's own.
func (s *Server) SetRole(r Role) {
	s.mu.Lock()
	defer s.mu.Unlock()
	event := "GUILD_ROLE_CREATE"
	if _, known := s.roles[r.ID]; known {
		event = "GUILD_ROLE_UPDATE"
	}
	s.changeSight(func() { s.putRole(r) })
	s.emit(event, intentGuilds, obj{"guild_id": s.cfg.Guild.ID, "role": s.roleJSON(r)})
	s.touch()
}

// DeleteRole takes a role away from the guild and from who had it.
func (s *Server) DeleteRole(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changeSight(func() {
		delete(s.roles, id)
		s.roleIDs = without(s.roleIDs, id)
		for user, u := range s.users {
			u.Roles = without(u.Roles, id)
			s.users[user] = u
		}
	})
	s.emit("GUILD_ROLE_DELETE", intentGuilds, obj{"guild_id": s.cfg.Guild.ID, "role_id": id})
	s.touch()
}

func without(ids []string, id string) []string {
	out := []string{}
	for _, other := range ids {
		if other != id {
			out = append(out, other)
		}
	}
	return out
}

// SetOverwrites replaces what differs from the roles in a channel. When our bot comes to see it, THREAD_LIST_SYNC tells its open threads.
func (s *Server) SetOverwrites(channel string, list ...Overwrite) error {
	return s.inRoom(channel, func(r *room) {
		s.changeSight(func() { r.Overwrites = list })
		s.emit("CHANNEL_UPDATE", intentGuilds, s.channelJSON(r))
	})
}

// changeSight does something that may show channels to our bot, and syncs the threads of those that it sees now. The caller holds s.mu.
func (s *Server) changeSight(change func()) {
	saw := map[string]bool{}
	for id, r := range s.rooms {
		saw[id] = s.may(s.cfg.App.BotUserID, r).has(ViewChannel)
	}
	change()
	for _, id := range s.roomIDs {
		r := s.rooms[id]
		if r.th != nil || saw[id] || !s.may(s.cfg.App.BotUserID, r).has(ViewChannel) {
			continue
		}
		var open []*room
		for _, t := range s.threadsOf(r) {
			if !t.Archived {
				open = append(open, t)
			}
		}
		sync := s.threadsJSON(open, false)
		delete(sync, "has_more")
		sync["guild_id"], sync["channel_ids"] = s.cfg.Guild.ID, []string{id}
		s.emit("THREAD_LIST_SYNC", intentGuilds, sync)
	}
}

// SetUser adds or replaces a person: GUILD_MEMBER_ADD, GUILD_MEMBER_UPDATE, or GUILD_MEMBER_REMOVE for who left.
func (s *Server) SetUser(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	was, known := s.users[u.ID]
	s.changeSight(func() { s.putUser(u) })
	switch {
	case u.Left && known && !was.Left:
		s.emit("GUILD_MEMBER_REMOVE", intentMembers, obj{"guild_id": s.cfg.Guild.ID, "user": s.userJSON(u.ID)})
	case !known || was.Left:
		m := s.memberJSON(u.ID)
		m["guild_id"] = s.cfg.Guild.ID
		s.emit("GUILD_MEMBER_ADD", intentMembers, m)
	default:
		m := s.memberJSON(u.ID)
		m["guild_id"] = s.cfg.Guild.ID
		intents := intentMembers
		if u.ID == s.cfg.App.BotUserID {
			intents = 0
		}
		s.emit("GUILD_MEMBER_UPDATE", intents, m)
	}
	s.touch()
}
