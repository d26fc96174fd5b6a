package fakeslack

import "regexp"

var tsShape = regexp.MustCompile(`^\d{1,12}\.\d{6}$`)

func (s *Server) chatPostMessage(a args) (map[string]any, error) {
	r, err := s.writable(a.str("channel"))
	if err != nil {
		return nil, err
	}
	c, err := s.readContent(a)
	if err != nil {
		return nil, err
	}
	if wait := s.spend(r); wait > 0 {
		return nil, fail("ratelimited", "retry_after", wait)
	}
	m := &Message{
		Channel: r.id, Text: c.text, Blocks: c.blocks, Attachments: c.attachments, Metadata: c.metadata,
		BotID: s.cfg.App.BotID, AppID: s.cfg.App.ID, BotName: s.cfg.App.Name, User: s.cfg.App.BotUserID,
	}
	if err := s.dressUp(m, a); err != nil {
		return nil, err
	}
	if m.ThreadTS, err = r.root(a.str("thread_ts")); err != nil {
		return nil, err
	}
	if m.ThreadTS != "" && a.flag("reply_broadcast") {
		m.Subtype = "thread_broadcast"
	}
	s.notePings("chat.postMessage", a, r.id, s.store(r, m))
	return map[string]any{"channel": r.id, "ts": m.TS, "message": s.messageJSON(m, true)}, nil
}

// dressUp applies username and icon overrides, which need their own scope and make the post a bot_message without a user.
func (s *Server) dressUp(m *Message, a args) error {
	name, url, emoji := a.str("username"), a.str("icon_url"), a.str("icon_emoji")
	if name == "" && url == "" && emoji == "" {
		return nil
	}
	if !s.granted("chat:write.customize") {
		return fail("missing_scope", "needed", "chat:write.customize", "provided", joined(s.cfg.Scopes))
	}
	if name == "" {
		name = s.cfg.App.Name
	}
	m.Username, m.IconURL, m.IconEmoji, m.User, m.Subtype = truncate(name, 80), url, emoji, "", "bot_message"
	return nil
}

// root is the parent a reply lands under: the thread_ts itself, its parent if that is a reply, and none if the parent is gone
// or never was; then the post stands in the channel, as on Slack.
func (r *room) root(ts string) (string, error) {
	if ts == "" {
		return "", nil
	}
	if !tsShape.MatchString(ts) {
		return "", fail("invalid_thread_ts")
	}
	m, ok := r.byTS[ts]
	switch {
	case !ok || m.Subtype == "tombstone":
		return "", nil
	case m.IsReply():
		return r.root(m.ThreadTS)
	}
	return ts, nil
}
