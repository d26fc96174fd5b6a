package fakediscord

import (
	"slices"
	"unicode"
)

func (s *Server) putReaction(c *call) (any, error) {
	r, m, err := s.messageOf(c, ReadMessageHistory)
	switch emoji := c.at("emoji_name"); {
	case err != nil:
		return nil, err
	case r.Archived:
		return nil, refuse(50083)
	case !isEmoji(emoji):
		return nil, refuse(10014)
	case !s.may(s.cfg.App.BotUserID, r).has(AddReactions) && !slices.ContainsFunc(m.Reactions, func(x Reaction) bool { return x.Emoji == emoji }):
		return nil, refuse(50013)
	}
	s.react(r, m, s.cfg.App.BotUserID, c.at("emoji_name"))
	return nil, nil
}

func (s *Server) deleteReaction(c *call) (any, error) {
	r, m, err := s.messageOf(c, 0)
	switch {
	case err != nil:
		return nil, err
	case r.Archived:
		return nil, refuse(50083)
	case !s.unreact(r, m, s.cfg.App.BotUserID, c.at("emoji_name")):
		return nil, refuse(10014)
	}
	return nil, nil
}

// isEmoji knows name:id, and takes for a plain emoji what has no letter and no space in it.
func isEmoji(v string) bool {
	if id, custom := emojiJSON(v)["id"].(string); custom {
		return isID(id)
	}
	for _, c := range v {
		if unicode.IsLetter(c) || unicode.IsSpace(c) || c == ':' {
			return false
		}
	}
	return v != ""
}

// react puts an emoji under a message, once per person.
func (s *Server) react(r *room, m *Message, user, emoji string) {
	i := slices.IndexFunc(m.Reactions, func(x Reaction) bool { return x.Emoji == emoji })
	if i < 0 {
		m.Reactions = append(m.Reactions, Reaction{Emoji: emoji})
		i = len(m.Reactions) - 1
	}
	if slices.Contains(m.Reactions[i].Users, user) {
		return
	}
	m.Reactions[i].Users = append(m.Reactions[i].Users, user)
	e := s.reactionEvent(r, m, user, emoji)
	e["member"] = s.memberJSON(user)
	if m.Webhook == "" {
		e["message_author_id"] = m.Author
	}
	s.emitSeen(r, "MESSAGE_REACTION_ADD", intentReactions, e)
}

func (s *Server) unreact(r *room, m *Message, user, emoji string) bool {
	i := slices.IndexFunc(m.Reactions, func(x Reaction) bool { return x.Emoji == emoji })
	if i < 0 || !slices.Contains(m.Reactions[i].Users, user) {
		return false
	}
	left := slices.DeleteFunc(slices.Clone(m.Reactions[i].Users), func(u string) bool { return u == user })
	if m.Reactions[i].Users = left; len(left) == 0 {
		m.Reactions = slices.Delete(slices.Clone(m.Reactions), i, i+1)
	}
	s.emitSeen(r, "MESSAGE_REACTION_REMOVE", intentReactions, s.reactionEvent(r, m, user, emoji))
	return true
}

func (s *Server) reactionEvent(r *room, m *Message, user, emoji string) obj {
	return obj{
		"user_id": user, "channel_id": r.ID, "message_id": m.ID, "guild_id": s.cfg.Guild.ID, "emoji": emojiJSON(emoji), "burst": false, "type": 0,
	}
}
