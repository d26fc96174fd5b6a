package fakediscord

// RemoveBot throws our bot out of the guild: GUILD_DELETE, then silence, and calls answer 50001 or 10004.
func (s *Server) RemoveBot() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit("GUILD_DELETE", intentGuilds, obj{"id": s.cfg.Guild.ID})
	s.out = true
	s.touch()
}

// RestoreBot invites it again: GUILD_CREATE.
func (s *Server) RestoreBot() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.out {
		s.out = false
		s.welcome()
	}
}

// Outage makes the guild unavailable: GUILD_DELETE with unavailable, then silence on the gateway until EndOutage. What happens meanwhile
// is not told later. REST goes on.
func (s *Server) Outage() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit("GUILD_DELETE", intentGuilds, obj{"id": s.cfg.Guild.ID, "unavailable": true})
	s.dark = true
	s.touch()
}

// EndOutage brings the guild back: GUILD_CREATE.
func (s *Server) EndOutage() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dark {
		s.dark = false
		s.welcome()
	}
}

// welcome sends the guild to every session. The caller holds s.mu.
func (s *Server) welcome() {
	for _, n := range s.gate.sessions {
		if !s.out && !s.dark && n.ready && n.intents&intentGuilds != 0 {
			s.tellOne(n, "GUILD_CREATE", s.guildCreateJSON(n.intents))
		}
	}
	s.touch()
}

// RevokeToken ends the bot token: calls answer 401 and every connection is closed with 4004.
func (s *Server) RevokeToken() {
	s.mu.Lock()
	s.revoked = true
	s.gate.sessions = nil
	s.touch()
	s.mu.Unlock()
	s.CloseSockets(4004)
}

// RestoreToken makes the same token work again, with all identifies left.
func (s *Server) RestoreToken() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked, s.gate.starts = false, s.cfg.SessionStarts
	s.touch()
}

// SetPortal switches privileged intents on or off. Sessions with one that is off now are closed with 4014.
func (s *Server) SetPortal(p Portal) {
	s.mu.Lock()
	s.cfg.Portal = &p
	var close []*link
	for _, l := range s.gate.links {
		if l.session != nil && s.ungranted(l.session.intents) {
			close = append(close, l)
		}
	}
	s.mu.Unlock()
	for _, l := range close {
		l.close(4014)
		<-l.gone
		s.endSession(l)
	}
}
