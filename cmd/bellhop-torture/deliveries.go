package main

import (
	"slices"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// deliveries notes which of the small Slack's events about people's words were
// acknowledged, and when.
type deliveries struct {
	mu     sync.Mutex
	events map[string]string // event id: what it is about, see subject
	words  map[string]delivered
}

// delivered is what became of one word.
type delivered struct{ tried, taken time.Time }

func newDeliveries() *deliveries {
	return &deliveries{events: map[string]string{}, words: map[string]delivered{}}
}

// happened is fakeslack's InspectEvent.
func (d *deliveries) happened(envelope map[string]any) {
	event, _ := envelope["event"].(map[string]any)
	id, _ := envelope["event_id"].(string)
	about := subject(event)
	if about == "" {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.events[id] = about
}

// subject is what an event is about: the timestamp of a word, the last token of
// what it was changed into, or "deleted" and its timestamp.
func subject(event map[string]any) string {
	text := func(of map[string]any, name string) string {
		s, _ := of[name].(string)
		return s
	}
	if _, bot := event["bot_id"]; bot || event["type"] != "message" {
		return ""
	}
	switch event["subtype"] {
	case nil, "file_share":
		if text(event, "user") != "" {
			return text(event, "ts")
		}
	case "message_changed":
		message, _ := event["message"].(map[string]any)
		if all := check.Tokens(text(message, "text")); len(all) > 1 {
			return all[len(all)-1]
		}
	case "message_deleted":
		return "deleted " + text(event, "deleted_ts")
	}
	return ""
}

// delivered is fakeslack's InspectDelivery: over HTTP and sockets alike.
func (d *deliveries) delivered(a fakeslack.Delivery) {
	d.mu.Lock()
	defer d.mu.Unlock()
	ts, known := d.events[a.ID]
	if !known || a.Fault != "" {
		return
	}
	w := d.words[ts]
	if w.tried.IsZero() || a.At.Before(w.tried) {
		w.tried = a.At
	}
	if taken := a.At.Add(a.Took); a.Reason == "" && (w.taken.IsZero() || taken.Before(w.taken)) {
		w.taken = taken
	}
	d.words[ts] = w
}

// word adds to a word, and to what was made of it, when it was delivered.
func (d *deliveries) word(w check.TeamWord) check.TeamWord {
	d.mu.Lock()
	defer d.mu.Unlock()
	w.Tried, w.Taken = d.words[w.TS].tried, d.words[w.TS].taken
	w.Edits = slices.Clone(w.Edits)
	for i := range w.Edits {
		e := &w.Edits[i]
		e.Tried, e.Taken = d.words[e.Token].tried, d.words[e.Token].taken
	}
	if w.Deleted != nil {
		gone := *w.Deleted
		about := gone.Token
		if !gone.Note {
			about = "deleted " + w.TS
		}
		gone.Tried, gone.Taken = d.words[about].tried, d.words[about].taken
		w.Deleted = &gone
	}
	return w
}
