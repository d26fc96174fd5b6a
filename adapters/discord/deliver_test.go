package discord_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/core"
)

const execute = "POST /webhooks/{webhook_id}/{webhook_token}"

func TestEveryCreateAndEveryEditNotifiesNobody(t *testing.T) {
	w := open(t)
	root := w.ring()
	told := w.sent(word(root, "hello"))
	w.sent(card(func(d *core.Delivery) { d.Thread.Remote = root }))
	d := word(root, "hello @everyone")
	d.Kind, d.Key, d.Told, d.Entries[0].Edited = core.EffectRevise, "conv.9", told, noon
	w.sent(d)
	n := 0
	for _, c := range w.ws.Calls("") {
		body, _ := c.Body.(map[string]any)
		if body["content"] == nil || c.Method != http.MethodPost && c.Method != http.MethodPatch || strings.Contains(str(body, "content"), "settled?") {
			continue
		}
		n++
		m, _ := body["allowed_mentions"].(map[string]any)
		if parse, ok := m["parse"].([]any); !ok || len(parse) != 0 {
			t.Errorf("%s %s says %v", c.Method, c.Route, body["allowed_mentions"])
		}
	}
	if n != 4 {
		t.Errorf("%d creates and edits were seen", n)
	}
}

func TestVisitorsWordsHaveNoPreviewsAndEditsNameTheirThread(t *testing.T) {
	w := open(t)
	root := w.ring()
	told := w.sent(word(root, "see https://example.com"))
	d := word(root, "see https://example.org")
	d.Kind, d.Key, d.Told, d.Entries[0].Edited = core.EffectRevise, "conv.9", told, noon
	w.sent(d)
	posted, changed := w.ws.Calls(execute), w.ws.Calls("PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}")
	if len(posted) != 1 || len(changed) != 1 {
		t.Fatalf("%d posts, %d changes", len(posted), len(changed))
	}
	for _, c := range append(posted, changed...) {
		body, _ := c.Body.(map[string]any)
		if flags, _ := body["flags"].(float64); flags != 4 || c.Query.Get("thread_id") != root {
			t.Errorf("%s has flags %v and thread %q", c.Method, body["flags"], c.Query.Get("thread_id"))
		}
	}
}

func TestOneWebhookServesAChannelAndIsFoundAgainAndMadeAgain(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.sent(word(root, "one"))
	other, err := discord.New(discord.Config{APIURL: w.ws.URL(), BotToken: w.ws.Config().Token, Channel: channel})
	if err != nil {
		t.Fatal(err)
	}
	two := word(root, "two")
	two.Key = "conv.3"
	if _, err := other.Deliver(t.Context(), w.known(), two); err != nil {
		t.Fatal(err)
	}
	if n := len(w.ws.Webhooks(channel)); n != 1 {
		t.Errorf("%d webhooks", n)
	}
	if err := w.ws.DeleteWebhook(w.ws.Webhooks(channel)[0].ID); err != nil {
		t.Fatal(err)
	}
	three := word(root, "three")
	three.Key = "conv.4"
	w.sent(three)
	if n := len(w.ws.Webhooks(channel)); n != 1 {
		t.Errorf("%d webhooks after one was deleted", n)
	}
}

func TestANameThatDiscordRefusesAllTheSameIsReplaced(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.sent(word(root, "hello"))
	refused := true
	w.ws.Fault(fakediscord.Fault{Method: execute, Kind: fakediscord.ErrorCode, Code: 50035, Match: func(b map[string]any) bool {
		was := refused
		refused = false
		return was && b["username"] == "Lena"
	}})
	d := word(root, "hello again")
	d.Key = "conv.3"
	// The fake's code carries no detail of its own, so the refusal is this message's.
	if se := w.failed(d); se.How != core.Refused || se.Cause != "invalid_form" {
		t.Errorf("failed with %+v", se)
	}
}

func TestAnArchivedThreadIsOpenedByTheNextWordAndByAnEdit(t *testing.T) {
	w := open(t)
	root := w.ring()
	told := w.sent(word(root, "one"))
	if err := w.ws.ArchiveThread(root); err != nil {
		t.Fatal(err)
	}
	d := word(root, "won")
	d.Kind, d.Key, d.Told, d.Entries[0].Edited = core.EffectRevise, "conv.9", told, noon
	w.sent(d)
	if err := w.ws.ArchiveThread(root); err != nil {
		t.Fatal(err)
	}
	two := word(root, "two")
	two.Key = "conv.3"
	w.sent(two)
	if c, _ := w.ws.Channel(root); c.Archived {
		t.Error("it is still archived")
	}
}

