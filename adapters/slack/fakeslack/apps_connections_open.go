package fakeslack

import "time"

// opensSockets is the one method that takes the app token.
const opensSockets = "apps.connections.open"

// ticketFor is how long an address of a socket may be used.
const ticketFor = 30 * time.Second

// appsConnectionsOpen hands out an address that one socket can be opened at.
func (s *Server) appsConnectionsOpen(args) (map[string]any, error) {
	if s.plugs.disabled || !s.cfg.SocketMode {
		return nil, fail("socket_mode_not_enabled")
	}
	ticket := s.id("ticket")
	s.plugs.tickets[ticket] = s.cfg.Now()
	return map[string]any{"url": "ws" + s.base()[len("http"):] + "/link/?ticket=" + ticket + "&app_id=" + s.cfg.App.ID}, nil
}

func (s *Server) authoriseApp(token string) error {
	switch {
	case token == s.cfg.Token:
		return fail("not_allowed_token_type")
	case token != s.cfg.AppToken:
		return fail("invalid_auth")
	case s.plugs.revoked:
		return fail("token_revoked")
	}
	return nil
}
