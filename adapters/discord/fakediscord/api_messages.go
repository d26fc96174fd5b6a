package fakediscord

import (
	"cmp"
	"slices"
	"time"
)

const (
	nonceFor  = 5 * time.Minute     // how long an enforced nonce is remembered
	bulkUntil = 14 * 24 * time.Hour // how old a message may be to be deleted in bulk
)

var createFields = []string{
	"content", "nonce", "tts", "embeds", "allowed_mentions", "message_reference", "components", "sticker_ids", "attachments", "flags",
	"enforce_nonce", "poll",
}

func (s *Server) postMessage(c *call) (any, error) {
	r, err := s.roomOf(c, 0)
	if err != nil {
		return nil, err
	}
	may := s.may(s.cfg.App.BotUserID, r)
	if !may.has(r.maySend()) {
		return nil, refuse(50013)
	}
	var f form
	f.only(c.body, "", createFields...)
	d := s.draft(c, c.body, "", &f, FlagSuppressEmbeds|FlagSilent)
	m := &Message{Channel: r.ID, Author: s.cfg.App.BotUserID, Nonce: readNonce(&f, c.body)}
	enforce, _ := f.flag(c.body, "", "enforce_nonce")
	replied, err := s.readReference(c.body, &f, r, m)
	if err == nil {
		err = f.err()
	}
	if err == nil {
		err = s.entry(r, may.has(ManageThreads))
	}
	switch {
	case err != nil:
		return nil, err
	case d.empty():
		return nil, refuse(50006)
	case len(d.embeds) > 0 && !may.has(EmbedLinks), len(d.files) > 0 && !may.has(AttachFiles):
		return nil, refuse(50013)
	}
	if again, ok := s.seenNonce(r, m.Nonce, enforce); ok {
		return s.messageJSON(again), nil
	}
	s.fill(m, d)
	m.Mentioned = s.mentioned(m.Content, byDefault(d.allowed, false), may, replied)
	m.ID = s.newID()
	if key, ok := m.Nonce.(string); ok {
		r.nonces[key] = nonce{m.ID, s.cfg.Now()}
	}
	s.post(r, m)
	s.notePings(c, m)
	return s.messageJSON(m), nil
}

// seenNonce finds the message that an enforced nonce made before.
func (s *Server) seenNonce(r *room, key any, enforce bool) (*Message, bool) {
	k, _ := key.(string)
	n, ok := r.nonces[k]
	if !enforce || !ok || s.cfg.Now().Sub(n.at) > nonceFor {
		return nil, false
	}
	m, ok := r.byID[n.id]
	return m, ok
}

