package fakeslack

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"time"
)

// responseURL lets the app answer an act of a person without a token: five times within half an hour.
type responseURL struct {
	user, channel, thread, about string // about: the message whose button was pressed
	ephemeral                    bool   // that message is for the user's eyes only
	made                         time.Time
	uses                         int
}

// newResponseURL makes an address. The caller holds s.mu.
func (s *Server) newResponseURL(u responseURL) string {
	u.made = s.cfg.Now()
	id := s.id("R")
	s.answers[id] = &u
	return s.base() + "/response/" + id
}

func (s *Server) serveResponseURL(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	a := args{}
	if err != nil || json.Unmarshal(body, &a) != nil {
		http.Error(w, "invalid_payload", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	u, ok := s.answers[r.PathValue("id")]
	switch {
	case !ok:
		http.Error(w, "no_such_url", http.StatusNotFound)
	case u.uses >= 5 || s.cfg.Now().Sub(u.made) > 30*time.Minute:
		w.WriteHeader(http.StatusNotFound)
		answer(w, failure(fail("used_url")))
	default:
		u.uses++
		if err := s.respond(u, a); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			answer(w, failure(err))
			return
		}
		answer(w, map[string]any{"ok": true})
	}
}

// respond does what the app asked for through a response_url, or in the answer to a slash command. The caller holds s.mu.
func (s *Server) respond(u *responseURL, a args) error {
	defer s.touch()
	if a.flag("delete_original") {
		s.dropOriginal(u)
		return nil
	}
	c, err := s.readContent(a)
	if err != nil {
		return err
	}
	r := s.rooms[u.channel]
	if a.flag("replace_original") && u.about != "" {
		s.notePings("response_url", a, u.channel, u.about)
		s.replaceOriginal(u, r, c)
		return nil
	}
	thread := u.thread
	if t := a.str("thread_ts"); t != "" {
		thread = t
	}
	if a.str("response_type") == "in_channel" {
		m := &Message{
			Channel: r.id, ThreadTS: thread, Text: c.text, Blocks: c.blocks, Subtype: "bot_message", BotID: s.cfg.App.BotID, AppID: s.cfg.App.ID,
			BotName: s.cfg.App.Name, Username: s.cfg.App.Name,
		}
		s.notePings("response_url", a, r.id, s.store(r, m))
		return nil
	}
	e := Ephemeral{User: u.user, Channel: r.id, ThreadTS: thread, TS: r.nextTS(s.cfg.Now()), Text: c.text, Blocks: c.blocks}
	s.notePings("response_url", a, r.id, e.TS)
	s.ephemerals = append(s.ephemerals, e)
	return nil
}

func (s *Server) dropOriginal(u *responseURL) {
	if u.ephemeral {
		s.ephemerals = slices.DeleteFunc(s.ephemerals, func(e Ephemeral) bool { return e.TS == u.about && e.User == u.user })
		return
	}
	if r := s.rooms[u.channel]; r.byTS[u.about] != nil {
		s.erase(r, r.byTS[u.about])
	}
}

func (s *Server) replaceOriginal(u *responseURL, r *room, c content) {
	for i, e := range s.ephemerals {
		if u.ephemeral && e.TS == u.about && e.User == u.user {
			s.ephemerals[i].Text, s.ephemerals[i].Blocks = c.text, c.blocks
		}
	}
	if m, ok := r.byTS[u.about]; ok && !u.ephemeral {
		before := s.messageJSON(m, false)
		m.Text, m.Blocks = c.text, c.blocks
		s.emitChanged(r, m, before)
	}
}
