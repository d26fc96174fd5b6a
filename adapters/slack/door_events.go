package slack

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/core"
)

// envelope is what filing an event takes. Fields whose type differs between
// events are read leniently.
type envelope struct {
	Type      string          `json:"type"`
	Challenge string          `json:"challenge"`
	EventID   string          `json:"event_id"`
	TeamID    string          `json:"team_id"`
	EventTime json.RawMessage `json:"event_time"`
	Event     struct {
		Type     string          `json:"type"`
		Channel  json.RawMessage `json:"channel"`
		ThreadTS json.RawMessage `json:"thread_ts"`
		TS       json.RawMessage `json:"ts"`
		EventTS  json.RawMessage `json:"event_ts"`
		Hidden   json.RawMessage `json:"hidden"`
		Message  json.RawMessage `json:"message"`          // of an edit
		Previous json.RawMessage `json:"previous_message"` // of a deletion
	} `json:"event"`
}

// place is where a message stands.
type place struct {
	TS       string `json:"ts"`
	ThreadTS string `json:"thread_ts"`
}

func (d *doors) events(w http.ResponseWriter, r *http.Request, body []byte) {
	var env envelope
	if json.Unmarshal(body, &env) == nil && env.Type == "url_verification" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte(env.Challenge)) // the asker left: nobody to tell
		return
	}
	d.answer(w, d.take(r.Context(), doorEvent, body))
}

// fileEvent says what an envelope of the Events API is called and where it is
// filed: the workspace it is of, or why nobody can read it.
func fileEvent(e *core.RawEvent) (team, why string) {
	var env envelope
	if err := json.Unmarshal(e.Body, &env); err != nil {
		return "", "not readable as JSON: " + err.Error()
	}
	if env.Type == "event_callback" {
		e.Kind += markup.Cut(env.Event.Type, maxType)
	} else {
		e.Kind += markup.Cut(env.Type, maxType)
	}
	e.Lane, e.Sort = env.lane(), env.sort()
	switch {
	case env.Type == "app_rate_limited":
		return "", "Slack drops events: there are more than 30,000 an hour"
	case env.Type != "event_callback":
		return "", "an envelope of unknown type " + strconv.Quote(env.Type)
	case env.EventID == "" || env.TeamID == "" || env.Event.Type == "":
		return "", "an envelope without event_id, team_id or type"
	}
	e.ID = env.id()
	return env.TeamID, ""
}

// id is the name under which an event counts once. A message has the same
// however we hear of it: by an event, by another of Slack's for the same
// message, or by reading its thread.
func (e envelope) id() string {
	channel, ts := word(e.Event.Channel), word(e.Event.TS)
	changes := string(e.Event.Hidden) == "true" || len(e.Event.Message)+len(e.Event.Previous) > 0
	if e.Event.Type != "message" || changes || channel == "" || ts == "" {
		return e.EventID
	}
	return "message:" + channel + ":" + ts
}

// lane is the thread that a message, an edit or a deletion is about, so that
// they are read in order.
func (e envelope) lane() string {
	channel, ts := word(e.Event.Channel), first(word(e.Event.ThreadTS), word(e.Event.TS))
	if p := e.about(); p.TS != "" {
		ts = first(p.ThreadTS, p.TS)
	}
	if channel == "" {
		return "slack"
	}
	return channel + "/" + ts
}

// about is the message that an edit or a deletion is about.
func (e envelope) about() (p place) {
	for _, raw := range []json.RawMessage{e.Event.Message, e.Event.Previous} {
		if json.Unmarshal(raw, &p) == nil && p.TS != "" {
			return p
		}
	}
	return place{}
}

// sort is Slack's own order within a lane: a timestamp, seconds and
// microseconds, of fixed width. What happened to a message comes after it, also
// when Slack tells the time in whole seconds.
func (e envelope) sort() string {
	at := first(word(e.Event.TS), word(e.Event.EventTS), strings.Trim(string(e.EventTime), `"`)+".000000")
	if p := e.about(); p.TS >= at {
		return p.TS + "+"
	}
	return at
}

// word is a JSON string, or nothing.
func word(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// digest names what has no id of its own, the same every time it comes.
func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return "sha256:" + hex.EncodeToString(sum[:])
}
