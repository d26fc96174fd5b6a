package demo_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/cmd/bellhop/demo"
)

// world is a demo with its small Slack and Discord; it is its own Controls.
type world struct {
	slack   *fakeslack.Server
	discord *fakediscord.Server
	url     string

	mu      sync.Mutex
	skipped time.Duration
	away    bool
	broken  error // what SetAway, Report and Retry answer
	wrong   bool  // the one trouble there is
}

// room is the channel of the small Discord.
const room = "710000000000000001"

func open(t *testing.T, beside ...func(*http.ServeMux)) *world {
	t.Helper()
	w := &world{}
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	w.url = server.URL
	w.slack = fakeslack.New(fakeslack.Config{
		Users:    demo.People(w.url),
		Channels: []fakeslack.Channel{{ID: "C1", Name: "support", Members: []string{"U0ANNA", "U0BEN"}}},
	})
	w.slack.SetURL(w.url + demo.SlackPath)
	t.Cleanup(w.slack.Close)
	w.discord = fakediscord.New(fakediscord.Config{
		Users: demo.Members(), Roles: []fakediscord.Role{{ID: demo.Team, Name: "Team"}}, Channels: []fakediscord.Channel{{ID: room, Name: "support"}},
	})
	w.discord.SetURL(w.url + demo.DiscordPath)
	t.Cleanup(w.discord.Close)
	mux.Handle("/", demo.New(demo.Config{Slack: w.slack, Channel: "C1", Discord: w.discord, DiscordChannel: room, SiteKey: "site&key", Controls: w}))
	for _, put := range beside {
		put(mux)
	}
	return w
}

func (w *world) Skip(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.skipped += d
}

func (w *world) Skipped() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.skipped
}

func (w *world) SetAway(away bool) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.broken == nil {
		w.away = away
	}
	return w.broken
}

func (w *world) Away() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.away
}

func (w *world) Troubles() []demo.Trouble {
	w.mu.Lock()
	defer w.mu.Unlock()
	state := demo.Off
	if w.wrong {
		state = demo.On
	}
	return []demo.Trouble{{ID: "soup", Icon: "cloud", Title: "The soup is cold", Undo: "Warm it", Watch: "Watch the spoons.", State: state}}
}

func (w *world) Break(id string, on bool) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case id != "soup":
		return demo.ErrUnknown
	case w.wrong == on:
		return errors.New("the soup is as it should be")
	}
	w.wrong = on
	return nil
}

func (w *world) Serves() bool { return true }

func (w *world) Report(context.Context) (demo.Report, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.wrong {
		return demo.Report{Text: "Kitchen\n  soup  DOES NOT WORK: cold\n    cure: warm it\n", Untold: 2}, w.broken
	}
	return demo.Report{Text: "Kitchen\n  soup  works\n", Works: true}, w.broken
}

func (w *world) Retry(context.Context) (int64, error) { return 3, w.broken }

// answer is what a call got.
type answer struct {
	status int
	header http.Header
	body   string
}

func (a answer) json(t *testing.T) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal([]byte(a.body), &out); err != nil {
		t.Fatalf("no JSON: %v: %s", err, a.body)
	}
	return out
}

// call sends a body of JSON; header is pairs of names and values that win over what a page would send.
func (w *world) call(t *testing.T, method, path, body string, header ...string) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, w.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, string(b)}
}

var errBroken = errors.New("the chair is stuck")
