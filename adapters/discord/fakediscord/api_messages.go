package fakediscord

import "time"

const nonceFor = 5 * time.Minute // how long an enforced nonce is remembered

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
	return s.readJSON(m), nil
}