func TestALockedThreadIsLostAndTheNewOneLinksIt(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.sent(word(root, "one"))
	if err := w.ws.LockThread(root); err != nil {
		t.Fatal(err)
	}
	if err := w.ws.ArchiveThread(root); err != nil {
		t.Fatal(err)
	}
	two := word(root, "two")
	two.Key = "conv.3"
	if se := w.failed(two); !se.Lost || se.Cure == "" {
		t.Fatalf("failed with %+v", se)
	}
	again := w.sent(card(func(d *core.Delivery) { d.Key, d.Thread.Lost = "conv.4", root }))[0].Remote
	m, _ := w.ws.Message(channel, again)
	if again == root || !strings.Contains(encoded(m.Embeds), "<#"+root+">") && !strings.Contains(encoded(m.Embeds), `#`+root) {
		t.Errorf("the new card says %s", encoded(m.Embeds))
	}
}

func TestAClosedConversationsThreadIsArchived(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.sent(card(func(d *core.Delivery) {
		d.Key, d.Thread.Remote, d.Talk.State, d.Talk.ClosedBy, d.Talk.ClosedAt = "conv.3", root, core.StateClosed, core.ByAgent, noon
	}))
	if c, _ := w.ws.Channel(root); !c.Archived || c.Locked {
		t.Errorf("the thread is %+v", c)
	}
}

func TestAForumPostHasATagForTheState(t *testing.T) {
	w := open(t, func(c *fakediscord.Config, mine *discord.Config) {
		mine.Channel = forum
		c.BotPermissions = fakediscord.UsualPermissions | fakediscord.ManageChannels
	})
	tagged := func(root string) string {
		c, _ := w.ws.Channel(root)
		f, _ := w.ws.Channel(forum)
		for _, tag := range f.Tags {
			if len(c.Applied) == 1 && tag.ID == c.Applied[0] {
				return tag.Name
			}
		}
		return ""
	}
	root := w.sent(card(func(d *core.Delivery) { d.Thread.Channel = forum }))[0].Remote
	if got := tagged(root); got != "Waiting" {
		t.Errorf("the post is tagged %q", got)
	}
	w.sent(card(func(d *core.Delivery) {
		d.Key, d.Thread.Channel, d.Thread.Remote, d.Talk.State = "conv.3", forum, root, core.StateActive
	}))
	if got := tagged(root); got != "Active" {
		t.Errorf("the post is tagged %q", got)
	}
}

func TestCapsAreHeldWithAClearCure(t *testing.T) {
	w := open(t, func(c *fakediscord.Config, _ *discord.Config) { c.ActiveThreads = 1 })
	root := w.ring()
	if se := w.failed(card(func(d *core.Delivery) { d.Key = "conv.9" })); se.How != core.Held || se.Cause != "too_many_threads" || se.Cure == "" {
		t.Errorf("failed with %+v", se)
	}
	for range 15 {
		if _, _, err := w.ws.AddWebhook(channel, anna, "theirs"); err != nil {
			t.Fatal(err)
		}
	}
	if se := w.failed(word(root, "hello")); se.How != core.Held || se.Cause != "too_many_webhooks" || se.Cure == "" {
		t.Errorf("failed with %+v", se)
	}
}

func TestACardWhoseThreadWasNotOpenedIsNotPostedTwice(t *testing.T) {
	w := open(t)
	w.ws.Fault(fakediscord.Fault{Method: "POST /channels/{channel_id}/messages/{message_id}/threads", Kind: fakediscord.ServerError})
	d := card(nil)
	rs, err := w.bell.Deliver(t.Context(), w.known(), d)
	if err == nil || len(rs) != 1 {
		t.Fatalf("answered %v, %v", rs, err)
	}
	d.Done = rs
	if more := w.sent(d); len(more) != 0 {
		t.Errorf("posted again: %v", more)
	}
	if c, ok := w.ws.Channel(rs[0].Remote); !ok || c.Kind != fakediscord.PublicThread {
		t.Errorf("the thread is %+v", c)
	}
	if n := len(w.ws.Messages(channel)); n != 1 {
		t.Errorf("%d messages in the channel", n)
	}
}

func TestASecondTryWithinMinutesIsTheSameMessage(t *testing.T) {
	w := open(t)
	d := card(nil)
	first, again := w.sent(d), w.sent(d)
	if first[0].Remote != again[0].Remote {
		t.Errorf("posted as %v and %v", first, again)
	}
}

func TestMissingPermissionsAreNamed(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.deny(fakediscord.ManageWebhooks)
	if se := w.failed(word(root, "hello")); se.How != core.Held || !strings.Contains(se.Cure, "Manage Webhooks") || strings.Contains(se.Cure, "Embed Links") {
		t.Errorf("failed with %+v", se)
	}
}

