package fakeslack

import "slices"

// What admins do to the workspace and to our installation.

// Archive closes a channel.
func (s *Server) Archive(channel string) error { return s.setArchived(channel, true) }

// Unarchive opens it again.
func (s *Server) Unarchive(channel string) error { return s.setArchived(channel, false) }

func (s *Server) setArchived(channel string, to bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok || r.archived == to {
		return cannot("change the archiving of %q", channel)
	}
	r.archived = to
	verb := map[bool]string{true: "archive", false: "unarchive"}[to]
	s.emitLine(r, "channel_"+verb, "U0OWNER", verb+"d the channel", nil)
	s.emitIn(r, map[string]any{"type": r.kind() + "_" + verb, "channel": r.id, "user": "U0OWNER", "event_ts": r.nextTS(s.cfg.Now())})
	s.touch()
	return nil
}

// Kick takes a member, or our bot, out of a channel. The event about our bot's own leaving is the last it hears from there.
func (s *Server) Kick(channel, user string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok || !r.has(user) {
		return cannot("kick %q from %q", user, channel)
	}
	s.emitIn(r, map[string]any{
		"type": "member_left_channel", "user": user, "channel": r.id, "channel_type": letter(r), "team": s.cfg.Team.ID,
		"event_ts": r.nextTS(s.cfg.Now()),
	})
	if user != s.cfg.App.BotUserID {
		s.emitLine(r, "channel_leave", user, "<@"+user+"> has left the channel", nil)
	}
	r.members = slices.DeleteFunc(r.members, func(m string) bool { return m == user })
	s.touch()
	return nil
}

// Invite brings a member, or our bot, into a channel.
func (s *Server) Invite(channel, user string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok || r.has(user) {
		return cannot("invite %q to %q", user, channel)
	}
	r.members = append(r.members, user)
	s.emitJoin(r, user)
	s.touch()
	return nil
}

// RevokeToken ends our bot token; calls with it answer token_revoked. The app hears tokens_revoked.
func (s *Server) RevokeToken() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.token.revoked = true
	s.emit("app", nil, map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"bot": []any{s.cfg.App.BotUserID}}})
	s.touch()
}

// Uninstall removes the app: tokens_revoked and app_uninstalled, then silence; calls answer account_inactive.
func (s *Server) Uninstall() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.token = tokenState{revoked: true, uninstalled: true}
	s.emit("app", nil, map[string]any{"type": "app_uninstalled"})
	s.emit("app", nil, map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"bot": []any{s.cfg.App.BotUserID}}})
	s.touch()
}

// RestoreToken makes the same token work again.
func (s *Server) RestoreToken() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.token = tokenState{}
	s.touch()
}

// SetScopes changes what the token may do.
func (s *Server) SetScopes(scopes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cfg.Scopes = slices.Clone(scopes)
}

// SetUser adds or replaces a person and tells the app with user_change.
func (s *Server) SetUser(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.putUser(u)
	now := s.cfg.Now()
	s.emit("app", nil, map[string]any{
		"type": "user_change", "user": s.userJSON(s.users[u.ID]), "cache_ts": now.Unix(), "event_ts": (&room{}).nextTS(now),
	})
	s.touch()
}
