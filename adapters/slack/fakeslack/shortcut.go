package fakeslack

import (
	"encoding/json"
	"net/url"
)

// Shortcut picks one of the app's message shortcuts from the menu of a message, and waits for the app to acknowledge.
func (s *Server) Shortcut(user, channel, ts, callbackID string) error {
	p, target, err := s.shortcutParcel(user, channel, ts, callbackID)
	if err != nil {
		return err
	}
	if target == "" {
		return cannot("shortcut: the app has no interactivity address")
	}
	d := s.post(target, p).Delivery
	s.mu.Lock()
	s.note(d)
	s.touch()
	s.mu.Unlock()
	if d.Reason != "" {
		return cannot("shortcut %s: the app did not answer: %s (status %d)", callbackID, d.Reason, d.Status)
	}
	return nil
}

func (s *Server) shortcutParcel(user, channel, ts, callbackID string) (parcel, string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.seat(user, channel)
	if err != nil {
		return parcel{}, "", err
	}
	m, ok := r.byTS[ts]
	if !ok {
		return parcel{}, "", cannot("%s sees no message %s", user, ts)
	}
	id := s.newTrigger(user)
	payload := map[string]any{
		"type": "message_action", "callback_id": callbackID, "token": "unused-verification-token", "trigger_id": id,
		"action_ts": r.nextTS(s.cfg.Now()), "message_ts": ts, "message": s.messageJSON(m, false), "user": s.actorJSON(user),
		"channel": map[string]any{"id": r.id, "name": r.name}, "team": map[string]any{"id": s.cfg.Team.ID, "domain": s.cfg.Team.Domain},
		"enterprise": nil, "is_enterprise_install": false,
		"response_url": s.newResponseURL(responseURL{user: user, channel: r.id, thread: m.ThreadTS, about: ts}),
	}
	b, err := json.Marshal(payload)
	if err != nil {
		return parcel{}, "", cannot("shortcut: %v", err)
	}
	body := url.Values{"payload": {string(b)}}.Encode()
	return parcel{kind: toInteractions, id: id, body: []byte(body)}, s.targets.interactions, nil
}
