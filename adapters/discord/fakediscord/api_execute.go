package fakediscord

import "unicode/utf8"

var executeFields = []string{
	"content", "username", "avatar_url", "tts", "embeds", "allowed_mentions", "components", "attachments", "flags", "thread_name", "applied_tags",
	"poll", "nonce",
}

// execute posts as a webhook, or follows up on an interaction, whose address looks the same.
func (s *Server) execute(c *call) (any, error) {
	if c.at("webhook_id") == s.cfg.App.ID {
		return s.followUp(c)
	}
	h, err := s.hookByToken(c)
	if err != nil {
		return nil, err
	}
	var f form
	f.only(c.body, "", executeFields...)
	if c.body["nonce"] != nil {
		f.add("nonce", "UNKNOWN_FIELD", "A webhook has no nonce.")
	}
	d := s.draft(c, c.body, "", &f, FlagSuppressEmbeds|FlagSilent)
	m := &Message{Author: h.ID, Webhook: h.ID, App: h.App, Username: h.Name}
	if name, ok := f.maybe(c.body, "", "username", 80); ok && name != "" {
		m.Username = checkName(&f, "username", name)
	}
	f.web(c.body, "", "avatar_url")
	m.AvatarURL, _ = c.body["avatar_url"].(string)
	r := s.rooms[h.Channel]
	post, _ := f.maybe(c.body, "", "thread_name", 100)
	tags, _ := s.readTags(&f, c.body, r, false)
	if err := f.err(); err != nil {
		return nil, err
	}
	if d.empty() {
		return nil, refuse(50006)
	}
	tell := func() { m.Mentioned = s.mentioned(m.Content, byDefault(d.allowed, true), MentionEveryone, "") }
	if err := s.executeIn(c, r, m, d, post, tags, tell); err != nil {
		return nil, err
	}
	s.notePings(c, m)
	if !c.flag("wait") {
		return nil, nil
	}
	return s.messageJSON(m), nil
}

// executeIn posts into the channel, into one of its threads, or as a new post of a forum.
func (s *Server) executeIn(c *call, r *room, m *Message, d draft, post string, tags []string, tell func()) error {
	id := c.Query.Get("thread_id")
	switch {
	case id != "" && post != "":
		return refuse(220002)
	case r.Kind == Forum && id == "" && utf8.RuneCountInString(post) == 0:
		return refuse(220001)
	case r.Kind != Forum && post != "":
		return refuse(220003)
	case post != "" && r.RequireTag && len(tags) == 0:
		return refuse(40067)
	case post != "" && s.activeThreads() >= s.cfg.ActiveThreads:
		return refuse(160006)
	case post != "":
		s.openPost(r, m, d, post, 0, tags, tell)
		return nil
	}
	if id != "" {
		t, ok := s.rooms[id]
		if !ok || t.th == nil || t.th.parent != r {
			return refuse(10003)
		}
		r = t
	}
	if err := s.entry(r, false); err != nil {
		return err
	}
	m.Channel = r.ID
	s.fill(m, d)
	tell()
	s.post(r, m)
	return nil
}
