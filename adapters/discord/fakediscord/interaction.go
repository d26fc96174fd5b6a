package fakediscord

import (
	"fmt"
	"slices"
	"time"
)

// Kinds of interactions and of answers to them.
const (
	byCommand   = 2
	byComponent = 3
	byModal     = 5

	AnswerMessage       = 4
	AnswerLater         = 5
	AnswerLaterInPlace  = 6
	AnswerInPlace       = 7
	AnswerModal         = 9
	interactionTokenFor = 15 * time.Minute
)

// interaction is something a person did that the app must answer. Guarded by Server.mu.
type interaction struct {
	id, token string
	kind      int
	user      string
	r         *room
	about     *Message // whose button it was
	data      obj
	made      time.Time
	over      bool // the time to answer is
	acked     bool
	original  string   // the message that answers
	ids       []string // every message that came of it
	answer    chan Answer
}

// Answer is what came of a press, a command or a submitted modal.
type Answer struct {
	Kind    int      `json:"kind"`    // AnswerMessage, AnswerLater …
	Message *Message `json:"message"` // posted, shown to one person, or changed; with AnswerLater the one that is still to be filled
	Modal   *Modal   `json:"modal"`   // to be filled in with SubmitModal
}

func (s *Server) newInteraction(kind int, user string, r *room, about *Message, data obj) *interaction {
	id := s.newID()
	it := &interaction{
		id: id, token: fmt.Sprintf("it%08x%08x", hash(id), hash(id+"it")), kind: kind, user: user, r: r, about: about, data: data,
		made: s.cfg.Now(), answer: make(chan Answer, 1),
	}
	s.forgetOld()
	s.interactions[it.token] = it
	return it
}

// forgetOld lets go of interactions that cannot be followed up any more, now and then.
func (s *Server) forgetOld() {
	if len(s.interactions)%256 != 255 {
		return
	}
	for token, it := range s.interactions {
		if s.cfg.Now().Sub(it.made) > interactionTokenFor {
			delete(s.interactions, token)
		}
	}
}

// interact sends an interaction to the app and waits for its answer.
func (s *Server) interact(it *interaction) (Answer, error) {
	s.mu.Lock()
	heard := len(s.gate.listening()) > 0
	s.emit("INTERACTION_CREATE", 0, s.interactionJSON(it))
	s.touch()
	s.mu.Unlock()
	if !heard {
		return Answer{}, cannot("the application did not respond: it is not connected")
	}
	t := time.NewTimer(s.cfg.AckTimeout)
	defer t.Stop()
	select {
	case a := <-it.answer:
		return a, nil
	case <-t.C:
	case <-s.live.Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if it.acked {
		return <-it.answer, nil
	}
	it.over = true
	s.touch()
	return Answer{}, cannot("the application did not respond in time")
}

func (s *Server) interactionJSON(it *interaction) obj {
	may := s.may(it.user, it.r)
	member := s.memberJSON(it.user)
	member["permissions"] = bits(may)
	out := obj{
		"id": it.id, "application_id": s.cfg.App.ID, "type": it.kind, "token": it.token, "version": 1, "guild_id": s.cfg.Guild.ID,
		"guild": obj{"id": s.cfg.Guild.ID, "locale": "en-US", "features": []any{"COMMUNITY"}}, "guild_locale": "en-US", "locale": "en-GB",
		"channel_id": it.r.ID, "channel": s.channelJSON(it.r), "member": member, "app_permissions": bits(s.may(s.cfg.App.BotUserID, it.r)),
		"entitlements": []any{}, "authorizing_integration_owners": obj{"0": s.cfg.Guild.ID}, "context": 0, "attachment_size_limit": maxFile,
		"data": it.data,
	}
	if it.about != nil {
		out["message"] = s.messageJSON(it.about)
	}
	return out
}

// metadata is what a message tells of the interaction that it answers.
func (s *Server) metadata(it *interaction) obj {
	out := obj{
		"id": it.id, "type": it.kind, "user": s.userJSON(it.user), "authorizing_integration_owners": obj{"0": s.cfg.Guild.ID},
	}
	switch it.kind {
	case byComponent:
		out["interacted_message_id"] = it.about.ID
	case byModal:
		out["triggering_interaction_metadata"] = obj{
			"id": it.id, "type": byCommand, "user": s.userJSON(it.user), "authorizing_integration_owners": obj{"0": s.cfg.Guild.ID},
		}
	}
	return out
}

// say puts a message that answers an interaction into its channel, or before the eyes of one person.
func (s *Server) say(c *call, it *interaction, d draft) *Message {
	m := &Message{ID: s.newID(), Channel: it.r.ID, Author: s.cfg.App.BotUserID, App: s.cfg.App.ID, Interaction: s.metadata(it), At: s.cfg.Now()}
	if it.kind == byCommand {
		m.Type = TypeSlash
	}
	s.fill(m, d)
	m.Mentioned = s.mentioned(m.Content, byDefault(d.allowed, true), s.may(s.cfg.App.BotUserID, it.r), "")
	it.ids = append(it.ids, m.ID)
	if m.Flags&FlagEphemeral != 0 {
		m.For = it.user
		it.r.whispers = append(it.r.whispers, m)
		s.touch()
		return m
	}
	s.post(it.r, m)
	s.notePings(c, m)
	return m
}

// byToken finds an interaction that may still be followed up.
func (s *Server) byToken(token string) (*interaction, error) {
	it, ok := s.interactions[token]
	switch {
	case !ok || s.cfg.Now().Sub(it.made) > interactionTokenFor:
		return nil, refuse(50027)
	case !it.acked:
		return nil, refuse(10015)
	}
	return it, nil
}

// answerOf finds a message that came of an interaction.
func (s *Server) answerOf(c *call, id string) (*room, *Message, error) {
	it, err := s.byToken(c.at("webhook_token"))
	if err != nil {
		return nil, nil, err
	}
	m, ok := it.r.find(id)
	if !ok || !slices.Contains(it.ids, id) {
		return nil, nil, refuse(10008)
	}
	return it.r, m, nil
}
