package fakediscord

import "maps"

// bare is a message as an app sees it that was not granted message content: without words, embeds, files and buttons, unless the app wrote
// it, or is mentioned in it. What it answers or stands for is shown by the same rule.
func (s *Server) bare(full obj) obj {
	out := maps.Clone(full)
	if about, ok := full["referenced_message"].(obj); ok {
		out["referenced_message"] = s.bare(about)
	}
	author, _ := full["author"].(obj)
	ours := author["id"] == s.cfg.App.BotUserID
	mentions, _ := full["mentions"].([]any)
	for _, v := range mentions {
		u, _ := v.(obj)
		ours = ours || u["id"] == s.cfg.App.BotUserID
	}
	if !ours {
		out["content"], out["embeds"], out["attachments"], out["components"] = "", []any{}, []any{}, []any{}
		delete(out, "message_snapshots")
	}
	return out
}

// readJSON is a message as it is read over REST, where the portal decides what is seen.
func (s *Server) readJSON(m *Message) obj {
	full := s.messageJSON(m)
	if s.cfg.Portal.MessageContent {
		return full
	}
	return s.bare(full)
}
