package fakeslack

import (
	"encoding/json"
	"net/url"
	"strings"
)

// Slash types a slash command, like "/bellhop", into a channel (never into a thread: Slack does not have that) and waits for the app.
// What the app answers at once is shown like any answer through the response_url.
func (s *Server) Slash(user, channel, command, text string) error {
	s.mu.Lock()
	r, err := s.seat(user, channel)
	if err != nil {
		s.mu.Unlock()
		return err
	}
	u := responseURL{user: user, channel: channel}
	id := s.newTrigger(user)
	body := url.Values{
		"token": {"unused-verification-token"}, "team_id": {s.cfg.Team.ID}, "team_domain": {s.cfg.Team.Domain}, "channel_id": {channel},
		"channel_name": {r.name}, "user_id": {user}, "user_name": {s.users[user].Name}, "command": {command}, "text": {cleanText(text)},
		"api_app_id": {s.cfg.App.ID}, "is_enterprise_install": {"false"}, "response_url": {s.newResponseURL(u)}, "trigger_id": {id},
	}
	target := s.targetOf(toCommands)
	s.mu.Unlock()
	if target == "" {
		return cannot("%s is not a valid command", command)
	}
	got := s.send(target, parcel{kind: toCommands, id: id, body: []byte(body.Encode())})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.note(got.Delivery)
	s.touch()
	if got.Reason != "" {
		return cannot("%s failed with the error %q (status %d)", command, got.Reason, got.Status)
	}
	return s.showAnswer(&u, got)
}

// showAnswer shows what stood in the answer to a slash command: text, or JSON like for a response_url, or nothing.
func (s *Server) showAnswer(u *responseURL, got reply) error {
	said := strings.TrimSpace(string(got.body))
	if said == "" {
		return nil
	}
	a := args{"text": said}
	if strings.HasPrefix(got.header.Get("Content-Type"), "application/json") {
		a = args{}
		if err := json.Unmarshal(got.body, &a); err != nil {
			return cannot("the app answered broken JSON: %v", err)
		}
		if len(a) == 0 {
			return nil
		}
	}
	return s.respond(u, a)
}
