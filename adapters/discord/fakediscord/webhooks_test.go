package fakediscord_test

import (
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

func TestAWebhookSpeaksUnderAnotherNameWithoutOurToken(t *testing.T) {
	w := open(t)
	hook, thread := w.hook(support), w.thread()
	w.token = ""
	a := w.do("POST", hook+"?wait=true&thread_id="+thread, m{"content": "hello", "username": "Visitor ab12", "avatar_url": "https://a.example/p.png"})
	author, _ := a.field("author").(m)
	if author["username"] != "Visitor ab12" || author["bot"] != true || a.field("webhook_id") != author["id"] || a.field("channel_id") != thread {
		t.Errorf("it reads %s", a.raw)
	}
	if quiet := w.do("POST", hook+"?thread_id="+thread, m{"content": "again"}); quiet.status != 204 {
		t.Errorf("without wait: %d", quiet.status)
	}
	if said := w.Messages(thread); len(said) != 3 || said[1].Username != "Visitor ab12" || said[2].Username != "Visitors" {
		t.Errorf("the thread holds %+v", said)
	}
}

func TestAMessageInAThreadIsFoundByItsThreadOnly(t *testing.T) {
	w := open(t)
	hook, thread := w.hook(support), w.thread()
	id := w.do("POST", hook+"?wait=true&thread_id="+thread, m{"content": "hello"}).id()
	at := hook + "/messages/" + id
	w.refused(404, 10008, "GET", at, nil)
	w.refused(404, 10008, "PATCH", at, m{"content": "x"})
	w.refused(404, 10008, "DELETE", at, nil)
	w.do("GET", at+"?thread_id="+thread, nil)
	if a := w.do("PATCH", at+"?thread_id="+thread, m{"content": "changed"}); a.field("content") != "changed" {
		t.Errorf("it reads %s", a.raw)
	}
	w.do("DELETE", at+"?thread_id="+thread, nil)
	w.refused(404, 10003, "GET", at+"?thread_id=5", nil)
}

func TestNamesThatDiscordForbids(t *testing.T) {
	w := open(t)
	hook := w.hook(support)
	for _, name := range []string{"Discord fan", "CLYDE", "dis\u200bcord", long(81), "everyone", "\u200b"} {
		w.refused(400, 50035, "POST", hook+"?wait=true", m{"content": "x", "username": name})
		w.refused(400, 50035, "POST", "/channels/"+support+"/webhooks", m{"name": name})
	}
	w.do("POST", hook+"?wait=true", m{"content": "x", "username": long(80)})
}

func TestAWebhookOfAForumNamesItsPost(t *testing.T) {
	w := open(t)
	hook := w.hook(posts)
	w.refused(400, 220001, "POST", hook, m{"content": "x"})
	a := w.do("POST", hook+"?wait=true", m{"content": "x", "thread_name": "a visitor", "applied_tags": []any{urgent}})
	if a.field("channel_id") != a.id() {
		t.Errorf("the post is %s", a.raw)
	}
	w.refused(400, 220002, "POST", hook+"?thread_id="+a.id(), m{"content": "x", "thread_name": "y"})
	w.do("POST", hook+"?thread_id="+a.id(), m{"content": "more"})
	w.refused(400, 220003, "POST", w.hook(support), m{"content": "x", "thread_name": "y"})
	if th := w.Threads(posts); len(th) != 1 || th[0].Name != "a visitor" {
		t.Errorf("threads %+v", th)
	}
}

func TestWebhooksComeAndGo(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	hook := w.hook(support)
	c.event("WEBHOOKS_UPDATE")
	id := strings.Split(hook, "/")[2]
	at := "/webhooks/" + id
	if a := w.do("PATCH", at, m{"name": "Guests"}); a.field("name") != "Guests" || a.field("application_id") != w.Config().App.ID {
		t.Errorf("it reads %s", a.raw)
	}
	w.do("GET", at, nil)
	if a := w.do("GET", hook, nil); a.field("user") != nil {
		t.Errorf("by token it reads %s", a.raw)
	}
	w.refused(401, 50027, "POST", at+"/wrong", m{"content": "x"})
	_, _, err := w.AddWebhook(support, anna, "Anna's")
	if err != nil {
		t.Fatal(err)
	}
	if all, _ := w.do("GET", "/channels/"+support+"/webhooks", nil).body.([]any); len(all) != 2 || all[1].(m)["application_id"] != nil {
		t.Errorf("webhooks %v", all)
	}
	for range 13 {
		w.hook(support)
	}
	w.refused(400, 30007, "POST", "/channels/"+support+"/webhooks", m{"name": "one more"})
	w.do("DELETE", at, nil)
	w.refused(404, 10015, "POST", hook, m{"content": "x"})
	w.refused(404, 10015, "DELETE", at, nil)
	other := w.hook(support)
	w.do("DELETE", other, nil)
	if err := w.DeleteWebhook(strings.Split(other, "/")[2]); err == nil {
		t.Error("it was deleted twice")
	}
	w.SetRole(fakediscord.Role{ID: w.Config().App.BotRoleID, Name: "Bellhop", Permissions: fakediscord.UsualPermissions &^ fakediscord.ManageWebhooks})
	w.refused(403, 50013, "GET", "/channels/"+support+"/webhooks", nil)
}

func TestWebhooksPingUsersUnlessTold(t *testing.T) {
	w := open(t)
	hook := w.hook(support)
	w.do("POST", hook, m{"content": "@everyone <@" + anna + ">"})
	if p := w.Pings(); len(p) != 1 || p[0].Target != anna {
		t.Errorf("pinged %+v", p)
	}
	w.do("POST", hook, m{"content": "@everyone <@" + anna + ">", "allowed_mentions": m{"parse": []any{}}})
	if p := w.Pings(); len(p) != 1 {
		t.Errorf("pinged %+v", p)
	}
	w.refused(400, 50035, "POST", hook, m{"content": "x", "nonce": "1"})
}
