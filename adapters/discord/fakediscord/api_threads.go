package fakediscord

import (
	"net/http"
	"time"
)

const defaultAuto = 4320 // minutes until a silent thread would be archived; time does not do it here, ArchiveThread does

// newThread makes a thread and its owner a member. The caller holds s.mu and has asked for room.
func (s *Server) newThread(parent *room, id string, kind int, name, owner string, auto int) *room {
	now := s.cfg.Now()
	def(&auto, defaultAuto)
	r := newRoom(Channel{ID: id, Name: name, Kind: kind, Parent: parent.ID, Owner: owner})
	r.th = &thread{parent: parent, auto: auto, archivedAt: now, created: now, joined: map[string]time.Time{}}
	if _, known := s.users[owner]; known {
		r.th.joined[owner] = now
	}
	s.addRoom(r)
	return r
}

// announce tells of a thread that was just made.
func (s *Server) announce(r *room) {
	out := s.channelJSON(r)
	out["newly_created"] = true
	s.emitSeen(r, "THREAD_CREATE", intentGuilds, out)
	s.touch()
}

func created(out any) answered { return answered{http.StatusCreated, out} }

// startThreadAt opens a thread at a message; it gets the message's id.
func (s *Server) startThreadAt(c *call) (any, error) {
	r, m, err := s.messageOf(c, CreatePublicThreads)
	if err != nil {
		return nil, err
	}
	var f form
	f.only(c.body, "", "name", "auto_archive_duration", "rate_limit_per_user", "invitable") // the last one is what discordgo sends always
	name, _ := f.text(c.body, "", "name", 1, 100)
	auto := readAuto(&f, c.body)
	switch {
	case f.err() != nil:
		return nil, f.err()
	case r.Kind != Text:
		return nil, refuse(50024)
	case m.Thread != "":
		return nil, refuse(160004)
	case m.Type == TypeThreadCreated:
		return nil, refuse(50021)
	case s.activeThreads() >= s.cfg.ActiveThreads:
		return nil, refuse(160006)
	}
	return created(s.channelJSON(s.openAt(r, m, name, s.cfg.App.BotUserID, auto))), nil
}

// openAt makes the thread of a message and its starter message.
func (s *Server) openAt(r *room, m *Message, name, owner string, auto int) *room {
	t := s.newThread(r, m.ID, PublicThread, name, owner, auto)
	m.Thread, m.Flags = t.ID, m.Flags|FlagHasThread
	s.announce(t)
	s.changeMessage(r, m)
	s.post(t, &Message{Type: TypeStarter, Author: owner, Ref: &Ref{Channel: r.ID, Message: m.ID, answered: true}})
	return t
}

// startThread opens a thread without a message, or a post in a forum. Discord's default is a private thread.
func (s *Server) startThread(c *call) (any, error) {
	r, err := s.roomOf(c, 0)
	if err != nil {
		return nil, err
	}
	if r.Kind == Forum {
		return s.startPost(c, r)
	}
	var f form
	f.only(c.body, "", "name", "auto_archive_duration", "rate_limit_per_user", "type", "invitable")
	name, _ := f.text(c.body, "", "name", 1, 100)
	auto := readAuto(&f, c.body)
	kind, said := f.number(c.body, "", "type", 10, 12)
	if !said {
		kind = PrivateThread
	}
	invitable, saidInvitable := f.flag(c.body, "", "invitable")
	needs := CreatePublicThreads
	if kind == PrivateThread {
		needs = CreatePrivateThread
	}
	switch {
	case f.err() != nil:
		return nil, f.err()
	case r.Kind != Text || kind == 10:
		return nil, refuse(50024)
	case !s.may(s.cfg.App.BotUserID, r).has(needs):
		return nil, refuse(50013)
	case s.activeThreads() >= s.cfg.ActiveThreads:
		return nil, refuse(160006)
	}
	t := s.newThread(r, s.newID(), kind, name, s.cfg.App.BotUserID, auto)
	t.th.invitable = kind == PrivateThread && (invitable || !saidInvitable)
	s.announce(t)
	if kind == PublicThread {
		s.post(r, &Message{Type: TypeThreadCreated, Author: s.cfg.App.BotUserID, Content: name, Ref: &Ref{Channel: t.ID}})
	}
	return created(s.channelJSON(t)), nil
}

// startPost opens a post in a forum, with its first message.
func (s *Server) startPost(c *call, r *room) (any, error) {
	may := s.may(s.cfg.App.BotUserID, r)
	if !may.has(SendMessages) {
		return nil, refuse(50013)
	}
	var f form
	f.only(c.body, "", "name", "auto_archive_duration", "rate_limit_per_user", "applied_tags", "message", "type", "invitable")
	name, _ := f.text(c.body, "", "name", 1, 100)
	auto := readAuto(&f, c.body)
	tags, _ := s.readTags(&f, c.body, r, true)
	first, ok := c.body["message"].(obj)
	if !ok {
		f.add("message", "BASE_TYPE_REQUIRED", "This field is required")
	}
	f.only(first, "message.", "content", "embeds", "allowed_mentions", "components", "sticker_ids", "attachments", "flags", "tts")
	d := s.draft(c, first, "message.", &f, FlagSuppressEmbeds|FlagSilent)
	switch {
	case f.err() != nil:
		return nil, f.err()
	case r.RequireTag && len(tags) == 0:
		return nil, refuse(40067)
	case d.empty():
		return nil, refuse(50006)
	case len(d.embeds) > 0 && !may.has(EmbedLinks), len(d.files) > 0 && !may.has(AttachFiles):
		return nil, refuse(50013)
	case s.activeThreads() >= s.cfg.ActiveThreads:
		return nil, refuse(160006)
	}
	m := &Message{Author: s.cfg.App.BotUserID}
	t := s.openPost(r, m, d, name, auto, tags, func() { m.Mentioned = s.mentioned(m.Content, byDefault(d.allowed, false), may, "") })
	s.notePings(c, m)
	out := s.channelJSON(t)
	out["message"] = s.messageJSON(m)
	return created(out), nil
}

// openPost makes a thread in a forum whose first message has its id. tell finds out whom it mentions.
func (s *Server) openPost(r *room, m *Message, d draft, name string, auto int, tags []string, tell func()) *room {
	m.ID = s.newID()
	t := s.newThread(r, m.ID, PublicThread, name, m.Author, auto)
	t.Applied, m.Channel = tags, t.ID
	r.lastID = t.ID
	s.fill(m, d)
	tell()
	s.announce(t)
	s.post(t, m)
	return t
}
