package fakeslack

// What bots and Slack itself do in a channel, beside our own.

// ReplyAsBot posts as another app's bot, under thread when set. With a BotUserID it posts as bots do today: as a user, with bot_id and
// bot_profile; without one as a bot_message of that name.
func (s *Server) ReplyAsBot(bot App, channel, thread, text string) (ts string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok {
		return "", cannot("no channel %s", channel)
	}
	root, err := r.root(thread)
	if err != nil || thread != "" && root == "" {
		return "", cannot("there is no thread %s", thread)
	}
	m := &Message{
		Channel: channel, ThreadTS: root, Text: cleanText(text), User: bot.BotUserID, BotID: bot.BotID, AppID: bot.ID, BotName: bot.Name,
	}
	if m.User == "" {
		m.Subtype, m.Username = "bot_message", bot.Name
	}
	return s.store(r, m), nil
}

// Unfurl lets Slack add a preview of a link under a message: the message_changed that nobody edited.
func (s *Server) Unfurl(channel, ts, link, title string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok || r.byTS[ts] == nil {
		return cannot("no message %s in %s", ts, channel)
	}
	m := r.byTS[ts]
	before := s.messageJSON(m, false)
	m.Attachments = append(m.Attachments[:len(m.Attachments):len(m.Attachments)], map[string]any{
		"title": title, "title_link": link, "fallback": title, "text": title,
	})
	s.emitChanged(r, m, before)
	s.touch()
	return nil
}
