package fakeslack

import "maps"

// The events the app hears. All emit functions are called with s.mu held.

// emit wraps an event in its envelope and queues it on a lane: what is in one lane is delivered in order.
func (s *Server) emit(lane string, r *room, event map[string]any) {
	id := s.id("Ev")
	env := map[string]any{
		"token": "unused-verification-token", "team_id": s.cfg.Team.ID, "context_team_id": s.cfg.Team.ID, "context_enterprise_id": nil,
		"api_app_id": s.cfg.App.ID, "type": "event_callback", "event_id": id, "event_time": s.cfg.Now().Unix(), "event": event,
		"authorizations": []any{map[string]any{
			"enterprise_id": nil, "team_id": s.cfg.Team.ID, "user_id": s.cfg.App.BotUserID, "is_bot": true, "is_enterprise_install": false,
		}},
		"is_ext_shared_channel": r != nil && r.external, "event_context": "4-" + id,
	}
	env = plain(env)
	s.events = latest(append(s.events, env), s.cfg.Keep)
	s.queue(parcel{kind: toEvents, lane: lane, id: id, envelope: env})
}

// emitIn is emit for what happens in a channel: only while our bot is in it.
func (s *Server) emitIn(r *room, event map[string]any) {
	if !r.has(s.cfg.App.BotUserID) || s.token.uninstalled {
		return
	}
	s.emit(r.id, r, event)
}

func (s *Server) emitMessage(r *room, m *Message) {
	e := s.messageJSON(m, false)
	if m.Subtype == "bot_message" {
		delete(e, "team")
	}
	if u := s.users[m.User]; u.Team != "" && u.Team != s.cfg.Team.ID {
		e["user_team"], e["source_team"] = u.Team, u.Team
	}
	if m.Subtype == "thread_broadcast" {
		if root := r.byTS[m.ThreadTS]; root != nil {
			e["root"] = s.messageJSON(root, false)
		}
	}
	s.placed(e, r, m.TS)
	s.emitIn(r, e)
}

// placed adds what every message event says about where it happened.
func (s *Server) placed(e map[string]any, r *room, ts string) {
	e["channel"], e["channel_type"], e["event_ts"] = r.id, r.kind(), ts
}

func (s *Server) emitChanged(r *room, m *Message, before map[string]any) {
	after := s.messageJSON(m, false)
	if m.Subtype == "tombstone" {
		after["hidden"] = true
	}
	ts := r.nextTS(s.cfg.Now())
	e := map[string]any{"type": "message", "subtype": "message_changed", "hidden": true, "message": after, "previous_message": before, "ts": ts}
	s.placed(e, r, ts)
	s.emitIn(r, e)
}

func (s *Server) emitDeleted(r *room, deleted string, before map[string]any) {
	ts := r.nextTS(s.cfg.Now())
	e := map[string]any{
		"type": "message", "subtype": "message_deleted", "hidden": true, "deleted_ts": deleted, "previous_message": before, "ts": ts,
	}
	s.placed(e, r, ts)
	s.emitIn(r, e)
}

// emitLine is a line that Slack itself writes into a channel: joined, left, archived.
func (s *Server) emitLine(r *room, subtype, user, text string, more map[string]any) {
	m := &Message{Channel: r.id, Subtype: subtype, User: user, Text: text, TS: r.nextTS(s.cfg.Now())}
	r.add(m)
	e := map[string]any{"type": "message", "subtype": subtype, "user": user, "text": text, "ts": m.TS, "team": s.cfg.Team.ID}
	maps.Copy(e, more)
	s.placed(e, r, m.TS)
	s.emitIn(r, e)
}

func (s *Server) emitJoin(r *room, user string) {
	s.emitLine(r, "channel_join", user, "<@"+user+"> has joined the channel", map[string]any{"inviter": "U0OWNER"})
	ts := r.nextTS(s.cfg.Now())
	s.emitIn(r, map[string]any{
		"type": "member_joined_channel", "user": user, "channel": r.id, "channel_type": letter(r), "team": s.cfg.Team.ID, "event_ts": ts,
	})
}

func letter(r *room) string {
	if r.private {
		return "G"
	}
	return "C"
}
