package fakeslack

import (
	"regexp"
	"slices"
)

var emojiName = regexp.MustCompile(`^[a-z0-9_+'-]+(::skin-tone-[2-6])?$`)

func (s *Server) reactionsAdd(a args) (map[string]any, error) {
	m, i, err := s.reactedMessage(a)
	if err != nil {
		return nil, err
	}
	bot := s.cfg.App.BotUserID
	if i < 0 {
		m.Reactions = append(slices.Clone(m.Reactions), Reaction{Name: a.str("name"), Users: []string{bot}})
		s.touch()
		return nil, nil
	}
	if slices.Contains(m.Reactions[i].Users, bot) {
		return nil, fail("already_reacted")
	}
	m.Reactions = slices.Clone(m.Reactions)
	m.Reactions[i].Users = append(slices.Clone(m.Reactions[i].Users), bot)
	s.touch()
	return nil, nil
}

func (s *Server) reactionsRemove(a args) (map[string]any, error) {
	m, i, err := s.reactedMessage(a)
	if err != nil {
		return nil, err
	}
	bot := s.cfg.App.BotUserID
	if i < 0 || !slices.Contains(m.Reactions[i].Users, bot) {
		return nil, fail("no_reaction")
	}
	m.Reactions = slices.Clone(m.Reactions)
	m.Reactions[i].Users = slices.DeleteFunc(slices.Clone(m.Reactions[i].Users), func(u string) bool { return u == bot })
	if len(m.Reactions[i].Users) == 0 {
		m.Reactions = slices.Delete(m.Reactions, i, i+1)
	}
	s.touch()
	return nil, nil
}

// reactedMessage finds the message and where this emoji stands under it, -1 if nowhere.
func (s *Server) reactedMessage(a args) (*Message, int, error) {
	r, err := s.joined(a.str("channel"))
	if err != nil {
		return nil, 0, err
	}
	if r.archived {
		return nil, 0, fail("is_archived")
	}
	if !emojiName.MatchString(a.str("name")) {
		return nil, 0, fail("invalid_name")
	}
	m, ok := r.byTS[a.str("timestamp")]
	if !ok {
		return nil, 0, fail("message_not_found")
	}
	return m, slices.IndexFunc(m.Reactions, func(x Reaction) bool { return x.Name == a.str("name") }), nil
}
