package fakeslack

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"time"
)

// State is the whole workspace as a page shows it.
type State struct {
	Revision   int64                `json:"revision"`
	Team       Team                 `json:"team"`
	Users      []User               `json:"users"`
	Channels   []Channel            `json:"channels"`
	Messages   map[string][]Message `json:"messages"`   // by channel, replies too, oldest first
	Ephemerals []Ephemeral          `json:"ephemerals"` // each with the user who sees it
	Views      []View               `json:"views"`
	Pings      []Ping               `json:"pings"`
}

// State takes a picture of everything a page shows; an empty channel means all of them.
func (s *Server) State(channel string) State {
	revision, _ := s.change()
	st := State{
		Revision: revision, Team: s.cfg.Team, Users: s.Users(), Channels: s.Channels(), Messages: map[string][]Message{},
		Ephemerals: s.Ephemerals(""), Views: s.Views(), Pings: s.Pings(),
	}
	for i, u := range st.Users {
		st.Users[i].Image = s.avatarOf(u, 72)
	}
	for _, c := range st.Channels {
		if channel == "" || channel == c.ID {
			st.Messages[c.ID] = s.Messages(c.ID)
		}
	}
	return st
}

// PeopleHandler is the people's side over JSON, for a page on the same machine: it asks for no password. Mount it with its prefix stripped.
//
//	GET  /state?channel=C1     State
//	GET  /changes?channel=C1   server-sent events: "state" with State, at once and after every change (several changes may share one)
//	POST /say       {user, channel, text}                       -> {ts}
//	POST /reply     {user, channel, thread, text, broadcast?}   -> {ts}
//	POST /edit      {user, channel, ts, text}                   -> {}
//	POST /delete    {user, channel, ts}                         -> {}
//	POST /press     {user, channel, ts, action_id, value?}      -> {}   value picks an option of a menu
//	POST /slash     {user, channel, command, text}              -> {}
//	POST /shortcut  {user, channel, ts, callback_id}            -> {}
//	POST /presence  {user, presence: "active" | "away"}         -> {}
//	POST /upload    {user, channel, thread?, filename, data}    -> {ts} data in base64
//
// Bodies are application/json. What Slack would not let a person do answers 409 {error}; a broken body 400, another type 415.
func (s *Server) PeopleHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /state", func(w http.ResponseWriter, r *http.Request) {
		sendJSON(w, http.StatusOK, s.State(r.URL.Query().Get("channel")))
	})
	mux.HandleFunc("GET /changes", s.serveChanges)
	for path, do := range map[string]func(act) (string, error){
		"say":      func(a act) (string, error) { return s.Say(a.User, a.Channel, a.Text) },
		"reply":    func(a act) (string, error) { return s.say(a.User, a.Channel, a.Thread, a.Text, a.Broadcast) },
		"edit":     func(a act) (string, error) { return "", s.Edit(a.User, a.Channel, a.TS, a.Text) },
		"delete":   func(a act) (string, error) { return "", s.Delete(a.User, a.Channel, a.TS) },
		"press":    func(a act) (string, error) { return "", s.act(a.User, a.Channel, a.TS, a.ActionID, a.Value) },
		"slash":    func(a act) (string, error) { return "", s.Slash(a.User, a.Channel, a.Command, a.Text) },
		"shortcut": func(a act) (string, error) { return "", s.Shortcut(a.User, a.Channel, a.TS, a.CallbackID) },
		"presence": func(a act) (string, error) { return "", s.SetPresence(a.User, a.Presence) },
		"upload":   func(a act) (string, error) { return s.Upload(a.User, a.Channel, a.Thread, a.Filename, a.Data) },
	} {
		mux.HandleFunc("POST /"+path, serveAct(do))
	}
	return mux
}

// act is what a person does on the page.
type act struct {
	User, Channel, Thread, TS, Text, Command, Presence, Filename, Value string

	ActionID   string `json:"action_id"`
	CallbackID string `json:"callback_id"`
	Broadcast  bool
	Data       []byte
}

func serveAct(do func(act) (string, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
			sendJSON(w, http.StatusUnsupportedMediaType, map[string]string{"error": "send application/json"})
			return
		}
		var a act
		if err := json.NewDecoder(io.LimitReader(r.Body, maxUpload)).Decode(&a); err != nil {
			sendJSON(w, http.StatusBadRequest, map[string]string{"error": "broken JSON: " + err.Error()})
			return
		}
		ts, err := do(a)
		switch {
		case err != nil:
			sendJSON(w, http.StatusConflict, map[string]string{"error": err.Error()})
		case ts != "":
			sendJSON(w, http.StatusOK, map[string]string{"ts": ts})
		default:
			sendJSON(w, http.StatusOK, map[string]string{})
		}
	}
}

func (s *Server) serveChanges(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	beat := time.NewTicker(15 * time.Second)
	defer beat.Stop()
	for sent := int64(-1); ; {
		revision, next := s.change()
		if revision != sent {
			b, err := json.Marshal(s.State(r.URL.Query().Get("channel")))
			if err != nil {
				return
			}
			_, _ = fmt.Fprintf(w, "id: %d\nevent: state\ndata: %s\n\n", revision, b)
			sent = revision
		}
		if out.Flush() != nil {
			return
		}
		select {
		case <-next:
		case <-beat.C:
			_, _ = io.WriteString(w, ": still here\n\n")
		case <-r.Context().Done():
			return
		case <-s.live.Done():
			return
		}
	}
}

func sendJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the page went away
}
