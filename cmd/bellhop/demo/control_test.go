package demo_test

import (
	"strings"
	"testing"
	"time"
)

func TestTheClockJumpsAsFarAsAsked(t *testing.T) {
	w := open(t)
	w.call(t, "POST", "/demo/skip", `{"minutes":15}`)
	got := w.call(t, "POST", "/demo/skip", `{"minutes":1440}`)
	if want := 24*time.Hour + 15*time.Minute; w.Skipped() != want || got.json(t)["skipped_seconds"] != want.Seconds() {
		t.Errorf("skipped %v, answered %d %s", w.Skipped(), got.status, got.body)
	}
	if got.header.Get("Cache-Control") != "no-store" {
		t.Errorf("the state may be kept: %v", got.header)
	}
}

func TestEverybodyIsAwayAndBack(t *testing.T) {
	w := open(t)
	for _, away := range []string{"true", "false"} {
		got := w.call(t, "POST", "/demo/away", `{"away":`+away+`}`)
		if got.status != 200 || got.json(t)["away"] != w.Away() || w.Away() != (away == "true") {
			t.Errorf("away %s answered %d %s, and they are away: %v", away, got.status, got.body, w.Away())
		}
	}
	state := w.call(t, "GET", "/demo/state", "").json(t)
	if state["away"] != false || state["channel"] != "C1" || state["skipped_seconds"] != 0.0 {
		t.Errorf("the state is %v", state)
	}
}

func TestBadInputIsRefusedInASentence(t *testing.T) {
	w := open(t)
	w.broken = errBroken
	for name, c := range map[string]struct {
		path, body string
		header     []string
		status     int
		says       string
	}{
		"no body":            {"/demo/skip", "", nil, 400, "empty"},
		"broken JSON":        {"/demo/skip", `{"minutes":`, nil, 400, "cannot read"},
		"two values":         {"/demo/skip", `{"minutes":1}{}`, nil, 400, "follows"},
		"no minutes":         {"/demo/skip", `{}`, nil, 400, "1 to 1440"},
		"nothing to skip":    {"/demo/skip", `{"minutes":0}`, nil, 400, "1 to 1440"},
		"back in time":       {"/demo/skip", `{"minutes":-15}`, nil, 400, "1 to 1440"},
		"too far":            {"/demo/skip", `{"minutes":1441}`, nil, 400, "1 to 1440"},
		"half a minute":      {"/demo/skip", `{"minutes":0.5}`, nil, 400, "cannot read"},
		"minutes in words":   {"/demo/skip", `{"minutes":"15"}`, nil, 400, "cannot read"},
		"an unknown field":   {"/demo/skip", `{"minutes":1,"hours":1}`, nil, 400, "hours"},
		"a long body":        {"/demo/skip", `{"minutes":1,"x":"` + strings.Repeat("x", 5000) + `"}`, nil, 413, "4 KB"},
		"a form":             {"/demo/skip", `minutes=15`, []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, "application/json"},
		"another site":       {"/demo/skip", `{"minutes":1}`, []string{"Sec-Fetch-Site", "cross-site"}, 403, "only the demo page"},
		"another origin":     {"/demo/away", `{"away":true}`, []string{"Sec-Fetch-Site", "", "Origin", "http://evil.example"}, 403, "only the demo page"},
		"for the agents":     {"/demo/slack/say", `{"user":"U0ANNA","channel":"C1","text":"x"}`, []string{"Sec-Fetch-Site", "cross-site"}, 403, "only the demo page"},
		"away unsaid":        {"/demo/away", `{}`, nil, 400, "true or false"},
		"away in a word":     {"/demo/away", `{"away":"yes"}`, nil, 400, "cannot read"},
		"controls that fail": {"/demo/away", `{"away":true}`, nil, 500, "log"},
	} {
		got := w.call(t, "POST", c.path, c.body, c.header...)
		said, _ := got.json(t)["error"].(string)
		if got.status != c.status || !strings.Contains(said, c.says) || !strings.HasPrefix(got.header.Get("Content-Type"), "application/json") {
			t.Errorf("%s: %d %s, want %d with %q", name, got.status, got.body, c.status, c.says)
		}
	}
	if w.Skipped() != 0 || w.Away() || len(w.slack.Messages("C1")) != 0 {
		t.Errorf("something moved: %v %v %v", w.Skipped(), w.Away(), w.slack.Messages("C1"))
	}
}

func TestAnAgentSpeaksThroughThePagesDoor(t *testing.T) {
	w := open(t)
	got := w.call(t, "POST", "/demo/slack/say", `{"user":"U0BEN","channel":"C1","text":"good morning"}`)
	if m := w.slack.Messages("C1"); got.status != 200 || len(m) != 1 || m[0].User != "U0BEN" {
		t.Errorf("answered %d %s, the channel has %v", got.status, got.body, m)
	}
}
