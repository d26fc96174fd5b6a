package fakediscord_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord/discordspec"
)

type m = map[string]any

// The people and places of every test.
const (
	anna, ben, guest = "101", "102", "103"
	team             = "201" // anna's and ben's role
	pingable         = "202"
	support, posts   = "301", "302"
	secret           = "303" // neither our bot nor the guest sees it
	urgent, internal = "401", "402"
)

// world is a guild with two agents and a guest, and a client that speaks for our bot.
type world struct {
	*fakediscord.Server
	t     *testing.T
	base  string
	token string
}

func seed() fakediscord.Config {
	hidden := []fakediscord.Overwrite{
		{ID: "600000000000000001", Deny: fakediscord.ViewChannel}, {ID: "600000000000000005", Deny: fakediscord.ViewChannel},
		{ID: team, Allow: fakediscord.ViewChannel},
	}
	return fakediscord.Config{
		Users: []fakediscord.User{
			{ID: anna, Username: "anna", GlobalName: "Anna", Nick: "Anna B", Roles: []string{team}, Status: "online", Avatar: true},
			{ID: ben, Username: "ben", Roles: []string{team}},
			{ID: guest, Username: "guest"},
		},
		Roles: []fakediscord.Role{
			{ID: team, Name: "team", Permissions: fakediscord.ManageMessages}, {ID: pingable, Name: "on call", Mentionable: true},
		},
		Channels: []fakediscord.Channel{
			{ID: support, Name: "support"},
			{ID: posts, Name: "posts", Kind: fakediscord.Forum, Tags: []fakediscord.Tag{{ID: urgent, Name: "urgent"}, {ID: internal, Name: "internal"}}},
			{ID: secret, Name: "secret", Overwrites: hidden},
		},
		HeartbeatInterval: 10 * time.Second,
		AckTimeout:        5 * time.Second,
	}
}

// open makes a world. Every answer and dispatch in it is held to the vendor's schemas where they are at hand.
func open(t *testing.T, change ...func(*fakediscord.Config)) *world {
	t.Helper()
	cfg := seed()
	if discordspec.Available() {
		cfg.InspectAnswer = func(method, route string, status int, answer any) {
			discordspec.Answer(t, method, route, status, answer)
		}
		cfg.InspectDispatch = func(event string, data any) { discordspec.Dispatch(t, event, data) }
	}
	for _, f := range change {
		f(&cfg)
	}
	w := &world{Server: fakediscord.New(cfg), t: t, token: "Bot fake-token"}
	base, err := w.Start()
	if err != nil {
		t.Fatal(err)
	}
	w.base = base
	t.Cleanup(w.Close)
	return w
}

func (w *world) await(what string, ok func(fakediscord.Snapshot) bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	defer cancel()
	if err := w.Await(ctx, ok); err != nil {
		w.t.Fatalf("%s: %v", what, err)
	}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   any
	raw    string
	err    error
}

func (a answer) field(name string) any {
	o, _ := a.body.(m)
	return o[name]
}

func (a answer) id() string { s, _ := a.field("id").(string); return s }

func (a answer) code() int { n, _ := a.field("code").(float64); return int(n) }

func (w *world) send(method, path, kind string, body io.Reader) answer {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.base+"/api/v9"+path, body)
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("Authorization", w.token)
	req.Header.Set("User-Agent", "DiscordBot (https://bellhop.example, 1)")
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return answer{err: err}
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	out := answer{status: res.StatusCode, header: res.Header, raw: string(raw), err: err}
	_ = json.Unmarshal(raw, &out.body) // pages are not JSON
	return out
}

// call sends JSON, or nothing when body is nil.
func (w *world) call(method, path string, body any) answer {
	w.t.Helper()
	if body == nil {
		return w.send(method, path, "", nil)
	}
	b, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.send(method, path, "application/json", bytes.NewReader(b))
}

// do is call for what must work.
func (w *world) do(method, path string, body any) answer {
	w.t.Helper()
	a := w.call(method, path, body)
	if a.err != nil || a.status >= 300 {
		w.t.Fatalf("%s %s: %d %v %v", method, path, a.status, a.err, a.raw)
	}
	return a
}

// refused is call for what must not.
func (w *world) refused(status, code int, method, path string, body any) answer {
	w.t.Helper()
	a := w.call(method, path, body)
	if a.status != status || a.code() != code {
		w.t.Errorf("%s %s %v answered %d %s, want %d code %d", method, path, body, a.status, a.raw, status, code)
	}
	return a
}

// form sends payload_json and files.
func (w *world) form(path string, payload m, files map[string]string) answer {
	w.t.Helper()
	var b bytes.Buffer
	mw := multipart.NewWriter(&b)
	p, err := json.Marshal(payload)
	if err != nil {
		w.t.Fatal(err)
	}
	_ = mw.WriteField("payload_json", string(p)) // a buffer takes everything
	n := 0
	for name, data := range files {
		part, err := mw.CreateFormFile(fmt.Sprintf("files[%d]", n), name)
		if err != nil {
			w.t.Fatal(err)
		}
		_, _ = io.WriteString(part, data)
		n++
	}
	mw.Close()
	return w.send("POST", path, mw.FormDataContentType(), &b)
}

// post says something as our bot and returns its id.
func (w *world) post(channel, text string) string {
	w.t.Helper()
	return w.do("POST", "/channels/"+channel+"/messages", m{"content": text, "allowed_mentions": m{"parse": []any{}}}).id()
}

// thread opens a thread in support under a fresh card.
func (w *world) thread() string {
	w.t.Helper()
	card := w.post(support, "a visitor")
	return w.do("POST", "/channels/"+support+"/messages/"+card+"/threads", m{"name": "a visitor"}).id()
}

// hook makes a webhook and returns its path.
func (w *world) hook(channel string) string {
	w.t.Helper()
	a := w.do("POST", "/channels/"+channel+"/webhooks", m{"name": "Visitors"})
	return "/webhooks/" + a.id() + "/" + a.field("token").(string)
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

func get(t *testing.T, address string) (int, string) {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(b)
}

func escape(s string) string { return url.PathEscape(s) }

func long(n int) string { return strings.Repeat("é", n) }

// clock stands still until told.
type clock struct{ at atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.at.Store(time.Now().UnixNano())
	return c
}

func (c *clock) now() time.Time { return time.Unix(0, c.at.Load()) }

func (c *clock) pass(d time.Duration) { c.at.Add(int64(d)) }