// readReference reads what a message replies to, and tells whose message that is.
func (s *Server) readReference(body obj, f *form, r *room, m *Message) (author string, err error) {
	ref, ok := body["message_reference"].(obj)
	if !ok {
		return "", nil
	}
	f.only(ref, "message_reference.", "type", "message_id", "channel_id", "guild_id", "fail_if_not_exists")
	if kind, _ := f.number(ref, "message_reference.", "type", 0, 1); kind == 1 {
		f.add("message_reference.type", "UNSUPPORTED", "Here only people forward.")
	}
	id, _ := ref["message_id"].(string)
	must, said := f.flag(ref, "message_reference.", "fail_if_not_exists")
	to, found := r.byID[id]
	if in, _ := ref["channel_id"].(string); in != "" && in != r.ID {
		f.add("message_reference", "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", "Cannot reply to a message in a different channel")
	}
	switch {
	case !s.may(s.cfg.App.BotUserID, r).has(ReadMessageHistory):
		return "", refuse(160002)
	case !found && (must || !said):
		f.add("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
		return "", nil
	case !found:
		return "", nil
	}
	m.Type, m.Ref = TypeReply, &Ref{Channel: r.ID, Message: id, answered: true}
	return to.Author, nil
}

// messageOf finds the message of a request.
func (s *Server) messageOf(c *call, needs Permissions) (*room, *Message, error) {
	r, err := s.roomOf(c, needs)
	if err != nil {
		return nil, nil, err
	}
	m, ok := r.byID[c.at("message_id")]
	if !ok {
		return nil, nil, refuse(10008)
	}
	return r, m, nil
}

func (s *Server) getMessage(c *call) (any, error) {
	_, m, err := s.messageOf(c, ReadMessageHistory)
	if err != nil {
		return nil, err
	}
	return s.messageJSON(m), nil
}

func (s *Server) patchMessage(c *call) (any, error) {
	r, m, err := s.messageOf(c, 0)
	if err != nil {
		return nil, err
	}
	ours := m.Author == s.cfg.App.BotUserID
	_, flagged := c.body["flags"]
	switch {
	case r.Archived:
		return nil, refuse(50083)
	case m.Type == TypeStarter || m.Type == TypeThreadCreated:
		return nil, refuse(50021)
	case !ours && (len(c.body) != 1 || !flagged):
		return nil, refuse(50005)
	case !ours && !s.may(s.cfg.App.BotUserID, r).has(ManageMessages):
		return nil, refuse(50013)
	}
	if err := s.edit(c, r, m, FlagSuppressEmbeds, byDefault(nil, false)); err != nil {
		return nil, err
	}
	return s.messageJSON(m), nil
}

// edit changes a message as the body says: what it does not name stays, and mentions are read anew.
func (s *Server) edit(c *call, r *room, m *Message, flags int, otherwise *allowed) error {
	var f form
	f.only(c.body, "", "content", "embeds", "flags", "allowed_mentions", "components", "attachments", "poll")
	d := s.draft(c, c.body, "", &f, flags)
	if err := f.err(); err != nil {
		return err
	}
	next := m.copied()
	if d.content != nil {
		next.Content = *d.content
		may := s.may(s.cfg.App.BotUserID, r)
		if m.Webhook != "" {
			may |= MentionEveryone
		}
		replied := m.Mentioned.Replied
		next.Mentioned = s.mentioned(next.Content, cmp.Or(d.allowed, otherwise), may, replied)
	}
	if d.hasEmbeds {
		next.Embeds = d.embeds
	}
	if d.hasRows {
		next.Components = d.components
	}
	if d.flags != nil {
		next.Flags = m.Flags&^flags | *d.flags
	}
	if d.hasFiles {
		next.Attachments = slices.DeleteFunc(next.Attachments, func(a Attachment) bool { return !slices.Contains(d.keep, a.ID) })
	}
	for _, a := range d.files {
		next.Attachments = append(next.Attachments, s.keepFile(r.ID, a))
	}
	if next.Content == "" && len(next.Embeds) == 0 && len(next.Attachments) == 0 && len(next.Components) == 0 {
		return refuse(50006)
	}
	if d.content != nil || d.hasEmbeds || d.hasRows || d.hasFiles {
		now := s.cfg.Now()
		next.Edited = &now
	}
	*m = next
	s.changeMessage(r, m)
	if d.content != nil {
		s.notePings(c, m)
	}
	return nil
}

func (s *Server) deleteMessage(c *call) (any, error) {
	r, m, err := s.messageOf(c, 0)
	switch {
	case err != nil:
		return nil, err
	case r.Archived:
		return nil, refuse(50083)
	case m.Type == TypeStarter:
		return nil, refuse(50021)
	case m.Author != s.cfg.App.BotUserID && !s.may(s.cfg.App.BotUserID, r).has(ManageMessages):
		return nil, refuse(50013)
	}
	s.erase(r, m)
	return nil, nil
}

func (s *Server) bulkDelete(c *call) (any, error) {
	r, err := s.roomOf(c, ManageMessages)
	if err != nil {
		return nil, err
	}
	var f form
	ids := f.ids(c.body, "", "messages", 1000)
	if err := f.err(); err != nil {
		return nil, err
	}
	if len(ids) < 2 || len(ids) > 100 {
		return nil, refuse(50016)
	}
	for _, id := range ids {
		if s.cfg.Now().Sub(IDTime(id)) > bulkUntil {
			return nil, refuse(50034)
		}
	}
	if r.Archived {
		return nil, refuse(50083)
	}
	s.eraseAll(r, ids)
	return nil, nil
}
