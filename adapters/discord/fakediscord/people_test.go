package fakediscord_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

func TestWhatPeopleDoIsHeard(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	said := must[string](t)(w.Say(anna, support, "one"))
	c.event("MESSAGE_CREATE")
	must[string](t)(w.Reply(ben, support, said, "two"))
	if h := c.event("MESSAGE_CREATE"); h.field("type") != 19. || h.field("referenced_message").(m)["id"] != said || len(h.field("mentions").([]any)) != 1 {
		t.Errorf("a reply was heard as %v", h.Data)
	}
	must[string](t)(w.Upload(anna, support, "a.txt", []byte("hello")))
	h := c.event("MESSAGE_CREATE")
	link, _ := h.field("attachments").([]any)[0].(m)["url"].(string)
	if status, body := get(t, link); status != 200 || body != "hello" {
		t.Errorf("the file was %d %q", status, body)
	}
	must[string](t)(w.Sticker(anna, support, "wave"))
	if h := c.event("MESSAGE_CREATE"); h.field("content") != "" || h.field("sticker_items") == nil {
		t.Errorf("a sticker was heard as %v", h.Data)
	}
	must[string](t)(w.Forward(anna, support, support, said))
	if h := c.event("MESSAGE_CREATE"); h.field("content") != "" || h.field("message_snapshots").([]any)[0].(m)["message"].(m)["content"] != "one" {
		t.Errorf("a forward was heard as %v", h.Data)
	}
	thread := must[string](t)(w.StartThread(anna, support, said, "aside"))
	if h := c.until("THREAD_CREATE"); h.field("id") != thread || h.field("owner_id") != anna {
		t.Errorf("heard %v", h.Data)
	}
	if must[string](t)(w.StartThread(anna, support, "", "apart")) == thread {
		t.Error("two threads are one")
	}
}

func TestPeopleChangeTheirMind(t *testing.T) {
	w := open(t)
	said := must[string](t)(w.Say(anna, support, "one"))
	c := w.connect(allIntents)
	for _, step := range []struct {
		do    func() error
		event string
	}{
		{func() error { return w.Edit(anna, support, said, "uno") }, "MESSAGE_UPDATE"},
		{func() error { return w.Unfurl(support, said, "https://a.example", "A") }, "MESSAGE_UPDATE"},
		{func() error { return w.React(ben, support, said, "👍") }, "MESSAGE_REACTION_ADD"},
		{func() error { return w.Unreact(ben, support, said, "👍") }, "MESSAGE_REACTION_REMOVE"},
		{func() error { return w.Type(ben, support) }, "TYPING_START"},
		{func() error { return w.SetPresence(ben, "idle") }, "PRESENCE_UPDATE"},
		{func() error { return w.RenameChannel(support, "help") }, "CHANNEL_UPDATE"},
		{func() error { return w.Delete(anna, support, said) }, "MESSAGE_DELETE"},
		{func() error { return w.BulkDelete(support, said) }, "MESSAGE_DELETE_BULK"},
	} {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.event, err)
		}
		c.event(step.event)
	}
}

func TestAnUnfurlIsNoEdit(t *testing.T) {
	w := open(t)
	said := must[string](t)(w.Say(anna, support, "https://a.example"))
	c := w.connect(allIntents)
	if err := w.Unfurl(support, said, "https://a.example", "A"); err != nil {
		t.Fatal(err)
	}
	if h := c.event("MESSAGE_UPDATE"); h.field("edited_timestamp") != nil || h.field("content") != "https://a.example" || len(h.field("embeds").([]any)) != 1 {
		t.Errorf("heard %v", h.Data)
	}
}

