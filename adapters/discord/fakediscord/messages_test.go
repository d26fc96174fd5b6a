package fakediscord_test

import (
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

const sayInSupport = "/channels/" + support + "/messages"

func button(id, label string) m { return m{"type": 2, "style": 1, "custom_id": id, "label": label} }

func row(elements ...any) []any { return []any{m{"type": 1, "components": elements}} }

func TestWhatIsWrongWithAMessageIsSaidAtItsPlace(t *testing.T) {
	w := open(t)
	field := m{"name": "n", "value": "v"}
	for name, c := range map[string]struct {
		body m
		path string
	}{
		"too long":              {m{"content": long(2001)}, "content"},
		"not a text":            {m{"content": 5}, "content"},
		"a long nonce":          {m{"content": "x", "nonce": strings.Repeat("n", 26)}, "nonce"},
		"a field of its own":    {m{"content": "x", "mood": "good"}, "mood"},
		"parse and users":       {m{"content": "x", "allowed_mentions": m{"parse": []any{"users"}, "users": []any{anna}}}, "allowed_mentions"},
		"parse nothing known":   {m{"content": "x", "allowed_mentions": m{"parse": []any{"all"}}}, "allowed_mentions.parse.0"},
		"parse null":            {m{"content": "x", "allowed_mentions": m{"parse": nil}}, "allowed_mentions.parse"},
		"users that are none":   {m{"content": "x", "allowed_mentions": m{"users": []any{"anna"}}}, "allowed_mentions.users.0"},
		"an ephemeral flag":     {m{"content": "x", "flags": 64}, "flags"},
		"eleven embeds":         {m{"embeds": list(11, m{"title": "t"})}, "embeds"},
		"a long title":          {m{"embeds": list(1, m{"title": long(257)})}, "embeds.0.title"},
		"a long description":    {m{"embeds": list(1, m{"description": long(4097)})}, "embeds.0.description"},
		"all embeds too long":   {m{"embeds": list(3, m{"description": long(2001)})}, "embeds"},
		"26 fields":             {m{"embeds": list(1, m{"fields": list(26, field)})}, "embeds.0.fields"},
		"a field without value": {m{"embeds": list(1, m{"fields": list(1, m{"name": "n", "value": ""})})}, "embeds.0.fields.0.value"},
		"an embed of nothing":   {m{"embeds": list(1, m{})}, "embeds.0.description"},
		"a strange address":     {m{"embeds": list(1, m{"title": "t", "url": "javascript:x"})}, "embeds.0.url"},
		"six rows":              {m{"content": "x", "components": list(6, row(button("a", "A"))[0])}, "components"},
		"a button on its own":   {m{"content": "x", "components": []any{button("a", "A")}}, "components.0.type"},
		"two of a name":         {m{"content": "x", "components": row(button("a", "A"), button("a", "B"))}, "components.0.components.1.custom_id"},
		"a long label":          {m{"content": "x", "components": row(button("a", long(81)))}, "components.0.components.0.label"},
		"a long custom id":      {m{"content": "x", "components": row(button(long(101), "A"))}, "components.0.components.0.custom_id"},
		"a link with custom id": {m{"content": "x", "components": row(m{"type": 2, "style": 5, "label": "L", "url": "https://a.example", "custom_id": "a"})}, "components.0.components.0.custom_id"},
		"an unknown reply":      {m{"content": "x", "message_reference": m{"message_id": "5"}}, "message_reference"},
	} {
		a := w.refused(400, 50035, "POST", sayInSupport, c.body)
		at := a.field("errors")
		for _, step := range strings.Split(c.path, ".") {
			o, _ := at.(m)
			at = o[step]
		}
		if o, _ := at.(m); o["_errors"] == nil {
			t.Errorf("%s: no complaint at %s: %s", name, c.path, a.raw)
		}
	}
	for _, nothing := range []m{{}, {"content": " \n "}, {"content": "", "embeds": []any{}}} {
		w.refused(400, 50006, "POST", sayInSupport, nothing)
	}
	if a := w.send("POST", sayInSupport, "application/json", strings.NewReader("{")); a.code() != 50109 {
		t.Errorf("broken JSON answered %s", a.raw)
	}
	if a := w.send("POST", sayInSupport, "text/plain", strings.NewReader("x")); a.code() != 50035 {
		t.Errorf("plain text answered %s", a.raw)
	}
	if n := len(w.Messages(support)); n != 0 {
		t.Errorf("%d messages were stored", n)
	}
}

func list(n int, v any) []any {
	out := make([]any, n)
	for i := range out {
		out[i] = v
	}
	return out
}

func TestAnEnforcedNonceMakesOneMessageForAFewMinutes(t *testing.T) {
	now := newClock()
	w := open(t, func(cfg *fakediscord.Config) { cfg.Now = now.now })
	say := func(enforce bool) string {
		return w.do("POST", sayInSupport, m{"content": "x", "nonce": "k1", "enforce_nonce": enforce}).id()
	}
	first := say(true)
	if again := say(true); again != first {
		t.Errorf("made %s and %s", first, again)
	}
	if say(false) == first {
		t.Error("a nonce that nobody enforces was enforced")
	}
	now.pass(time.Hour)
	if n := len(w.Messages(support)); say(true) == first || n != 2 {
		t.Errorf("it was remembered for an hour, %d messages", n)
	}
}

func TestMessagesAreReadPageByPageNewestFirst(t *testing.T) {
	w := open(t)
	var ids []string
	for range 5 {
		ids = append(ids, w.post(support, "x"))
	}
	for query, want := range map[string][]int{
		"?limit=2":                       {4, 3},
		"?after=" + ids[1]:               {4, 3, 2},
		"?after=0&limit=2":               {1, 0},
		"?before=" + ids[2]:              {1, 0},
		"?around=" + ids[2] + "&limit=3": {3, 2, 1},
	} {
		got, _ := w.do("GET", sayInSupport+query, nil).body.([]any)
		if len(got) != len(want) {
			t.Errorf("%s gave %d messages, want %d", query, len(got), len(want))
			continue
		}
		for i, v := range got {
			if v.(m)["id"] != ids[want[i]] {
				t.Errorf("%s: place %d holds %v", query, i, v.(m)["id"])
			}
		}
	}
	w.refused(400, 50035, "GET", sayInSupport+"?limit=101", nil)
	w.refused(400, 50035, "GET", sayInSupport+"?after=1&before=2", nil)
	w.refused(404, 10008, "GET", sayInSupport+"/5", nil)
	w.refused(404, 10003, "GET", "/channels/5/messages", nil)
}

func TestOnlyOurOwnMessagesAreEdited(t *testing.T) {
	w := open(t)
	ours, theirs := w.post(support, "ours"), must[string](t)(w.Say(anna, support, "theirs"))
	a := w.do("PATCH", sayInSupport+"/"+ours, m{"content": "changed", "components": row(button("a", "A"))})
	if a.field("content") != "changed" || a.field("edited_timestamp") == nil {
		t.Errorf("it reads %s", a.raw)
	}
	w.refused(403, 50005, "PATCH", sayInSupport+"/"+theirs, m{"content": "mine now"})
	w.refused(403, 50013, "DELETE", sayInSupport+"/"+theirs, nil)
	w.refused(400, 50006, "PATCH", sayInSupport+"/"+ours, m{"content": "", "components": []any{}})
	w.do("DELETE", sayInSupport+"/"+ours, nil)
	w.refused(404, 10008, "DELETE", sayInSupport+"/"+ours, nil)
}

func TestFilesComeWithAMessageAndTheirAddressesExpire(t *testing.T) {
	now := newClock()
	w := open(t, func(cfg *fakediscord.Config) { cfg.Now = now.now })
	a := w.form(sayInSupport, m{"content": "see", "attachments": []any{m{"id": 0, "description": "a note"}}}, map[string]string{"a.txt": "hello"})
	if a.status != 200 {
		t.Fatalf("%d %s", a.status, a.raw)
	}
	file := a.field("attachments").([]any)[0].(m)
	link, _ := file["url"].(string)
	if status, body := get(t, link); status != 200 || body != "hello" || file["description"] != "a note" {
		t.Errorf("%d %q for %v", status, body, file)
	}
	if status, _ := get(t, strings.Split(link, "?")[0]); status != 404 {
		t.Errorf("an unsigned address answered %d", status)
	}
	now.pass(25 * time.Hour)
	if status, _ := get(t, link); status != 404 {
		t.Errorf("an old address answered %d", status)
	}
	big := w.form(sayInSupport, m{}, map[string]string{"b.bin": strings.Repeat("x", 10<<20+1)})
	if big.status != 413 || big.code() != 40005 {
		t.Errorf("a large file answered %d %s", big.status, big.raw)
	}
}

func TestPingsAreWhatAllowedMentionsLetThrough(t *testing.T) {
	w := open(t, func(cfg *fakediscord.Config) {
		cfg.BotPermissions = fakediscord.UsualPermissions | fakediscord.MentionEveryone
	})
	text := "@everyone <@" + anna + "> <@&" + team + ">"
	quiet := w.post(support, text)
	if p := w.Pings(); len(p) != 0 {
		t.Fatalf("somebody was pinged: %+v", p)
	}
	w.do("PATCH", sayInSupport+"/"+quiet, m{"content": text + "!"})
	if p := w.Pings(); len(p) != 3 {
		t.Errorf("an edit without allowed_mentions pinged %+v", p)
	}
	w.do("POST", sayInSupport, m{"content": text, "allowed_mentions": m{"parse": []any{}, "roles": []any{team}}})
	if p := w.Pings(); len(p) != 4 || p[3].Kind != "role" || p[3].Target != team {
		t.Errorf("pinged %+v", p)
	}
	said := must[string](t)(w.Say(ben, support, "question"))
	w.do("POST", sayInSupport, m{"content": "answer", "message_reference": m{"message_id": said}})
	if p := w.Pings(); len(p) != 5 || p[4].Kind != "reply" || p[4].Target != ben {
		t.Errorf("pinged %+v", p)
	}
}

func TestABotWithoutTheRightPingsOnlyMentionableRoles(t *testing.T) {
	w := open(t)
	w.do("POST", sayInSupport, m{"content": "@here <@&" + team + "> <@&" + pingable + ">"})
	if p := w.Pings(); len(p) != 1 || p[0].Target != pingable {
		t.Errorf("pinged %+v", p)
	}
}

func TestReactionsAndTypingAreHeard(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	said := must[string](t)(w.Say(anna, support, "thanks"))
	c.until("MESSAGE_CREATE")
	at := sayInSupport + "/" + said + "/reactions/" + escape("👀") + "/@me"
	w.do("PUT", at, nil)
	w.do("PUT", at, nil)
	if h := c.event("MESSAGE_REACTION_ADD"); h.field("user_id") != w.Config().App.BotUserID || h.field("emoji").(m)["name"] != "👀" {
		t.Errorf("heard %v", h.Data)
	}
	w.do("DELETE", at, nil)
	c.event("MESSAGE_REACTION_REMOVE")
	w.refused(400, 10014, "DELETE", at, nil)
	w.refused(400, 10014, "PUT", sayInSupport+"/"+said+"/reactions/eyes/@me", nil)
	w.do("POST", "/channels/"+support+"/typing", nil)
	c.event("TYPING_START")
}

func TestBulkDeletionIsOneEvent(t *testing.T) {
	w := open(t, func(cfg *fakediscord.Config) {
		cfg.BotPermissions = fakediscord.UsualPermissions | fakediscord.ManageMessages
	})
	a, b := w.post(support, "a"), w.post(support, "b")
	c := w.connect(allIntents)
	w.refused(400, 50016, "POST", sayInSupport+"/bulk-delete", m{"messages": []any{a}})
	w.do("POST", sayInSupport+"/bulk-delete", m{"messages": []any{a, b}})
	if h := c.event("MESSAGE_DELETE_BULK"); len(h.field("ids").([]any)) != 2 {
		t.Errorf("heard %v", h.Data)
	}
	if n := len(w.Messages(support)); n != 0 {
		t.Errorf("%d are left", n)
	}
}
