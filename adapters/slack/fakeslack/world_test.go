package fakeslack_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack/slackspec"
)

// world is a workspace with two agents and a guest, an app that hears it, and the real client.
type world struct {
	*fakeslack.Server
	t   *testing.T
	app *app
	api *slack.Client
}

func seed() fakeslack.Config {
	return fakeslack.Config{
		Users: []fakeslack.User{
			{ID: "U1", Name: "anna", RealName: "Anna Berg", DisplayName: "Anna", Presence: "active"},
			{ID: "U2", Name: "ben", RealName: "Ben Otieno"},
			{ID: "U3", Name: "guest", IsUltraRestricted: true},
			{ID: "U4", Name: "outside"},
		},
		Channels: []fakeslack.Channel{
			{ID: "C1", Name: "support", Members: []string{"U1", "U2", "U3"}},
			{ID: "C2", Name: "quiet", Members: []string{"U1"}, BotOut: true},
			{ID: "C3", Name: "old", Members: []string{"U1"}, Archived: true},
			{ID: "G1", Name: "secret", Members: []string{"U1"}, Private: true},
			{ID: "G2", Name: "closed", Members: []string{"U1"}, Private: true, BotOut: true},
		},
		RetryDelays: []time.Duration{0, time.Millisecond, time.Millisecond},
	}
}

// open makes a world. Every request, answer and event in it is held to the vendor's schemas where they are at hand.
func open(t *testing.T, change ...func(*fakeslack.Config)) *world {
	t.Helper()
	w := &world{t: t, app: newApp(t)}
	cfg := seed()
	cfg.EventsURL, cfg.InteractionsURL, cfg.CommandsURL = w.app.url+"/events", w.app.url+"/interactions", w.app.url+"/commands"
	if slackspec.Available() {
		cfg.InspectAnswer = func(method string, out map[string]any) { slackspec.Response(t, method, out) }
		cfg.InspectEvent = func(env map[string]any) { slackspec.Event(t, env) }
	}
	for _, f := range change {
		f(&cfg)
	}
	w.Server = fakeslack.New(cfg)
	if _, err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	w.api = slack.New(w.Config().Token, slack.OptionAPIURL(w.APIURL()))
	return w
}

func (w *world) await(what string, ok func(fakeslack.Snapshot) bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	defer cancel()
	if err := w.Await(ctx, ok); err != nil {
		w.t.Fatalf("%s: %v", what, err)
	}
}

func (w *world) settled() {
	w.t.Helper()
	w.await("deliveries end", func(s fakeslack.Snapshot) bool { return s.Settled() })
}

// call posts a form to a method with the token, as any client could.
func (w *world) call(method string, fields map[string]string) map[string]any {
	w.t.Helper()
	form := url.Values{"token": {w.Config().Token}}
	for k, v := range fields {
		form.Set(k, v)
	}
	res, err := http.PostForm(w.APIURL()+method, form)
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	var out map[string]any
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		w.t.Fatalf("%s: %v", method, err)
	}
	return out
}

// post posts to C1 as the real client does.
func (w *world) post(options ...slack.MsgOption) slack.Message {
	w.t.Helper()
	_, _, m, err := w.api.PostMessageWithResponseContext(w.t.Context(), "C1", options...)
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// heard is one call that the app got.
type heard struct {
	path, body string
	header     http.Header
	signed     error // what the real verifier says
}

// app is the receiving side: it verifies with the real client's verifier and answers what it is told to.
type app struct {
	url    string
	mu     sync.Mutex
	got    []heard
	status []int // of the next answers; then 200
	answer string
}

func newApp(t *testing.T) *app {
	a := &app{}
	srv := httptest.NewServer(a)
	t.Cleanup(srv.Close)
	a.url = srv.URL
	return a
}

func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	h := heard{path: r.URL.Path, body: string(body), header: r.Header}
	v, err := slack.NewSecretsVerifier(r.Header, "fake-signing-secret")
	if h.signed = err; err == nil {
		_, _ = v.Write(body)
		h.signed = v.Ensure()
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.got = append(a.got, h)
	if len(a.status) > 0 {
		w.WriteHeader(a.status[0])
		a.status = a.status[1:]
		return
	}
	if strings.HasPrefix(a.answer, "{") {
		w.Header().Set("Content-Type", "application/json")
	}
	_, _ = io.WriteString(w, a.answer)
}

func (a *app) heard() []heard {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.got)
}

// inner is the inner event of what was heard.
func (h heard) inner(t *testing.T) map[string]any {
	t.Helper()
	var env struct {
		Event map[string]any `json:"event"`
	}
	if err := json.Unmarshal([]byte(h.body), &env); err != nil {
		t.Fatalf("not an event: %v: %s", err, h.body)
	}
	return env.Event
}