func TestRemovalIsHeldAndWhatWaitsGoesOutAfterwards(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.ws.Outage()
	w.until("the outage came in", func() bool { return len(w.ws.Dispatches("GUILD_DELETE")) == 1 })
	w.sent(word(root, "an outage of the gateway stops no word"))
	w.ws.EndOutage()
	w.settled()
	w.ws.RemoveBot()
	d := word(root, "hello")
	d.Key = "conv.3"
	w.until("it is held", func() bool {
		_, err := w.bell.Deliver(t.Context(), w.known(), d)
		var se *core.SendError
		return errors.As(err, &se) && se.How == core.Held && se.Cause == "removed_from_server" && se.Cure != ""
	})
	w.ws.RestoreBot()
	w.until("it goes out", func() bool {
		_, err := w.bell.Deliver(t.Context(), w.known(), d)
		return err == nil
	})
}

func TestOneRefusalOfTheTokenStopsEverything(t *testing.T) {
	w := closed(t)
	root := w.ring()
	w.ws.RevokeToken()
	for i := range 20 {
		d := card(func(d *core.Delivery) { d.Thread.Remote = root })
		d.Key = "conv." + string(rune('a'+i))
		if se := w.failed(d); !se.Dead {
			t.Fatalf("failed with %+v", se)
		}
	}
	if n := w.ws.Invalid(401); n > 20 { // one question for each that was asked for, and nothing else
		t.Errorf("%d refusals", n)
	}
	for _, c := range w.ws.Calls("PATCH /channels/{channel_id}/messages/{message_id}")[1:] {
		t.Errorf("%s was tried again", c.Route)
	}
}

func TestTooManyRefusalsOfAServerLeaveItAlone(t *testing.T) {
	w := closed(t)
	root := w.ring()
	w.ws.Fault(fakediscord.Fault{Method: "PATCH /channels/{channel_id}/messages/{message_id}", Kind: fakediscord.ErrorCode, Code: 50013, Times: -1})
	for i := range 200 {
		if se := w.failed(card(func(d *core.Delivery) { d.Thread.Remote, d.Key = root, "conv.x"+string(rune('a'+i)) })); se.How != core.Held {
			t.Fatalf("failed with %+v", se)
		}
	}
	if n := w.ws.Invalid(403); n > 40 {
		t.Errorf("%d refusals", n)
	}
	if se := w.failed(card(nil)); se.How != core.Held || se.Cause != "too_many_refusals" || se.Dead {
		t.Errorf("failed with %+v", se)
	}
	w.ws.ClearFaults()
	w.Pass(2 * time.Minute)
	w.sent(card(func(d *core.Delivery) { d.Thread.Remote = root }))
}

func TestEachScopeOfALimitShutsItsGate(t *testing.T) {
	for _, c := range []struct {
		kind  fakediscord.Kind
		other bool // other routes stay open
	}{{fakediscord.RateLimited, true}, {fakediscord.RateLimitedShared, true}, {fakediscord.RateLimitedGlobal, false}, {fakediscord.RateLimitedBare, true}} {
		t.Run(string(c.kind), func(t *testing.T) {
			w := closed(t)
			root := w.ring()
			w.sent(word(root, "before"))
			w.ws.Fault(fakediscord.Fault{Method: execute, Kind: c.kind, D: 3 * time.Second})
			d := word(root, "hello")
			d.Key = "conv.3"
			if se := w.failed(d); se.How != core.Retry || se.After <= 0 {
				t.Fatalf("failed with %+v", se)
			}
			before := len(w.ws.Calls(""))
			if se := w.failed(d); se.How != core.Retry || se.After <= 0 || len(w.ws.Calls("")) != before {
				t.Errorf("the shut gate answered %+v, and %d calls went out", se, len(w.ws.Calls(""))-before)
			}
			_, err := w.bell.Deliver(t.Context(), w.known(), card(func(d *core.Delivery) { d.Key, d.Thread.Remote = "conv.4", root }))
			if (err == nil) != c.other {
				t.Errorf("another route answered %v", err)
			}
			w.Pass(4 * time.Second)
			w.sent(d)
		})
	}
}

func TestNoChangeOfStateRenamesAThread(t *testing.T) {
	w := open(t)
	root := w.ring()
	for _, state := range core.States() {
		w.sent(card(func(d *core.Delivery) {
			d.Key, d.Thread.Remote, d.Talk.State, d.Visitor.Name = "conv."+string(state), root, state, "Lena M"
		}))
	}
	for _, c := range w.ws.Calls("PATCH /channels/{channel_id}") {
		if body, _ := c.Body.(map[string]any); body["name"] != nil {
			t.Errorf("renamed to %v", body["name"])
		}
	}
}
