package fakeslack

import (
	"fmt"
	"slices"
	"time"
)

// Channel seeds a channel. Required: ID, Name.
type Channel struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"` // without #
	Members  []string `json:"members"`
	BotOut   bool     `json:"-"` // true: our bot has not joined
	Private  bool     `json:"private"`
	Archived bool     `json:"archived"`
	External bool     `json:"external"` // shared with another workspace
}

// room is a channel as it lives. All fields are guarded by Server.mu.
type room struct {
	id, name                    string
	private, archived, external bool
	members                     []string
	log                         []*Message          // in ts order
	byTS                        map[string]*Message // what is in log
	gone                        map[string]bool     // timestamps of deleted messages
	lastMicro                   int64
	tokens                      float64 // posts left before 429
	refilled                    time.Time
}

func (s *Server) seedChannels() {
	for _, c := range s.cfg.Channels {
		r := &room{
			id: c.ID, name: c.Name, private: c.Private, archived: c.Archived, external: c.External, members: slices.Clone(c.Members),
			byTS: map[string]*Message{}, gone: map[string]bool{}, tokens: float64(s.cfg.PostBurst), refilled: s.cfg.Now(),
		}
		if !c.BotOut && !r.has(s.cfg.App.BotUserID) {
			r.members = append(r.members, s.cfg.App.BotUserID)
		}
		s.rooms[c.ID] = r
		s.roomIDs = append(s.roomIDs, c.ID)
	}
}

func (r *room) has(user string) bool { return slices.Contains(r.members, user) }

func (r *room) kind() string {
	if r.private {
		return "group"
	}
	return "channel"
}

// nextTS is the next timestamp of the channel: the clock's microsecond, or the one after the last.
func (r *room) nextTS(now time.Time) string {
	r.lastMicro = max(now.UnixMicro(), r.lastMicro+1)
	return fmt.Sprintf("%d.%06d", r.lastMicro/1e6, r.lastMicro%1e6)
}

func (r *room) add(m *Message) {
	r.log = append(r.log, m)
	r.byTS[m.TS] = m
}

func (r *room) remove(ts string) {
	delete(r.byTS, ts)
	r.gone[ts] = true
	r.log = slices.DeleteFunc(r.log, func(m *Message) bool { return m.TS == ts })
}

// thread is the parent and its replies, oldest first.
func (r *room) thread(parent string) []*Message {
	var out []*Message
	for _, m := range r.log {
		if m.TS == parent || m.ThreadTS == parent {
			out = append(out, m)
		}
	}
	return out
}

// roomJSON is a channel as conversations.info shows it.
func (s *Server) roomJSON(r *room) map[string]any {
	return map[string]any{
		"id": r.id, "name": r.name, "name_normalized": r.name, "is_channel": !r.private, "is_group": false, "is_im": false, "is_mpim": false,
		"is_private": r.private, "is_archived": r.archived, "is_general": false, "is_shared": r.external, "is_ext_shared": r.external,
		"is_org_shared": false, "is_member": r.has(s.cfg.App.BotUserID), "created": 1700000000, "creator": "U0OWNER", "unlinked": 0,
		"context_team_id": s.cfg.Team.ID, "num_members": len(r.members), "updated": 1700000000000,
		"topic":   map[string]any{"value": "", "creator": "", "last_set": 0},
		"purpose": map[string]any{"value": "", "creator": "", "last_set": 0},
	}
}
