package fakeslack

import "maps"

// Message is one message as the workspace holds it. Blocks, Metadata and Attachments are decoded JSON and must not be changed.
type Message struct {
	Channel     string         `json:"channel"`
	TS          string         `json:"ts"`
	ThreadTS    string         `json:"thread_ts,omitempty"` // the parent's ts on replies (and, once it has any, on the parent)
	Subtype     string         `json:"subtype,omitempty"`   // "", bot_message, file_share, thread_broadcast, tombstone, channel_join …
	User        string         `json:"user,omitempty"`
	BotID       string         `json:"bot_id,omitempty"`
	AppID       string         `json:"app_id,omitempty"`
	BotName     string         `json:"bot_name,omitempty"`
	Username    string         `json:"username,omitempty"` // the override, only on bot_message
	IconURL     string         `json:"icon_url,omitempty"`
	IconEmoji   string         `json:"icon_emoji,omitempty"`
	ClientMsgID string         `json:"client_msg_id,omitempty"`
	Text        string         `json:"text"` // mrkdwn, escaped
	Blocks      []any          `json:"blocks,omitempty"`
	Attachments []any          `json:"attachments,omitempty"`
	Metadata    map[string]any `json:"metadata,omitempty"`
	Edited      *Edited        `json:"edited,omitempty"`
	Files       []File         `json:"files,omitempty"`
	Reactions   []Reaction     `json:"reactions,omitempty"`
	Replies     []string       `json:"replies,omitempty"` // on parents: the timestamps of the replies
	ReplyUsers  []string       `json:"reply_users,omitempty"`
	ParentUser  string         `json:"parent_user_id,omitempty"`
}

// Edited tells who changed a message last, and when.
type Edited struct {
	User string `json:"user"`
	TS   string `json:"ts"`
}

// Reaction is one emoji under a message.
type Reaction struct {
	Name  string   `json:"name"`
	Users []string `json:"users"`
}

// IsReply says whether the message stands in a thread under another one.
func (m Message) IsReply() bool { return m.ThreadTS != "" && m.ThreadTS != m.TS }

// messageJSON is a message as the Web API and the inner part of message_changed show it.
func (s *Server) messageJSON(m *Message, metadata bool) map[string]any {
	j := map[string]any{"type": "message", "ts": m.TS, "text": m.Text}
	opt := func(k, v string) {
		if v != "" {
			j[k] = v
		}
	}
	opt("subtype", m.Subtype)
	opt("user", m.User)
	opt("client_msg_id", m.ClientMsgID)
	opt("thread_ts", m.ThreadTS)
	opt("parent_user_id", m.ParentUser)
	opt("username", m.Username)
	s.authorship(j, m)
	if len(m.Blocks) > 0 {
		j["blocks"] = m.Blocks
	}
	if len(m.Attachments) > 0 {
		j["attachments"] = m.Attachments
	}
	if m.Edited != nil {
		j["edited"] = map[string]any{"user": m.Edited.User, "ts": m.Edited.TS}
	}
	if len(m.Files) > 0 {
		j["files"], j["upload"], j["display_as_bot"] = s.filesJSON(m.Files), false, m.BotID != ""
	}
	if len(m.Replies) > 0 {
		j["reply_count"], j["reply_users"], j["reply_users_count"] = len(m.Replies), anys(m.ReplyUsers), len(m.ReplyUsers)
		j["latest_reply"], j["is_locked"], j["subscribed"] = m.Replies[len(m.Replies)-1], false, false
	}
	if len(m.Reactions) > 0 {
		j["reactions"] = reactionsJSON(m.Reactions)
	}
	if metadata && m.Metadata != nil {
		j["metadata"] = maps.Clone(m.Metadata)
	}
	return j
}

// authorship adds team, bot and icon fields. Posts with a username override are bot_message and name no user.
func (s *Server) authorship(j map[string]any, m *Message) {
	if m.Subtype != "bot_message" && m.Subtype != "tombstone" && m.User != "" {
		j["team"] = s.teamOf(m.User)
	}
	if m.BotID == "" {
		return
	}
	j["bot_id"], j["app_id"] = m.BotID, m.AppID
	icon := s.base() + "/avatars/" + m.BotID + ".png?s="
	j["bot_profile"] = map[string]any{
		"id": m.BotID, "app_id": m.AppID, "name": m.BotName, "team_id": s.cfg.Team.ID, "updated": 1700000000, "deleted": false,
		"icons": map[string]any{"image_36": icon + "36", "image_48": icon + "48", "image_72": icon + "72"},
	}
	switch {
	case m.IconEmoji != "":
		j["icons"] = map[string]any{"emoji": m.IconEmoji}
	case m.IconURL != "":
		j["icons"] = map[string]any{"image_36": m.IconURL, "image_48": m.IconURL, "image_72": m.IconURL}
	}
}

func (s *Server) teamOf(user string) string {
	if u, ok := s.users[user]; ok {
		return u.Team
	}
	return s.cfg.Team.ID
}

func reactionsJSON(rs []Reaction) []any {
	var out []any
	for _, r := range rs {
		out = append(out, map[string]any{"name": r.Name, "users": anys(r.Users), "count": len(r.Users)})
	}
	return out
}

func anys(ss []string) []any {
	out := make([]any, len(ss))
	for i, v := range ss {
		out[i] = v
	}
	return out
}
