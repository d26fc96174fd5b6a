package discord_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/platformtest"
)

// says is what somebody types; it answers the message's id.
func (w *world) says(user, room, text string) string {
	w.Helper()
	id, err := w.ws.Say(user, room, text)
	if err != nil {
		w.Fatal(err)
	}
	return id
}

func (w *world) has(id string) bool {
	return slices.ContainsFunc(w.inbox.received(), func(e core.RawEvent) bool { return e.ID == id })
}

// means is what the events mean.
func (w *world) means(events []core.RawEvent) []core.Happening {
	w.Helper()
	var all []core.Happening
	for _, e := range events {
		hs, err := w.bell.Interpret(w.Context(), w.known(), e)
		if err != nil {
			w.Fatal(err)
		}
		all = append(all, hs...)
	}
	return all
}

func TestOtherPeoplesTalkIsNotStored(t *testing.T) {
	w := open(t)
	own, err := w.ws.StartThread(anna, channel, "", "Lunch")
	if err != nil {
		t.Fatal(err)
	}
	w.Events()
	w.says(anna, channel, "secret plans")
	w.says(anna, own, "more of them")
	if got := w.Events(); len(got) != 0 {
		t.Errorf("stored %+v", got)
	}
}

func TestAnEventThatComesTwiceCountsOnce(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	w.ws.Fault(fakediscord.Fault{Method: "dispatch", Kind: fakediscord.Duplicate, N: 3, Match: func(d map[string]any) bool { return d["t"] == "MESSAGE_CREATE" }})
	w.says(anna, root, "once")
	if got := w.means(w.Events()); len(got) != 1 {
		t.Errorf("it means %+v", got)
	}
}

func TestABulkDeletionIsOneForEachMessage(t *testing.T) {
	w := open(t)
	root := w.ring()
	ids := []string{w.says(anna, root, "one"), w.says(ben, root, "two"), w.says(anna, root, "three")}
	w.Events()
	hs := w.means(w.did(w.ws.BulkDelete(root, ids...)))
	if len(hs) != 3 {
		t.Fatalf("it means %+v", hs)
	}
	for i, h := range hs {
		if h.Kind != core.Removed || h.Thread != root || !slices.Contains(ids, h.Remote) {
			t.Errorf("deletion %d is %+v", i, h)
		}
	}
}

func TestPreviewsAndPinsAreNoEdits(t *testing.T) {
	w := open(t)
	root := w.ring()
	id := w.says(anna, root, "see https://example.com/a")
	w.Events()
	if hs := w.means(w.did(w.ws.Unfurl(root, id, "https://example.com/a", "Example"))); len(hs) != 0 {
		t.Errorf("a preview means %+v", hs)
	}
	for _, body := range []string{`{"id":"1","channel_id":"2","guild_id":"3"}`, `{"id":"1","channel_id":"2","guild_id":"3","author":null,"edited_timestamp":null}`,
		`{"id":"1","channel_id":"2","edited_timestamp":"2026-01-01T00:00:00Z"}`} {
		hs, err := w.bell.Interpret(t.Context(), w.known(), core.RawEvent{Kind: "event/MESSAGE_UPDATE", Body: []byte(body)})
		if err != nil || len(hs) != 0 {
			t.Errorf("%s means %+v, %v", body, hs, err)
		}
	}
}

func TestOurOwnPostUnderAPersonsNameIsNotHeardAgain(t *testing.T) {
	w := open(t)
	root := w.ring()
	d := word(root, "hello")
	d.Visitor.Name = "Anna"
	w.Events()
	w.sent(d)
	for _, h := range w.means(w.Events()) {
		if h.Kind != core.Echoed {
			t.Errorf("our own post means %+v", h)
		}
	}
}

func TestAnotherWebhookCrossesNowhere(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	w.says(robot, root, "beep")
	if hs := w.means(w.Events()); len(hs) != 0 {
		t.Errorf("it means %+v", hs)
	}
}

func TestAReplyQuotesWhatTheVisitorKnowsAndNoNotes(t *testing.T) {
	w := open(t)
	root := w.ring()
	said := w.sent(word(root, "Is it **blue**?"))[0].Remote
	note := word(root, "he is difficult")
	note.Key, note.Entries[0].Kind, note.Entries[0].Author = "conv.3", core.KindNote, "Carla"
	noted := w.sent(note)[0].Remote
	private := w.says(anna, root, "// between us")
	for to, want := range map[string]string{said: "> Is it blue?\n\nYes", noted: "Yes", private: "Yes"} {
		w.Events()
		if _, err := w.ws.Reply(ben, root, to, "Yes"); err != nil {
			t.Fatal(err)
		}
		if hs := w.means(w.Events()); len(hs) != 1 || hs[0].Text != want {
			t.Errorf("it says %+v, want %q", hs, want)
		}
	}
	w.Events()
	if _, err := w.ws.Reply(ben, root, said, "!close"); err != nil {
		t.Fatal(err)
	}
	if hs := w.means(w.Events()); len(hs) != 1 || core.ReadTyped(hs[0].Text).Action != core.ActClose {
		t.Errorf("a command in a reply is %+v", hs)
	}
}

