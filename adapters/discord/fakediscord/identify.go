package fakediscord

import (
	"encoding/json"
	"fmt"
	"strings"
)

type identity struct {
	Token      string `json:"token"`
	Intents    *int   `json:"intents"`
	Shard      []int  `json:"shard"`
	Properties obj    `json:"properties"`
}

// identify starts a session, or says why not. The caller holds s.mu, as for all of these.
func (s *Server) identify(l *link, raw json.RawMessage) {
	var who identity
	if json.Unmarshal(raw, &who) != nil || who.Intents == nil || who.Properties == nil {
		l.close(4002)
		return
	}
	if code := s.refusal(who); code != 0 {
		l.close(code)
		return
	}
	if !s.gate.identifies.take(s.cfg.Limits.Identify, s.cfg.Now()) || s.matchFault(onGateway, nil, RefuseIdentify) != nil {
		l.op(opInvalidSession, false)
		return
	}
	n := &session{id: fmt.Sprintf("%08x%08x%08x", hash(s.newID()), hash(s.newID()+"a"), hash(s.newID()+"b")), intents: *who.Intents, on: l}
	l.session = n
	s.gate.sessions = append(s.gate.sessions, n)
	s.ready(l, n, who.Shard)
}

// refusal is the code that an identify is closed with, 0 for none. One identify too many costs the token.
func (s *Server) refusal(who identity) int {
	if s.gate.starts <= 0 {
		s.revoked = true
	}
	s.gate.starts = max(s.gate.starts-1, 0)
	switch {
	case s.revoked || strings.TrimPrefix(who.Token, "Bot ") != s.cfg.Token:
		return 4004
	case len(who.Shard) != 0 && (len(who.Shard) != 2 || who.Shard[1] < 1 || who.Shard[0] < 0 || who.Shard[0] >= who.Shard[1]):
		return 4010
	case *who.Intents < 0 || *who.Intents&^knownIntents != 0:
		return 4013
	case s.ungranted(*who.Intents):
		return 4014
	}
	return 0
}

// ready greets a new session with READY and the guild.
func (s *Server) ready(l *link, n *session, shard []int) {
	f := s.matchFault(onGateway, nil, ReconnectBeforeReady, ReconnectNoReady, CloseInstead)
	if f != nil && f.Kind != CloseInstead {
		l.op(opReconnect, nil)
	}
	if f != nil && f.Kind != ReconnectBeforeReady {
		if f.Kind == CloseInstead {
			def(&f.Code, 4000)
			l.close(f.Code)
		}
		s.gate.end(n)
		l.session = nil
		return
	}
	me, _ := s.getMe(nil)
	guilds := []any{}
	if !s.out {
		guilds = append(guilds, obj{"id": s.cfg.Guild.ID, "unavailable": true})
	}
	data := obj{
		"v": 9, "user": me, "guilds": guilds, "session_id": n.id, "resume_gateway_url": s.GatewayURL(),
		"application": obj{"id": s.cfg.App.ID, "flags": s.appFlags(), "flags_new": bits(Permissions(s.appFlags()))},
	}
	if len(shard) == 2 {
		data["shard"] = shard
	}
	n.ready = true
	s.tellOne(n, "READY", data)
	if !s.out && !s.dark && n.intents&intentGuilds != 0 {
		s.tellOne(n, "GUILD_CREATE", s.guildCreateJSON(n.intents))
	}
}

// tellOne is for what one session alone is told.
func (s *Server) tellOne(n *session, event string, data any) {
	data = plain(data)
	if s.cfg.InspectDispatch != nil {
		s.cfg.InspectDispatch(event, data)
	}
	s.dispatches = latest(append(s.dispatches, Dispatch{Event: event, Data: data, At: s.cfg.Now()}), s.cfg.Keep)
	s.tell(n, event, data)
}
