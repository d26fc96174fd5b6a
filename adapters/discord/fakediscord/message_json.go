package fakediscord

import (
	"fmt"
	"slices"
	"strings"
)

// messageJSON is a message as REST shows it to our bot. The caller holds s.mu.
func (s *Server) messageJSON(m *Message) obj {
	out := s.messageBody(m)
	out["id"], out["channel_id"], out["author"] = m.ID, m.Channel, s.authorJSON(m)
	out["pinned"], out["mention_everyone"], out["tts"] = false, m.Mentioned.Everyone != "", false
	if m.Webhook != "" {
		out["webhook_id"] = m.Webhook
	}
	if m.App != "" {
		out["application_id"] = m.App
	}
	if m.Nonce != nil {
		out["nonce"] = m.Nonce
	}
	if m.Interaction != nil {
		out["interaction_metadata"], out["webhook_id"] = m.Interaction, s.cfg.App.ID
	}
	if t, ok := s.rooms[m.Thread]; ok {
		out["thread"] = s.channelJSON(t)
	}
	if len(m.Reactions) > 0 {
		out["reactions"] = s.reactionsJSON(m)
	}
	s.addReference(out, m)
	return out
}

// messageBody is what a forward keeps of a message too.
func (s *Server) messageBody(m *Message) obj {
	files := []any{}
	for _, a := range m.Attachments {
		files = append(files, s.attachmentJSON(a, m.For != ""))
	}
	var edited any
	if m.Edited != nil {
		edited = stamp(*m.Edited)
	}
	mentions := []any{}
	for _, u := range m.Mentioned.Users {
		mentions = append(mentions, s.userJSON(u))
	}
	out := obj{
		"type": m.Type, "content": m.Content, "mentions": mentions, "mention_roles": list(m.Mentioned.Roles), "attachments": files,
		"embeds": list(m.Embeds), "timestamp": stamp(m.At), "edited_timestamp": edited, "flags": m.Flags, "components": list(m.Components),
	}
	if m.Flags&FlagSuppressEmbeds != 0 {
		out["embeds"] = []any{}
	}
	var stickers []any
	for _, name := range m.Stickers {
		stickers = append(stickers, obj{"id": fmt.Sprint(hash(name)), "name": name, "format_type": 1})
	}
	if stickers != nil {
		out["sticker_items"] = stickers
	}
	return out
}

// list is a list that is not null in JSON.
func list[T any](v []T) []T {
	if v == nil {
		return []T{}
	}
	return v
}

func (s *Server) addReference(out obj, m *Message) {
	if m.Ref == nil {
		return
	}
	kind := 0
	if m.Ref.Forward {
		kind = 1
	}
	ref := obj{"type": kind, "channel_id": m.Ref.Channel, "guild_id": s.cfg.Guild.ID}
	if m.Ref.Message != "" {
		ref["message_id"] = m.Ref.Message
	}
	out["message_reference"] = ref
	if m.Forwarded != nil {
		out["message_snapshots"] = []any{obj{"message": s.messageBody(m.Forwarded)}}
		return
	}
	if !m.Ref.answered {
		return
	}
	out["referenced_message"] = nil
	if r, ok := s.rooms[m.Ref.Channel]; ok {
		if to, ok := r.byID[m.Ref.Message]; ok {
			shown := s.messageJSON(to)
			delete(shown, "referenced_message")
			delete(shown, "reactions")
			out["referenced_message"] = shown
		}
	}
}

func (s *Server) authorJSON(m *Message) obj {
	if m.Webhook == "" {
		return s.userJSON(m.Author)
	}
	var avatar any
	if m.AvatarURL != "" {
		avatar = fmt.Sprintf("%08x", hash(m.AvatarURL))
	}
	out := userBase(m.Webhook, m.Username)
	out["avatar"], out["bot"], out["discriminator"] = avatar, true, "0000"
	return out
}

// emojiJSON reads an emoji as routes write it: a character, or name:id.
func emojiJSON(emoji string) obj {
	if name, id, custom := strings.Cut(emoji, ":"); custom {
		return obj{"id": id, "name": name, "animated": false}
	}
	return obj{"id": nil, "name": emoji}
}

func (s *Server) reactionsJSON(m *Message) []any {
	var out []any
	for _, r := range m.Reactions {
		out = append(out, obj{
			"emoji": emojiJSON(r.Emoji), "count": len(r.Users), "count_details": obj{"burst": 0, "normal": len(r.Users)},
			"burst_colors": []any{}, "me_burst": false, "me": slices.Contains(r.Users, s.cfg.App.BotUserID),
		})
	}
	return out
}
