package fakediscord_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord/discordspec"
)

// complaints is a testing.TB that keeps errors instead of failing.
type complaints struct {
	testing.TB
	said []string
}

func (c *complaints) Errorf(format string, v ...any) {
	c.said = append(c.said, fmt.Sprintf(format, v...))
}
func (c *complaints) Helper() {}

// TestEveryRouteAndEventIsAsTheVendorSays goes once through all that the fake knows. The world holds answers and dispatches to the
// schemas, and this test the requests too.
func TestEveryRouteAndEventIsAsTheVendorSays(t *testing.T) {
	if !discordspec.Available() {
		t.Skip("Discord's schemas are not beside the repository (../shared/specs)")
	}
	w := open(t, func(cfg *fakediscord.Config) {
		cfg.Inspect = func(method, route string, query url.Values, body any) {
			discordspec.Request(t, method, route, query, body)
		}
		cfg.BotPermissions = fakediscord.UsualPermissions | fakediscord.ManageMessages | fakediscord.ManageChannels | fakediscord.CreatePrivateThread
		cfg.Channels = append(cfg.Channels, fakediscord.Channel{ID: "305", Name: "floor", Kind: fakediscord.Category})
	})
	c := w.connect(allIntents)
	w.readAll()
	w.writeAll(c)
	w.commandAll()
	w.Outage()
	w.EndOutage()
	w.RemoveBot()
	reached := map[string]bool{}
	for _, call := range w.Calls("") {
		reached[call.Method+" "+call.Route] = true
	}
	for _, route := range fakediscord.Routes() {
		if !reached[route] {
			t.Errorf("%s was not tried", route)
		}
	}
}

func (w *world) readAll() {
	guild := "/guilds/" + w.Config().Guild.ID
	for _, path := range []string{
		"/gateway", "/gateway/bot", "/users/@me", "/applications/@me", "/oauth2/applications/@me", guild + "?with_counts=true", guild + "/channels", guild + "/roles",
		guild + "/members?limit=10", guild + "/members/" + anna, guild + "/threads/active", "/channels/" + posts, "/channels/305",
	} {
		w.do("GET", path, nil)
	}
}

func (w *world) writeAll(c *client) {
	at := "/channels/" + support
	embed := m{"title": "A visitor", "description": "asks", "color": 5, "fields": []any{m{"name": "Page", "value": "/pricing", "inline": true}},
		"footer": m{"text": "Bellhop"}, "timestamp": "2026-01-01T00:00:00Z"}
	card := w.do("POST", at+"/messages", m{"content": "x", "embeds": []any{embed}, "components": row(button("a", "A")), "nonce": "n", "enforce_nonce": true,
		"allowed_mentions": m{"parse": []any{}}, "flags": 4}).id()
	w.form(at+"/messages", m{"content": "a file"}, map[string]string{"a.png": "x"})
	reply := w.do("POST", at+"/messages", m{"content": "y", "message_reference": m{"message_id": card, "fail_if_not_exists": false}}).id()
	said := at + "/messages/" + card
	w.do("PATCH", said, m{"content": "z", "allowed_mentions": m{"parse": []any{}}})
	w.do("PUT", said+"/reactions/"+escape("👀")+"/@me", nil)
	w.do("GET", said, nil)
	w.do("DELETE", said+"/reactions/"+escape("👀")+"/@me", nil)
	w.do("POST", at+"/typing", nil)
	thread := w.do("POST", said+"/threads", m{"name": "t", "auto_archive_duration": 1440}).id()
	w.do("GET", at+"/messages?limit=100&after=0", nil)
	w.do("POST", at+"/threads", m{"name": "t"})
	w.do("POST", at+"/threads", m{"name": "t", "type": 11})
	w.do("POST", "/channels/"+posts+"/threads", m{"name": "t", "message": m{"content": "x"}, "applied_tags": []any{urgent}})
	members := "/channels/" + thread + "/thread-members"
	w.do("PUT", members+"/@me", nil)
	w.do("PUT", members+"/"+anna, nil)
	w.do("GET", members, nil)
	w.do("GET", members+"/"+anna, nil)
	w.do("GET", "/channels/"+thread, nil)
	w.hookAll(at, thread)
	w.interactAll(c, card)
	w.do("PATCH", "/channels/"+thread, m{"archived": true, "locked": true, "name": "done"})
	w.do("GET", at+"/threads/archived/public?limit=10", nil)
	w.do("DELETE", "/channels/"+thread, nil)
	w.do("PATCH", at, m{"name": "help"})
	w.do("POST", at+"/messages/bulk-delete", m{"messages": []any{card, reply}})
	w.do("DELETE", at+"/messages/"+w.post(support, "gone"), nil)
	w.do("DELETE", at, nil)
}

