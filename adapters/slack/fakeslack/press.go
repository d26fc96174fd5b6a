package fakeslack

import (
	"encoding/json"
	"net/url"
	"strings"
)

// Press presses a button under a message, an ephemeral one too, and waits for the app to acknowledge.
// The error is what the person sees as a warning sign: no such button, no answer in time, or an answer that is not 2xx.
func (s *Server) Press(user, channel, ts, actionID string) error {
	return s.act(user, channel, ts, actionID, "")
}

// Select picks an option by its value in a menu under a message.
func (s *Server) Select(user, channel, ts, actionID, value string) error {
	return s.act(user, channel, ts, actionID, value)
}

func (s *Server) act(user, channel, ts, actionID, value string) error {
	p, target, err := s.actParcel(user, channel, ts, actionID, value)
	if err != nil {
		return err
	}
	if target == "" {
		return cannot("press: the app has no interactivity address")
	}
	d := s.send(target, p).Delivery
	s.mu.Lock()
	s.note(d)
	s.touch()
	s.mu.Unlock()
	if d.Reason != "" {
		return cannot("press %s: the app did not answer: %s (status %d)", actionID, d.Reason, d.Status)
	}
	return nil
}

func (s *Server) actParcel(user, channel, ts, actionID, value string) (parcel, string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.seat(user, channel)
	if err != nil {
		return parcel{}, "", err
	}
	shown, err := s.shown(r, user, ts)
	if err != nil {
		return parcel{}, "", err
	}
	action, ok := findAction(shown.blocks, actionID)
	if !ok {
		return parcel{}, "", cannot("there is no button %s under %s", actionID, ts)
	}
	if err := pick(action, value); err != nil {
		return parcel{}, "", err
	}
	action["action_ts"] = r.nextTS(s.cfg.Now())
	id := s.newTrigger(user)
	payload := s.blockActions(r, user, shown, action, id)
	b, err := json.Marshal(payload)
	if err != nil {
		return parcel{}, "", cannot("press: %v", err)
	}
	body := url.Values{"payload": {string(b)}}.Encode()
	return parcel{kind: toInteractions, id: id, body: []byte(body)}, s.targetOf(toInteractions), nil
}

// shownMessage is what a person sees at a timestamp: a message of the channel or one for their eyes only.
type shownMessage struct {
	ts, thread string
	blocks     []any
	ephemeral  bool
	message    map[string]any
}

func (s *Server) shown(r *room, user, ts string) (shownMessage, error) {
	if m, ok := r.byTS[ts]; ok {
		return shownMessage{ts: ts, thread: m.ThreadTS, blocks: m.Blocks, message: s.messageJSON(m, false)}, nil
	}
	for _, e := range s.ephemerals {
		if e.Channel == r.id && e.TS == ts && e.User == user {
			return shownMessage{ts: ts, thread: e.ThreadTS, blocks: e.Blocks, ephemeral: true}, nil
		}
	}
	return shownMessage{}, cannot("%s sees no message %s", user, ts)
}

// findAction finds an interactive element by its action_id, as the copy that goes into the payload.
func findAction(blocks []any, actionID string) (map[string]any, bool) {
	for _, b := range blocks {
		block, _ := b.(map[string]any)
		elements, _ := block["elements"].([]any)
		for _, e := range append(elements[:len(elements):len(elements)], block["accessory"]) {
			el, _ := e.(map[string]any)
			if el["action_id"] != actionID || actionID == "" {
				continue
			}
			out := map[string]any{"block_id": block["block_id"]}
			for _, k := range []string{"type", "action_id", "text", "value", "style", "options", "placeholder"} {
				if v, ok := el[k]; ok {
					out[k] = v
				}
			}
			return out, true
		}
	}
	return nil, false
}

// pick puts the chosen option of a menu into the action.
func pick(action map[string]any, value string) error {
	options, isMenu := action["options"].([]any)
	delete(action, "options")
	if !isMenu {
		return nil
	}
	delete(action, "text")
	for _, o := range options {
		if m, _ := o.(map[string]any); m["value"] == value {
			action["selected_option"] = m
			return nil
		}
	}
	return cannot("pick %q: there is no such option", value)
}

func (s *Server) blockActions(r *room, user string, m shownMessage, action map[string]any, triggerID string) map[string]any {
	container := map[string]any{"type": "message", "message_ts": m.ts, "channel_id": r.id, "is_ephemeral": m.ephemeral}
	if m.thread != "" {
		container["thread_ts"] = m.thread
	}
	p := map[string]any{
		"type": "block_actions", "user": s.actorJSON(user), "api_app_id": s.cfg.App.ID, "token": "unused-verification-token",
		"container": container, "trigger_id": triggerID, "team": map[string]any{"id": s.cfg.Team.ID, "domain": s.cfg.Team.Domain},
		"enterprise": nil, "is_enterprise_install": false, "channel": map[string]any{"id": r.id, "name": r.name},
		"state": map[string]any{"values": map[string]any{}}, "actions": []any{action},
		"response_url": s.newResponseURL(responseURL{user: user, channel: r.id, thread: m.thread, about: m.ts, ephemeral: m.ephemeral}),
	}
	if !m.ephemeral {
		p["message"] = m.message
	}
	return p
}

func (s *Server) actorJSON(user string) map[string]any {
	u := s.users[user]
	return map[string]any{"id": u.ID, "username": u.Name, "name": strings.ToLower(u.Name), "team_id": u.Team}
}
