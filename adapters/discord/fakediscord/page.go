package fakediscord

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"time"
)

// PeopleHandler is the people's side over JSON, for a page on the same machine: it asks for no password. Mount it with its prefix stripped.
//
//	GET  /state?channel=1      State
//	GET  /changes?channel=1    server-sent events: "state" with State, at once and after every change (several changes may share one)
//	POST /say       {user, channel, text}                       -> {id}
//	POST /reply     {user, channel, message, text}              -> {id}
//	POST /edit      {user, channel, message, text}              -> {}
//	POST /delete    {user, channel, message}                    -> {}
//	POST /press     {user, channel, message, custom_id, values?} -> Answer   values picks options of a menu
//	POST /modal     {user, modal, values: {custom_id: text}}     -> Answer
//	POST /slash     {user, channel, command, options}           -> Answer
//	POST /menu      {user, channel, message, command}           -> Answer   what stands in the menu of a message
//	POST /react     {user, channel, message, emoji}             -> {}
//	POST /unreact   {user, channel, message, emoji}             -> {}
//	POST /presence  {user, status: online, idle, dnd, offline}  -> {}
//	POST /type      {user, channel}                             -> {}
//	POST /upload    {user, channel, filename, data}             -> {id}     data in base64
//	POST /dismiss   {user, channel, message}                    -> {}       what only they see
//
// Bodies are application/json. What Discord would not let a person do answers 409 {error}; a broken body 400, another type 415.
func (s *Server) PeopleHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /state", func(w http.ResponseWriter, r *http.Request) {
		sendJSON(w, http.StatusOK, s.State(r.URL.Query().Get("channel")))
	})
	mux.HandleFunc("GET /changes", s.serveChanges)
	for path, do := range s.acts() {
		mux.HandleFunc("POST /"+path, serveAct(do))
	}
	return mux
}

func (s *Server) acts() map[string]func(act) (any, error) {
	said := func(id string, err error) (any, error) { return map[string]string{"id": id}, err }
	done := func(err error) (any, error) { return map[string]string{}, err }
	answered := func(a Answer, err error) (any, error) { return a, err }
	return map[string]func(act) (any, error){
		"say":      func(a act) (any, error) { return said(s.Say(a.User, a.Channel, a.Text)) },
		"reply":    func(a act) (any, error) { return said(s.Reply(a.User, a.Channel, a.Message, a.Text)) },
		"upload":   func(a act) (any, error) { return said(s.Upload(a.User, a.Channel, a.Filename, a.Data)) },
		"edit":     func(a act) (any, error) { return done(s.Edit(a.User, a.Channel, a.Message, a.Text)) },
		"delete":   func(a act) (any, error) { return done(s.Delete(a.User, a.Channel, a.Message)) },
		"react":    func(a act) (any, error) { return done(s.React(a.User, a.Channel, a.Message, a.Emoji)) },
		"unreact":  func(a act) (any, error) { return done(s.Unreact(a.User, a.Channel, a.Message, a.Emoji)) },
		"presence": func(a act) (any, error) { return done(s.SetPresence(a.User, a.Status)) },
		"type":     func(a act) (any, error) { return done(s.Type(a.User, a.Channel)) },
		"dismiss":  func(a act) (any, error) { return done(s.Dismiss(a.User, a.Channel, a.Message)) },
		"slash":    func(a act) (any, error) { return answered(s.Slash(a.User, a.Channel, a.Command, a.Options)) },
		"menu":     func(a act) (any, error) { return answered(s.Menu(a.User, a.Channel, a.Message, a.Command)) },
		"press": func(a act) (any, error) {
			var picked []string
			if len(a.Values) > 0 && json.Unmarshal(a.Values, &picked) != nil {
				return nil, errValues
			}
			return answered(s.use(a.User, a.Channel, a.Message, a.CustomID, picked))
		},
		"modal": func(a act) (any, error) {
			var filled map[string]string
			if len(a.Values) > 0 && json.Unmarshal(a.Values, &filled) != nil {
				return nil, errValues
			}
			return answered(s.SubmitModal(a.User, a.Modal, filled))
		},
	}
}

var errValues = errors.New("values: a list of texts for a menu, an object of texts for a form")

// act is what a person does on the page.
type act struct {
	User, Channel, Message, Text, Command, Status, Filename, Emoji, Modal string

	CustomID string `json:"custom_id"`
	Values   json.RawMessage
	Options  map[string]any
	Data     []byte
}

func serveAct(do func(act) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
			sendJSON(w, http.StatusUnsupportedMediaType, map[string]string{"error": "send application/json"})
			return
		}
		var a act
		if err := json.NewDecoder(io.LimitReader(r.Body, maxBody)).Decode(&a); err != nil {
			sendJSON(w, http.StatusBadRequest, map[string]string{"error": "broken JSON: " + err.Error()})
			return
		}
		switch out, err := do(a); {
		case errors.Is(err, errValues):
			sendJSON(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
		case err != nil:
			sendJSON(w, http.StatusConflict, map[string]string{"error": err.Error()})
		default:
			sendJSON(w, http.StatusOK, out)
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
