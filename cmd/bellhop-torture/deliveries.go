package main

import (
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// deliveries notes which of the small Slack's events about people's words were
// acknowledged, and when.
type deliveries struct {
	mu     sync.Mutex
	events map[string]string // event id: ts of the word
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
	ts, _ := event["ts"].(string)
	_, person := event["user"].(string)
	_, bot := event["bot_id"]
	if event["type"] != "message" || event["subtype"] != nil || !person || bot {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.events[id] = ts
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

func (d *deliveries) of(ts string) delivered {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.words[ts]
}