func TestStickersAndForwardsHaveWords(t *testing.T) {
	w := open(t)
	root := w.ring()
	from := w.says(ben, channel, "the **rules**")
	w.Events()
	if _, err := w.ws.Sticker(anna, root, "Wave"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.ws.Forward(anna, root, channel, from); err != nil {
		t.Fatal(err)
	}
	hs := w.means(w.Events())
	if len(hs) != 2 || hs[0].Text != "(Sticker: Wave)" || hs[1].Text != "> the **rules**" {
		t.Errorf("they say %+v", hs)
	}
}

func TestWhoMayNotAnswerIsToldSoInPrivateAndByAMark(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	a, err := w.ws.Press(guest, channel, root, "Claim")
	if err != nil || a.Message == nil || a.Message.For != guest || !strings.Contains(a.Message.Content, "Only people who may answer") {
		t.Errorf("answered %+v, %v", a, err)
	}
	id := w.says(guest, root, "me too")
	if hs := w.means(w.Events()); len(hs) != 0 {
		t.Errorf("it means %+v", hs)
	}
	if m, _ := w.ws.Message(root, id); len(m.Reactions) != 1 || m.Reactions[0].Emoji != "🔇" {
		t.Errorf("it is marked %+v", m.Reactions)
	}
}

func TestTheRoleThatIsSetDecidesWhoAnswers(t *testing.T) {
	w := open(t, func(c *fakediscord.Config, mine *discord.Config) {
		mine.AgentRole = "700000000000000022"
		c.Roles = append(c.Roles, fakediscord.Role{ID: mine.AgentRole, Name: "Agents"})
		c.Users[2].Roles = []string{mine.AgentRole} // the guest
	})
	root := w.ring()
	w.Events()
	w.says(anna, root, "I manage messages")
	w.says(guest, root, "I have the role")
	if hs := w.means(w.Events()); len(hs) != 1 || hs[0].Text != "I have the role" {
		t.Errorf("these crossed: %+v", hs)
	}
}

func TestCommandsDoWhatTypedWordsDo(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.until("the commands are known", func() bool { return len(w.ws.Commands()) == 7 })
	for name, want := range map[string]core.Action{"claim": core.ActClaim, "close": core.ActClose, "bot": core.ActBot, "who": core.ActWho} {
		w.Events()
		if _, err := w.ws.Slash(anna, root, name, nil); err != nil {
			t.Fatal(err)
		}
		if hs := w.means(w.Events()); len(hs) != 1 || hs[0].Action != want || hs[0].Thread != root {
			t.Errorf("/%s means %+v", name, hs)
		}
	}
	w.Events()
	if _, err := w.ws.Slash(anna, root, "note", map[string]any{"text": "be kind"}); err != nil {
		t.Fatal(err)
	}
	if hs := w.means(w.Events()); len(hs) != 1 || core.ReadTyped(hs[0].Text).Action != core.ActNote {
		t.Errorf("/note means %+v", hs)
	}
	a, err := w.ws.Slash(anna, channel, "bellhop", map[string]any{"what": "list"})
	if err != nil || a.Message == nil || !strings.Contains(a.Message.Content, "Nobody is waiting in **w1**") || a.Message.For != anna {
		t.Errorf("/bellhop answered %+v, %v", a, err)
	}
	if a, err := w.ws.Slash(anna, channel, "claim", nil); err != nil || a.Message == nil || !strings.Contains(a.Message.Content, "thread of a conversation") {
		t.Errorf("/claim in the channel answered %+v, %v", a, err)
	}
}

func TestCommandsAreSetUpOnlyWhenTheyDiffer(t *testing.T) {
	w := open(t)
	const route = "PUT /applications/{application_id}/guilds/{guild_id}/commands"
	w.until("they are set up", func() bool { return len(w.ws.Commands()) == 7 })
	other, err := discord.New(discord.Config{APIURL: w.ws.URL(), BotToken: w.ws.Config().Token, Channel: channel})
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Teach(t.Context(), w.known()); err != nil {
		t.Fatal(err)
	}
	if n := len(w.ws.Calls(route)); n != 1 {
		t.Errorf("they were set up %d times", n)
	}
}

func TestWithoutMessageContentMentionsAndTheFormWork(t *testing.T) {
	w := open(t, func(c *fakediscord.Config, _ *discord.Config) { c.Portal = &fakediscord.Portal{Presences: true} })
	root := w.ring()
	if m, _ := w.ws.Message(channel, root); len(m.Embeds) != 1 || !strings.Contains(str(m.Embeds[0], "footer", "text"), "press Reply") {
		t.Errorf("the card says nothing of it: %+v", m.Embeds)
	}
	if w.bell.Remark() == "" {
		t.Error("the operator is not told")
	}
	w.Events()
	blind := w.says(anna, root, "can you read me?")
	w.says(anna, root, "<@"+w.known().Bot+"> now you can")
	if hs := w.means(w.Events()); len(hs) != 1 || hs[0].Text != "now you can" {
		t.Errorf("heard %+v", hs)
	}
	if m, _ := w.ws.Message(root, blind); len(m.Reactions) != 1 || m.Reactions[0].Emoji != "🙈" {
		t.Errorf("it is marked %+v", m.Reactions)
	}
	a, err := w.ws.Press(anna, channel, root, "Reply")
	if err != nil || a.Modal == nil {
		t.Fatalf("answered %+v, %v", a, err)
	}
	sent, err := w.ws.SubmitModal(anna, a.Modal.ID, map[string]string{"text": "by **form**"})
	if err != nil || sent.Message == nil || sent.Message.For != "" || !strings.Contains(sent.Message.Content, "Anna") {
		t.Errorf("the thread shows %+v, %v", sent.Message, err)
	}
	if hs := w.means(w.Events()); len(hs) != 1 || hs[0].Kind != core.Said || hs[0].Text != "by **form**" || hs[0].Thread != root {
		t.Errorf("the form says %+v", hs)
	}
}

// str is a text within decoded JSON.
func str(v any, steps ...string) string {
	for _, s := range steps {
		m, _ := v.(map[string]any)
		v = m[s]
	}
	s, _ := v.(string)
	return s
}

func TestWhatCannotBeStoredIsReadLater(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	w.inbox.set(func(i *inbox) { i.broken = errors.New("disk full") })
	id := w.says(anna, root, "lost?")
	w.gap()
	w.inbox.set(func(i *inbox) { i.broken = nil })
	page, err := w.bell.CatchUp(t.Context(), w.known(), core.Gap{Channel: channel, Thread: root, Since: time.Now().Add(-time.Minute)})
	if err != nil {
		t.Fatal(err)
	}
	if hs := w.means(page.Events); len(hs) != 1 || hs[0].Remote != id || hs[0].Text != "lost?" || hs[0].By.Name != "Anna" {
		t.Errorf("read %+v", hs)
	}
}

func TestWhatWasMissedIsReadInOrderPageByPageUnderTheSameNames(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.Events()
	for range 130 {
		w.says(anna, root, "hello")
	}
	heard := w.Events()
	g := core.Gap{Channel: channel, Thread: root, Since: time.Now().Add(-time.Hour)}
	var read []core.RawEvent
	for {
		page, err := w.bell.CatchUp(t.Context(), w.known(), g)
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, page.Events...)
		if g.Page = page.Next; g.Page == "" {
			break
		}
	}
	if len(read) != 130 || len(heard) != 130 {
		t.Fatalf("heard %d, read %d", len(heard), len(read))
	}
	for i := range read {
		if read[i].ID != heard[i].ID || read[i].Lane != heard[i].Lane || read[i].Sort != heard[i].Sort {
			t.Fatalf("event %d was heard as %+v and read as %+v", i, heard[i], read[i])
		}
	}
}

func TestOnlyTheTeamsPresenceIsKept(t *testing.T) {
	w := open(t)
	w.means(w.Say(platformtest.Anna, w.ring(), "hello"))
	for _, user := range []string{anna, guest} {
		if err := w.ws.SetPresence(user, "idle"); err != nil {
			t.Fatal(err)
		}
	}
	w.settled()
	if got := w.bell.StatusOf(anna); got.Word != "idle" || got.Seen.IsZero() {
		t.Errorf("Anna is %+v", got)
	}
	if got := w.bell.StatusOf(guest); got.Word != "" {
		t.Errorf("the guest is %+v", got)
	}
}

func TestPresenceIsUnknownWithoutAGateway(t *testing.T) {
	w := open(t)
	w.means(w.Say(platformtest.Anna, w.ring(), "hello"))
	if err := w.ws.SetPresence(anna, "online"); err != nil {
		t.Fatal(err)
	}
	w.settled()
	if got := w.bell.StatusOf(anna); got.Word != "online" {
		t.Fatalf("Anna is %+v", got)
	}
	w.ws.RevokeToken()
	w.until("it is not known any more", func() bool { return w.bell.StatusOf(anna).Word == "" })
}
