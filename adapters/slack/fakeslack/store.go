package fakeslack

import (
	"slices"
	"strings"
)

// store gives a new message its timestamp, hangs it under its parent and tells the app. It returns the timestamp. The caller holds s.mu.
func (s *Server) store(r *room, m *Message) string {
	if m.TS == "" {
		m.TS = r.nextTS(s.cfg.Now())
	}
	r.add(m)
	parent := r.byTS[m.ThreadTS]
	if parent != nil {
		if m.ParentUser = parent.User; m.BotID != "" {
			m.ParentUser = ""
		}
	}
	if parent == nil {
		s.emitMessage(r, m)
		s.touch()
		return m.TS
	}
	before := s.messageJSON(parent, false)
	countReply(parent, m)
	s.emitMessage(r, m)
	s.emitChanged(r, parent, before) // as Slack does for every reply
	s.touch()
	return m.TS
}

// countReply marks the parent as a thread that has one reply more.
func countReply(parent, reply *Message) {
	parent.ThreadTS = parent.TS
	parent.Replies = append(slices.Clone(parent.Replies), reply.TS)
	who := reply.User
	if who == "" {
		who = reply.BotID
	}
	if !slices.Contains(parent.ReplyUsers, who) {
		parent.ReplyUsers = append(slices.Clone(parent.ReplyUsers), who)
	}
}

// erase takes a message away: a parent with replies leaves a tombstone, anything else is gone. The caller holds s.mu.
func (s *Server) erase(r *room, m *Message) {
	before := s.messageJSON(m, false)
	defer s.touch()
	if len(m.Replies) > 0 {
		*m = Message{
			Channel: m.Channel, TS: m.TS, ThreadTS: m.TS, Subtype: "tombstone", User: "USLACKBOT", Text: "This message was deleted.",
			Replies: m.Replies, ReplyUsers: m.ReplyUsers,
		}
		s.emitChanged(r, m, before)
		return
	}
	r.remove(m.TS)
	s.emitDeleted(r, m.TS, before)
	parent := r.byTS[m.ThreadTS]
	if parent == nil {
		return
	}
	was := s.messageJSON(parent, false)
	parent.Replies = slices.DeleteFunc(slices.Clone(parent.Replies), func(ts string) bool { return ts == m.TS })
	if len(parent.Replies) == 0 {
		parent.ThreadTS, parent.ReplyUsers = "", nil
	}
	s.emitChanged(r, parent, was)
}

func joined(ss []string) string { return strings.Join(ss, ",") }

func truncate(t string, n int) string {
	if r := []rune(t); len(r) > n {
		return string(r[:n])
	}
	return t
}
