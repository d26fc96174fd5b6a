package fakediscord

import (
	"encoding/json"
	"slices"
	"strings"
)

// resume goes on with a session where its client left it, or says op 9. The caller holds s.mu.
func (s *Server) resume(l *link, raw json.RawMessage) {
	var ask struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     *int64 `json:"seq"`
	}
	if json.Unmarshal(raw, &ask) != nil || ask.Seq == nil {
		l.close(4002)
		return
	}
	if s.revoked || strings.TrimPrefix(ask.Token, "Bot ") != s.cfg.Token {
		l.close(4004)
		return
	}
	if s.refuseResume(l) {
		return
	}
	i := slices.IndexFunc(s.gate.sessions, func(n *session) bool { return n.id == ask.Session })
	if i < 0 {
		l.op(opInvalidSession, false)
		return
	}
	n := s.gate.sessions[i]
	switch first := n.seq + 1 - int64(len(n.sent)); {
	case n.on == nil && s.cfg.Now().Sub(n.lost) > s.cfg.ResumeFor || *ask.Seq+1 < first:
		s.gate.end(n)
		l.op(opInvalidSession, false)
		return
	case *ask.Seq > n.seq || *ask.Seq < 0:
		s.gate.end(n)
		l.close(4007)
		return
	}
	if n.on != nil {
		n.on.session = nil
		n.on.close(4000) // the older connection goes
	}
	n.on, l.session = l, n
	for _, f := range n.sent {
		if f.seq > *ask.Seq {
			l.queue(f.data)
		}
	}
	s.tellOne(n, "RESUMED", obj{"_trace": []any{"[\"fakediscord\"]"}})
}

func (s *Server) refuseResume(l *link) bool {
	f := s.matchFault(onGateway, nil, RefuseResume, RefuseResumeResumable, CloseInstead)
	if f == nil {
		return false
	}
	if f.Kind == CloseInstead {
		def(&f.Code, 4000)
		l.close(f.Code)
	} else {
		l.op(opInvalidSession, f.Kind == RefuseResumeResumable)
	}
	return true
}
