package fakediscord_test

import (
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

func TestAMessageHasOneThreadWithItsId(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	card := w.post(support, "a visitor")
	at := "/channels/" + support + "/messages/" + card + "/threads"
	if a := w.do("POST", at, m{"name": "a visitor", "auto_archive_duration": 1440}); a.id() != card || a.status != 201 {
		t.Errorf("the thread is %s", a.raw)
	}
	if h := c.until("THREAD_CREATE"); h.field("newly_created") != true {
		t.Errorf("heard %v", h.Data)
	}
	if h := c.event("MESSAGE_UPDATE"); h.field("edited_timestamp") != nil || h.field("thread") == nil {
		t.Errorf("heard %v", h.Data)
	}
	if h := c.event("MESSAGE_CREATE"); h.field("type") != 21. || h.field("channel_id") != card {
		t.Errorf("heard %v", h.Data)
	}
	w.refused(400, 160004, "POST", at, m{"name": "again"})
	w.refused(400, 50035, "POST", at, m{"name": long(101)})
	w.refused(400, 50035, "POST", at, m{"name": "x", "auto_archive_duration": 90})
}

func TestAThreadWithoutAMessageIsPrivateUnlessItSays(t *testing.T) {
	w := open(t)
	at := "/channels/" + support + "/threads"
	w.refused(403, 50013, "POST", at, m{"name": "x"})
	w.SetRole(fakediscord.Role{ID: w.Config().App.BotRoleID, Name: "Bellhop", Permissions: fakediscord.UsualPermissions | fakediscord.CreatePrivateThread})
	private := w.do("POST", at, m{"name": "x"})
	if private.field("type") != 12. || w.May(guest, private.id()) != 0 {
		t.Errorf("the thread is %s", private.raw)
	}
	w.do("PUT", "/channels/"+private.id()+"/thread-members/"+guest, nil)
	if w.May(guest, private.id()) == 0 {
		t.Error("an invited member does not see it")
	}
	if a := w.do("POST", at, m{"name": "x", "type": 11}); a.field("type") != 11. {
		t.Errorf("the thread is %s", a.raw)
	}
}

func TestAnArchivedThreadOpensByAWordAndTakesNothingElse(t *testing.T) {
	w := open(t)
	thread := w.thread()
	at := "/channels/" + thread
	said := w.post(thread, "hello")
	w.do("PATCH", at, m{"archived": true})
	w.refused(400, 50083, "PATCH", at, m{"name": "other"})
	w.refused(400, 50083, "PATCH", at+"/messages/"+said, m{"content": "changed"})
	w.refused(400, 50083, "PUT", at+"/messages/"+said+"/reactions/"+escape("👀")+"/@me", nil)
	archived, _ := w.do("GET", "/channels/"+support+"/threads/archived/public", nil).field("threads").([]any)
	active, _ := w.do("GET", "/guilds/"+w.Config().Guild.ID+"/threads/active", nil).field("threads").([]any)
	if len(archived) != 1 || len(active) != 0 {
		t.Errorf("%d archived, %d active", len(archived), len(active))
	}
	c := w.connect(allIntents)
	w.post(thread, "again")
	if h := c.event("THREAD_UPDATE"); h.field("thread_metadata").(m)["archived"] != false {
		t.Errorf("heard %v", h.Data)
	}
	c.event("MESSAGE_CREATE")
	if th, _ := w.Channel(thread); th.Archived {
		t.Error("it is still archived")
	}
}

func TestALockedThreadIsForModerators(t *testing.T) {
	w := open(t)
	thread, hook := w.thread(), w.hook(support)
	if err := w.LockThread(thread); err != nil {
		t.Fatal(err)
	}
	w.post(thread, "we manage threads")
	w.refused(403, 160005, "POST", hook+"?wait=true&thread_id="+thread, m{"content": "x"})
	if _, err := w.Say(anna, thread, "x"); err == nil {
		t.Error("a member wrote into a locked thread")
	}
	w.SetRole(fakediscord.Role{ID: w.Config().App.BotRoleID, Name: "Bellhop", Permissions: fakediscord.UsualPermissions &^ fakediscord.ManageThreads})
	w.refused(403, 160005, "POST", "/channels/"+thread+"/messages", m{"content": "x"})
	w.refused(403, 50013, "PATCH", "/channels/"+thread, m{"locked": false})
}

func TestOpenThreadsAreCapped(t *testing.T) {
	w := open(t, func(cfg *fakediscord.Config) { cfg.ActiveThreads = 1 })
	first, hook := w.thread(), w.hook(support)
	card := w.post(support, "another")
	w.refused(400, 160006, "POST", "/channels/"+support+"/messages/"+card+"/threads", m{"name": "x"})
	w.do("PATCH", "/channels/"+first, m{"archived": true})
	w.do("POST", "/channels/"+support+"/messages/"+card+"/threads", m{"name": "x"})
	w.refused(400, 160006, "POST", hook+"?thread_id="+first, m{"content": "wakes it"})
}

func TestNamesChangeTwiceInTenMinutes(t *testing.T) {
	now := newClock()
	w := open(t, func(cfg *fakediscord.Config) { cfg.Now = now.now })
	at := "/channels/" + w.thread()
	w.do("PATCH", at, m{"name": "one"})
	w.do("PATCH", at, m{"name": "one", "archived": true})
	w.do("PATCH", at, m{"name": "two", "archived": false})
	a := w.refused(429, 0, "PATCH", at, m{"name": "three"})
	if wait, _ := a.field("retry_after").(float64); wait != 600 || a.header.Get("X-RateLimit-Scope") != "user" {
		t.Errorf("wait %v, headers %v", wait, a.header)
	}
	w.do("PATCH", at, m{"archived": true})
	now.pass(11 * time.Minute)
	w.do("PATCH", at, m{"name": "three", "archived": false})
}

func TestAForumTakesPostsWithAFirstMessageAndTags(t *testing.T) {
	w := open(t, func(cfg *fakediscord.Config) { cfg.Channels[1].RequireTag = true })
	at := "/channels/" + posts + "/threads"
	first := m{"content": "a visitor"}
	w.refused(400, 50008, "POST", "/channels/"+posts+"/messages", m{"content": "x"})
	w.refused(400, 50035, "POST", at, m{"name": "x", "applied_tags": []any{urgent}})
	w.refused(400, 40067, "POST", at, m{"name": "x", "message": first})
	w.refused(400, 50035, "POST", at, m{"name": "x", "message": first, "applied_tags": []any{"999"}})
	a := w.do("POST", at, m{"name": "x", "message": first, "applied_tags": []any{urgent}})
	if msg, _ := a.field("message").(m); msg["id"] != a.id() || a.status != 201 {
		t.Errorf("the post is %s", a.raw)
	}
	w.do("PATCH", "/channels/"+a.id(), m{"applied_tags": []any{internal}})
	if th, _ := w.Channel(a.id()); len(th.Applied) != 1 || th.Applied[0] != internal {
		t.Errorf("tags %v", th.Applied)
	}
	w.refused(400, 40067, "PATCH", "/channels/"+a.id(), m{"applied_tags": []any{}})
}

func TestThreadMembersAreListedAndAdded(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	thread := w.thread()
	at := "/channels/" + thread + "/thread-members"
	w.do("PUT", at+"/"+anna, nil)
	c.until("THREAD_MEMBERS_UPDATE")
	w.do("PUT", at+"/@me", nil)
	if all, _ := w.do("GET", at, nil).body.([]any); len(all) != 2 {
		t.Errorf("members %v", all)
	}
	w.do("GET", at+"/"+anna, nil)
	w.refused(404, 10007, "GET", at+"/"+ben, nil)
	w.refused(403, 50024, "GET", "/channels/"+support+"/thread-members", nil)
	if th, _ := w.Channel(thread); len(th.Members) != 2 {
		t.Errorf("members %v", th.Members)
	}
}

func TestWhatModeratorsDoToThreadsIsHeard(t *testing.T) {
	w := open(t)
	thread := w.thread()
	c := w.connect(allIntents)
	for _, do := range []func(string) error{w.LockThread, w.UnlockThread, w.ArchiveThread, w.UnarchiveThread} {
		if err := do(thread); err != nil {
			t.Fatal(err)
		}
		c.event("THREAD_UPDATE")
	}
	if err := w.DeleteThread(thread); err != nil {
		t.Fatal(err)
	}
	c.event("THREAD_DELETE")
	w.refused(404, 10003, "GET", "/channels/"+thread, nil)
	if err := w.DeleteChannel(support); err != nil {
		t.Fatal(err)
	}
	c.event("CHANNEL_DELETE")
}
