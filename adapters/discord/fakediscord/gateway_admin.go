package fakediscord

import "slices"

// What Discord does to our connections.

// Sockets is how many connections to the gateway are open.
func (s *Server) Sockets() int { return len(s.openLinks()) }

// Listening is how many sessions are connected and were greeted with READY or RESUMED.
func (s *Server) Listening() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.gate.listening())
}

// Ops lists the opcodes that clients sent, oldest first: 1 heartbeat, 2 identify, 6 resume, 8 members …
func (s *Server) Ops() []int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.gate.ops)
}

// StartsLeft is how many identifies are left.
func (s *Server) StartsLeft() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gate.starts
}

// CloseSockets ends all connections with a code. After 1000 and 1001 there is nothing to resume.
func (s *Server) CloseSockets(code int) {
	for _, l := range s.openLinks() {
		l.close(code)
		if code == 1000 || code == 1001 {
			s.endSession(l)
		}
		<-l.gone
	}
}

// CutSockets ends all connections without a word. Their sessions can be resumed.
func (s *Server) CutSockets() {
	for _, l := range s.openLinks() {
		l.ws.NetConn().Close()
		<-l.gone
	}
}

// MuteSockets makes those that are open acknowledge no heartbeat any more, like a link that died without anybody being told.
func (s *Server) MuteSockets() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.gate.links {
		l.mute = true
	}
}

// AskReconnect sends op 7 to all: go away and resume.
func (s *Server) AskReconnect() {
	for _, l := range s.openLinks() {
		l.op(opReconnect, nil)
	}
}

// InvalidateSessions sends op 9 to all. Those that may not be resumed are forgotten.
func (s *Server) InvalidateSessions(resumable bool) {
	for _, l := range s.openLinks() {
		l.op(opInvalidSession, resumable)
		if !resumable {
			s.endSession(l)
		}
	}
}

// ForgetSessions makes every resume from now on fail with op 9, as after a long absence.
func (s *Server) ForgetSessions() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gate.sessions = slices.DeleteFunc(s.gate.sessions, func(n *session) bool { return n.on == nil })
}

// endSession forgets the session of a connection; the connection may identify again.
func (s *Server) endSession(l *link) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l.session != nil {
		s.gate.end(l.session)
		l.session = nil
	}
}

func (s *Server) openLinks() []*link {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.gate.links)
}