func TestPeopleAreRefusedWhatDiscordRefuses(t *testing.T) {
	w := open(t)
	said, thread := must[string](t)(w.Say(anna, support, "hers")), w.thread()
	if err := w.ArchiveThread(thread); err != nil {
		t.Fatal(err)
	}
	must[string](t)(w.StartThread(anna, support, said, "once"))
	id := func(_ string, err error) error { return err }
	for name, err := range map[string]error{
		"speak in a forum":        id(w.Say(anna, posts, "x")),
		"say nothing":             id(w.Say(anna, support, "  ")),
		"say too much":            id(w.Say(anna, support, strings.Repeat("x", 2001))),
		"speak as a stranger":     id(w.Say("999", support, "x")),
		"speak nowhere":           id(w.Say(anna, "999", "x")),
		"answer nothing":          id(w.Reply(anna, support, "999", "x")),
		"edit another's":          w.Edit(guest, support, said, "x"),
		"delete another's":        w.Delete(guest, support, said),
		"react in an archive":     w.React(anna, thread, thread, "👍"),
		"be somewhere else":       w.SetPresence(anna, "brb"),
		"forward what is hidden":  id(w.Forward(guest, support, secret, said)),
		"two threads at one word": id(w.StartThread(anna, support, said, "again")),
	} {
		if !errors.Is(err, fakediscord.ErrCannot) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := w.Delete(ben, support, said); err != nil {
		t.Errorf("a moderator could not delete: %v", err)
	}
}

func TestAnOldUpdateNamesNoAuthor(t *testing.T) {
	w := open(t)
	said := must[string](t)(w.Say(anna, support, "https://a.example"))
	c := w.connect(allIntents)
	if err := w.UnfurlPartly(support, said, "https://a.example", "A"); err != nil {
		t.Fatal(err)
	}
	if h := c.event("MESSAGE_UPDATE"); h.field("id") != said || h.field("author") != nil || h.field("content") != nil {
		t.Errorf("heard %v", h.Data)
	}
}

func TestWithoutTheGrantRESTShowsNoWordsEither(t *testing.T) {
	w := open(t, func(cfg *fakediscord.Config) { cfg.Portal = &fakediscord.Portal{} })
	ours, theirs := w.post(support, "ours"), must[string](t)(w.Say(anna, support, "theirs"))
	w.do("POST", sayInSupport, m{"content": "an answer", "message_reference": m{"message_id": theirs}})
	got, _ := w.do("GET", sayInSupport, nil).body.([]any)
	answer, _ := got[0].(m)
	if answer["content"] != "an answer" || answer["referenced_message"].(m)["content"] != "" || got[1].(m)["content"] != "" || got[2].(m)["id"] != ours {
		t.Errorf("it reads %v", got)
	}
	if a := w.do("GET", sayInSupport+"/"+theirs, nil); a.field("content") != "" {
		t.Errorf("it reads %s", a.raw)
	}
	w.refused(403, 50001, "GET", "/guilds/"+w.Config().Guild.ID+"/members", nil)
}

func TestTheGuildGoesAndComesBack(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	w.Outage()
	if h := c.event("GUILD_DELETE"); h.field("unavailable") != true {
		t.Errorf("heard %v", h.Data)
	}
	must[string](t)(w.Say(anna, support, "nobody is told"))
	w.EndOutage()
	c.event("GUILD_CREATE")
	w.RemoveBot()
	if h := c.event("GUILD_DELETE"); h.field("unavailable") != nil {
		t.Errorf("heard %v", h.Data)
	}
	w.refused(403, 50001, "GET", "/channels/"+support, nil)
	w.refused(404, 10004, "GET", "/guilds/"+w.Config().Guild.ID, nil)
	w.RestoreBot()
	c.event("GUILD_CREATE")
	w.RevokeToken()
	c.closed(4004)
}

func TestAnIntentThatIsSwitchedOffClosesTheSession(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	w.SetPortal(fakediscord.Portal{Presences: true, Members: true})
	c.closed(4014)
	if flags, _ := w.do("GET", "/applications/@me", nil).field("flags").(float64); int(flags)&(1<<18|1<<19) != 0 || int(flags)&(1<<13) == 0 {
		t.Errorf("flags %v", flags)
	}
}