func (w *world) hookAll(at, thread string) {
	a := w.do("POST", at+"/webhooks", m{"name": "Visitors"})
	hook := "/webhooks/" + a.id()
	secret := hook + "/" + a.field("token").(string)
	w.do("GET", at+"/webhooks", nil)
	w.do("GET", hook, nil)
	w.do("GET", secret, nil)
	w.do("PATCH", hook, m{"name": "Guests"})
	id := w.do("POST", secret+"?wait=true&thread_id="+thread, m{"content": "x", "username": "Visitor", "avatar_url": "https://a.example/p.png",
		"allowed_mentions": m{"parse": []any{}}}).id()
	said := secret + "/messages/" + id + "?thread_id=" + thread
	w.do("GET", said, nil)
	w.do("PATCH", said, m{"content": "y", "allowed_mentions": m{"parse": []any{}}})
	w.do("DELETE", said, nil)
	w.do("DELETE", secret, nil)
	w.do("DELETE", "/webhooks/"+w.do("POST", at+"/webhooks", m{"name": "Others"}).id(), nil)
}

func (w *world) interactAll(c *client, card string) {
	h, done := w.press(c, anna, card, "a")
	w.do("POST", callback(h)+"?with_response=true", m{"type": 4, "data": m{"content": "x", "flags": 64, "allowed_mentions": m{"parse": []any{}}}})
	<-done
	original := w.followUps(h) + "/messages/@original"
	w.do("GET", original, nil)
	w.do("PATCH", original, m{"content": "y"})
	w.do("POST", w.followUps(h), m{"content": "z"})
	w.do("DELETE", original, nil)
	h, done = w.press(c, anna, card, "a")
	input := m{"type": 4, "custom_id": "a", "style": 1, "label": "L", "required": true, "max_length": 100}
	w.do("POST", callback(h), m{"type": 9, "data": m{"custom_id": "f", "title": "T", "components": row(input)}})
	modal := (<-done).answer.Modal.ID
	h, done = w.wait(c, func() (fakediscord.Answer, error) { return w.SubmitModal(anna, modal, map[string]string{"a": "x"}) })
	w.do("POST", callback(h), m{"type": 6})
	<-done
	for _, kind := range []int{5, 7} {
		h, done = w.press(c, anna, card, "a")
		w.do("POST", callback(h)+"?with_response=true", m{"type": kind, "data": map[int]m{5: {"flags": 64}, 7: {"content": "in place"}}[kind]})
		<-done
	}
}

func (w *world) commandAll() {
	app := "/applications/" + w.Config().App.ID
	for _, at := range []string{app + "/commands", app + "/guilds/" + w.Config().Guild.ID + "/commands"} {
		bell := m{"name": "bellhop", "description": "Bellhop", "type": 1, "options": []any{m{"type": 3, "name": "what", "description": "What"}}}
		w.do("PUT", at, []any{bell})
		w.do("GET", at, nil)
		w.do("DELETE", at+"/"+w.do("POST", at, bell).id(), nil)
	}
}

func TestTheCheckerFindsWhatIsWrong(t *testing.T) {
	if !discordspec.Available() {
		t.Skip("Discord's schemas are not beside the repository (../shared/specs)")
	}
	const route = "/channels/{channel_id}/messages"
	for name, check := range map[string]func(testing.TB){
		"a field that is not": func(t testing.TB) { discordspec.Request(t, "POST", route, nil, m{"content": "x", "mood": "good"}) },
		"a wrong type":        func(t testing.TB) { discordspec.Request(t, "POST", route, nil, m{"content": 5}) },
		"a wrong component": func(t testing.TB) {
			discordspec.Request(t, "POST", route, nil, m{"components": row(m{"type": 2, "style": 99})})
		},
		"a parameter that is not": func(t testing.TB) { discordspec.Request(t, "GET", route, url.Values{"page": {"2"}}, nil) },
		"a parameter of letters":  func(t testing.TB) { discordspec.Request(t, "GET", route, url.Values{"limit": {"many"}}, nil) },
		"a route that is not":     func(t testing.TB) { discordspec.Request(t, "POST", "/moods", nil, nil) },
		"a body for nothing":      func(t testing.TB) { discordspec.Request(t, "GET", route, nil, m{"a": 1}) },
		"an answer that lacks":    func(t testing.TB) { discordspec.Answer(t, "POST", route, 200, m{"id": "1"}) },
		"a strange status":        func(t testing.TB) { discordspec.Answer(t, "POST", route, 201, m{"id": "1"}) },
		"an error without code":   func(t testing.TB) { discordspec.Answer(t, "POST", route, 400, m{"message": "no"}) },
		"a dispatch that lacks":   func(t testing.TB) { discordspec.Dispatch(t, "MESSAGE_DELETE", m{"id": "1"}) },
		"a plain one that lacks":  func(t testing.TB) { discordspec.Dispatch(t, "MESSAGE_DELETE_BULK", m{"ids": []any{}}) },
		"an unknown dispatch":     func(t testing.TB) { discordspec.Dispatch(t, "MOOD_UPDATE", m{}) },
	} {
		c := &complaints{TB: t}
		if check(c); len(c.said) == 0 {
			t.Errorf("%s went unnoticed", name)
		}
	}
	c := &complaints{TB: t}
	discordspec.Request(c, "POST", route, nil, m{"content": "x", "nonce": "1", "enforce_nonce": true})
	discordspec.Request(c, "GET", route, url.Values{"limit": {"5"}}, nil)
	discordspec.Dispatch(c, "MESSAGE_DELETE", m{"id": "1", "channel_id": "2"})
	if len(c.said) != 0 {
		t.Errorf("good ones were refused: %s", strings.Join(c.said, "\n"))
	}
}
