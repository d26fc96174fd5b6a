package fakediscord_test

import (
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

func TestOverwritesComeAfterRolesAndMembersLast(t *testing.T) {
	w := open(t)
	see := fakediscord.ViewChannel
	bot, everyone := w.Config().App.BotUserID, w.Config().Guild.ID
	for _, c := range []struct {
		who  string
		list []fakediscord.Overwrite
		sees bool
	}{
		{guest, nil, true},
		{guest, []fakediscord.Overwrite{{ID: everyone, Deny: see}}, false},
		{anna, []fakediscord.Overwrite{{ID: everyone, Deny: see}, {ID: team, Allow: see}}, true},
		{anna, []fakediscord.Overwrite{{ID: team, Deny: see}, {ID: everyone, Allow: see}}, false},
		{anna, []fakediscord.Overwrite{{ID: team, Deny: see}, {ID: anna, Member: true, Allow: see}}, true},
		{anna, []fakediscord.Overwrite{{ID: anna, Member: true, Deny: see}, {ID: team, Allow: see}}, false},
		{bot, []fakediscord.Overwrite{{ID: everyone, Deny: see}}, false},
		{w.Config().Guild.Owner, nil, false}, // not seen here
		{"999", nil, false},
	} {
		if err := w.SetOverwrites(support, c.list...); err != nil {
			t.Fatal(err)
		}
		if got := w.May(c.who, support)&see != 0; got != c.sees {
			t.Errorf("%s with %+v sees: %v", c.who, c.list, got)
		}
	}
	w.SetRole(fakediscord.Role{ID: team, Name: "team", Permissions: fakediscord.Administrator})
	if w.May(anna, support)&see == 0 {
		t.Error("an administrator does not see")
	}
	w.SetUser(fakediscord.User{ID: anna, Username: "anna", Roles: []string{team}, Left: true})
	if w.May(anna, support) != 0 {
		t.Error("somebody who left may something")
	}
}

func TestOurBotIsHeldToItsPermissions(t *testing.T) {
	w := open(t)
	w.refused(403, 50001, "GET", "/channels/"+secret, nil)
	w.refused(403, 50001, "POST", "/channels/"+secret+"/messages", m{"content": "x"})
	deny := func(p fakediscord.Permissions) {
		t.Helper()
		bot := w.Config().App.BotUserID
		if err := w.SetOverwrites(support, fakediscord.Overwrite{ID: bot, Member: true, Deny: p}); err != nil {
			t.Fatal(err)
		}
	}
	card := w.post(support, "x")
	deny(fakediscord.SendMessages)
	w.refused(403, 50013, "POST", sayInSupport, m{"content": "x"})
	deny(fakediscord.EmbedLinks)
	w.refused(403, 50013, "POST", sayInSupport, m{"embeds": list(1, m{"title": "t"})})
	deny(fakediscord.CreatePublicThreads)
	w.refused(403, 50013, "POST", sayInSupport+"/"+card+"/threads", m{"name": "x"})
	deny(fakediscord.ReadMessageHistory)
	w.refused(403, 50013, "GET", sayInSupport+"/"+card, nil)
	w.refused(400, 160002, "POST", sayInSupport, m{"content": "x", "message_reference": m{"message_id": card}})
	if got, _ := w.do("GET", sayInSupport, nil).body.([]any); len(got) != 0 {
		t.Errorf("without history it read %d", len(got))
	}
	deny(fakediscord.SendInThreads)
	thread := w.do("POST", sayInSupport+"/"+w.post(support, "y")+"/threads", m{"name": "x"}).id()
	w.refused(403, 50013, "POST", "/channels/"+thread+"/messages", m{"content": "x"})
}

func TestWhatOurBotDoesNotSeeItDoesNotHear(t *testing.T) {
	w := open(t)
	must[string](t)(w.StartThread(anna, secret, must[string](t)(w.Say(anna, secret, "among us")), "quiet"))
	c := w.connect(allIntents)
	must[string](t)(w.Say(anna, secret, "still among us"))
	if _, err := w.Say(guest, secret, "let me in"); err == nil {
		t.Error("the guest wrote where they see nothing")
	}
	must[string](t)(w.Say(anna, support, "hello"))
	if h := c.event("MESSAGE_CREATE"); h.field("content") != "hello" {
		t.Errorf("heard %v", h.Data)
	}
	if err := w.SetOverwrites(secret); err != nil {
		t.Fatal(err)
	}
	if h := c.event("THREAD_LIST_SYNC"); len(h.field("threads").([]any)) != 1 {
		t.Errorf("heard %v", h.Data)
	}
	c.event("CHANNEL_UPDATE")
}

func TestTheGuildTellsOfRolesAndMembers(t *testing.T) {
	w := open(t)
	c := w.connect(allIntents)
	w.SetRole(fakediscord.Role{ID: "203", Name: "new"})
	c.event("GUILD_ROLE_CREATE")
	w.SetUser(fakediscord.User{ID: "104", Username: "dora", Roles: []string{"203"}})
	c.event("GUILD_MEMBER_ADD")
	w.DeleteRole("203")
	c.event("GUILD_ROLE_DELETE")
	w.SetUser(fakediscord.User{ID: "104", Username: "dora", Nick: "D"})
	c.event("GUILD_MEMBER_UPDATE")
	w.SetUser(fakediscord.User{ID: "104", Username: "dora", Left: true})
	c.event("GUILD_MEMBER_REMOVE")
	w.AddChannel(fakediscord.Channel{ID: "304", Name: "new"})
	c.event("CHANNEL_CREATE")
	w.refused(404, 10007, "GET", "/guilds/"+w.Config().Guild.ID+"/members/104", nil)
}
