package fakeslack

import (
	"slices"
	"time"
)

// What Slack and its admins do to our sockets.

// Sockets is how many are open.
func (s *Server) Sockets() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.plugs.open)
}

// Strays are the frames that the app sent and Slack does not understand: no acknowledgement, or of nothing that was sent, or with an
// answer where none is taken.
func (s *Server) Strays() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.plugs.strays)
}

// RefreshSockets asks the app to open others in the place of those that are open, and closes these after a while, as Slack does every
// few hours. reason is refresh_requested or warning.
func (s *Server) RefreshSockets(reason string, closed time.Duration) {
	for _, p := range s.openPlugs() {
		_ = p.write(map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "fakeslack"}}) // or it is gone
		s.mu.Lock()
		if s.live.Err() == nil {
			s.tasks.Go(func() {
				s.wait(closed)
				p.ws.Close()
			})
		}
		s.mu.Unlock()
	}
}

// CutSockets ends all that are open without a word.
func (s *Server) CutSockets() {
	for _, p := range s.openPlugs() {
		p.ws.NetConn().Close()
		<-p.gone
	}
}

// MuteSockets makes those that are open answer no ping any more, like a link that died without anybody being told.
func (s *Server) MuteSockets() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.plugs.open {
		p.mute = true
	}
}

// DisableSocketMode switches sockets off for our app: those that are open are told link_disabled and closed.
func (s *Server) DisableSocketMode() {
	s.mu.Lock()
	s.plugs.disabled = true
	s.mu.Unlock()
	for _, p := range s.openPlugs() {
		_ = p.write(map[string]any{"type": "disconnect", "reason": "link_disabled"}) // or it is gone
		p.ws.Close()
		<-p.gone
	}
}

// RevokeAppToken ends the app token; RestoreApp makes it work again and sockets too.
func (s *Server) RevokeAppToken() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.plugs.revoked = true
}

// RestoreApp undoes RevokeAppToken and DisableSocketMode.
func (s *Server) RestoreApp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.plugs.revoked, s.plugs.disabled = false, false
}

func (s *Server) openPlugs() []*plug {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.plugs.open)
}
