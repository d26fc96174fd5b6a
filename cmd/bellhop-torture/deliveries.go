package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// deliveries stands between the small Slack and the program and notes which
// events about people's words were acknowledged, and when.
type deliveries struct {
	next http.RoundTripper

	mu     sync.Mutex
	events map[string]string // event id: ts of the word
	words  map[string]delivered
}

// delivered is what became of one word.
type delivered struct{ tried, taken time.Time }

func newDeliveries() *deliveries {
	return &deliveries{next: &http.Transport{MaxIdleConnsPerHost: 4}, events: map[string]string{}, words: map[string]delivered{}}
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

// RoundTrip delivers one call.
func (d *deliveries) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "/slack/events") || r.Body == nil {
		return d.next.RoundTrip(r)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.Body = io.NopCloser(bytes.NewReader(body))
	var envelope struct {
		ID string `json:"event_id"`
	}
	readable := json.Unmarshal(body, &envelope) == nil
	began := time.Now()
	res, err := d.next.RoundTrip(r)
	if readable {
		d.note(envelope.ID, began, err == nil && res.StatusCode/100 == 2)
	}
	return res, err
}

// CloseIdleConnections is called when the small Slack closes.
func (d *deliveries) CloseIdleConnections() {
	if t, ok := d.next.(*http.Transport); ok {
		t.CloseIdleConnections()
	}
}

func (d *deliveries) note(id string, began time.Time, taken bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	ts, known := d.events[id]
	if !known {
		return
	}
	w := d.words[ts]
	if w.tried.IsZero() {
		w.tried = began
	}
	if taken && w.taken.IsZero() {
		w.taken = time.Now()
	}
	d.words[ts] = w
}

func (d *deliveries) of(ts string) delivered {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.words[ts]
}
