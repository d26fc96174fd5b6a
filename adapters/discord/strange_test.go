package discord_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/platformtest"
)

// slow makes Discord's clock, and with it its ids, an hour late.
func slow(c *fakediscord.Config, _ *discord.Config) {
	c.Now = func() time.Time { return time.Now().Add(-time.Hour) }
}

func TestTheGatewayIsDialledWhereDiscordSaysItIs(t *testing.T) {
	for told, want := range map[string]string{
		"wss://gateway.discord.gg":      "wss://gateway.discord.gg/?encoding=json&v=9#",
		"ws://127.0.0.1:1/gateway/ws":   "ws://127.0.0.1:1/gateway/ws?encoding=json&v=9#",
		"ws://127.0.0.1:1/ws/?a=b&v=10": "ws://127.0.0.1:1/ws/?a=b&encoding=json&v=9#",
	} {
		u, err := url.Parse(told)
		if err != nil {
			t.Fatal(err)
		}
		if got := discord.Dialled(*u); got != want {
			t.Errorf("%s is dialled as %s", told, got)
		}
	}
}

func TestWhatWasMissedIsReadThoughDiscordsClockIsBehind(t *testing.T) {
	w := open(t, slow)
	now := time.Now()
	root := w.ring()
	said := w.says(anna, root, "hello")
	page, err := w.bell.CatchUp(t.Context(), w.known(), core.Gap{Channel: channel, Thread: root, Since: now, Opened: now})
	if err != nil || len(page.Events) != 1 || page.Events[0].ID != "message:"+said {
		t.Errorf("read %+v, %v", page.Events, err)
	}
}

func TestWhatMayHaveArrivedIsFoundThoughDiscordsClockIsBehind(t *testing.T) {
	w := open(t, slow)
	d := word(w.ring(), "hello")
	d.Thread.Created, d.Entries[0].At = time.Now(), time.Now()
	w.ws.Fault(fakediscord.Fault{Method: "POST /webhooks/{webhook_id}/{webhook_token}", Kind: fakediscord.CutLate})
	if se := w.failed(d); se.How != core.Unknown {
		t.Fatalf("it ended as %+v", se)
	}
	if rs, err := w.bell.Find(t.Context(), w.known(), d); err != nil || len(rs) != 1 {
		t.Errorf("found %v, %v", rs, err)
	}
}

// lens changes what Discord answers, as one that is written otherwise might.
type lens struct {
	request string // the method and the end of the path
	status  int    // instead of Discord's own; 0 leaves it
	change  func(map[string]any)
}

// RoundTrip asks Discord, and changes an answer that is meant.
func (l lens) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(r)
	method, end, _ := strings.Cut(l.request, " ")
	if err != nil || r.Method != method || !strings.HasSuffix(r.URL.Path, end) {
		return res, err
	}
	defer res.Body.Close()
	var body any
	if err := json.NewDecoder(res.Body).Decode(&body); err != nil {
		return nil, err
	}
	all, many := body.([]any)
	if !many {
		all = []any{body}
	}
	for _, one := range all {
		if m, ok := one.(map[string]any); ok && l.change != nil {
			l.change(m)
		}
	}
	raw, err := json.Marshal(body)
	if l.status != 0 {
		res.StatusCode, raw = l.status, []byte(`{"message": "404: Not Found", "code": 0}`)
	}
	res.Body, res.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
	return res, err
}

// through is a world seen through a lens.
func through(l lens) func(*fakediscord.Config, *discord.Config) {
	return func(_ *fakediscord.Config, c *discord.Config) { c.HTTP = &http.Client{Transport: l} }
}

func without(keys ...string) func(map[string]any) {
	return func(m map[string]any) {
		for _, k := range keys {
			delete(m, k)
		}
	}
}

func TestWhatDiscordLeavesOutIsDoneWithout(t *testing.T) {
	for what, l := range map[string]lens{
		"how often we may start":   {request: "GET gateway/bot", change: without("session_start_limit")},
		"what the portal grants":   {request: "GET applications/@me", change: without("flags")},
		"who we are":               {request: "GET applications/@me", status: 404},
		"which commands there are": {request: "GET commands", status: 404},
		"what a new thread is":     {request: "POST threads", change: without("type", "parent_id", "owner_id", "guild_id", "thread_metadata")},
		"what an overwrite denies": {request: "GET " + channel, change: func(m map[string]any) {
			m["permission_overwrites"] = []any{map[string]any{"id": team, "type": 0, "allow": nil, "deny": nil}}
		}},
		"whose application a webhook is": {request: "GET webhooks", change: without("application_id")},
	} {
		t.Run(what, func(t *testing.T) {
			w := open(t, through(l))
			root := w.ring()
			w.sent(word(root, "hello"))
			w.Events()
			if hs := w.means(w.Say(platformtest.Anna, root, "reply")); len(hs) != 1 || hs[0].Text != "reply" || hs[0].Thread != root || hs[0].Channel != channel {
				t.Errorf("a reply means %+v", hs)
			}
		})
	}
}

func TestOneWebhookIsUsedThoughDiscordDoesNotSayWhose(t *testing.T) {
	l := through(lens{request: "GET webhooks", change: without("application_id")})
	w := open(t, l)
	root := w.ring()
	w.sent(word(root, "hello"))
	cfg := discord.Config{APIURL: w.ws.URL(), BotToken: w.ws.Config().Token, Channel: channel}
	l(nil, &cfg)
	next, err := discord.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	d := word(root, "again")
	d.Key = "conv.3"
	if _, err := next.Deliver(t.Context(), w.known(), d); err != nil {
		t.Fatal(err)
	}
	seen := w.ws.Messages(root)
	if a, b := seen[len(seen)-1].Webhook, seen[len(seen)-2].Webhook; a == "" || a != b {
		t.Errorf("words stand under the webhooks %q and %q", b, a)
	}
}

func TestAnIntentThatWasGuessedAndRefusedIsDoneWithout(t *testing.T) {
	w := open(t, through(lens{request: "GET applications/@me", change: without("flags")}), func(c *fakediscord.Config, _ *discord.Config) { c.Portal = &fakediscord.Portal{} })
	if w.bell.Remark() == "" {
		t.Error("nothing says that we cannot read")
	}
	if n := w.count(identify); n != 2 {
		t.Errorf("%d identifies", n)
	}
}

func TestEventsThatLeaveOutTheServerAreTheirChannels(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	id := w.says(anna, root, "hello")
	w.settled()
	for name, body := range map[string]string{
		"MESSAGE_UPDATE": `{"id":"` + id + `","channel_id":"` + root + `","type":0,"content":"changed","edited_timestamp":"2026-01-01T00:00:00+00:00","author":{"id":"` + anna + `","global_name":null},"member":{"nick":null}}`,
		"MESSAGE_DELETE": `{"id":"` + id + `","channel_id":"` + root + `"}`,
	} {
		w.bell.Take(t.Context(), w.inbox, name, []byte(body))
	}
	hs := w.means(w.Events())
	if len(hs) != 3 {
		t.Errorf("it means %+v", hs)
	}
}
