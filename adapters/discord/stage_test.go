package discord_test

import (
	"errors"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/platformtest"
)

func (w *world) where(thread string) string {
	if thread == "" {
		return w.room
	}
	return thread
}

func (w *world) Say(who platformtest.Person, thread, text string) []core.RawEvent {
	w.Helper()
	room := w.where(thread)
	if room == forum {
		room = beacon // nobody can just say something in a forum
	}
	_, err := w.ws.Say(userOf[who], room, text)
	return w.did(err)
}

func (w *world) SayStyled(who platformtest.Person, thread string) []core.RawEvent {
	return w.Say(who, thread, "**bold** *slanted* ~~gone~~ `code` and https://example.com/a?b=c\n- one\n- two\n> quoted\n```\nfenced <b>\n```")
}

func (w *world) SendFile(who platformtest.Person, thread, name string, data []byte) []core.RawEvent {
	w.Helper()
	id, err := w.ws.Upload(userOf[who], w.where(thread), name, data)
	w.file, _ = w.ws.Message(w.where(thread), id)
	return w.did(err)
}

// Press presses a button, and the one that asks whether it was meant.
func (w *world) Press(who platformtest.Person, thread string, under platformtest.Seen, label string) []core.RawEvent {
	w.Helper()
	room := w.where(thread)
	if room == forum {
		room = under.Remote // a post's first message has its id
	}
	a, err := w.ws.Press(userOf[who], room, under.Remote, label)
	if err == nil && label == "Block" && a.Message != nil {
		_, err = w.ws.Press(userOf[who], room, a.Message.ID, "Block for good")
	}
	return w.did(err)
}

func (w *world) Edit(who platformtest.Person, thread, remote, text string) []core.RawEvent {
	w.Helper()
	return w.did(w.ws.Edit(userOf[who], w.where(thread), remote, text))
}

func (w *world) Delete(who platformtest.Person, thread, remote string) []core.RawEvent {
	w.Helper()
	return w.did(w.ws.Delete(userOf[who], w.where(thread), remote))
}

func (w *world) Unfurl(thread, remote string) []core.RawEvent {
	w.Helper()
	w.Events()
	return w.did(w.ws.Unfurl(w.where(thread), remote, "https://example.com/a", "Example"))
}

func (w *world) Retract(who platformtest.Person, thread, remote string) []core.RawEvent {
	w.Helper()
	_, err := w.ws.Menu(userOf[who], w.where(thread), remote, discord.RetractCommand)
	return w.did(err)
}

// Approach asks who has the conversation: the answer to that can be private.
func (w *world) Approach(who platformtest.Person, thread string) {
	w.Helper()
	_, err := w.ws.Slash(userOf[who], thread, "who", nil)
	w.did(err)
}

func (w *world) DeleteCard(thread string) {
	w.Helper()
	if w.room == channel {
		w.did(w.ws.Delete(anna, channel, thread))
	}
	w.did(w.ws.DeleteThread(thread))
}

// Marks are the emoji of our bot under a message.
func (w *world) Marks(thread, remote string) []core.Mark {
	w.Helper()
	marks := map[string]core.Mark{"✅": core.MarkDelivered, "👀": core.MarkRead, "💤": core.MarkGone, "⚠️": core.MarkFailed, "🚫": core.MarkRetracted}
	m, _ := w.ws.Message(thread, remote)
	var out []core.Mark
	for _, r := range m.Reactions {
		for _, u := range r.Users {
			if u == w.ws.Config().App.BotUserID {
				out = append(out, marks[r.Emoji])
			}
		}
	}
	return out
}

// posts are requests that post or change a message.
func posts(body map[string]any) bool { return body["content"] != nil || body["message"] != nil }

// showsFile are requests that show a file: their words begin with its name.
func showsFile(body map[string]any) bool { return strings.HasPrefix(str(body, "content"), "-# 📎 ") }

func (w *world) Break(f platformtest.Fault) {
	next := func(k fakediscord.Kind, d time.Duration, code int) {
		w.ws.Fault(fakediscord.Fault{Method: "*", Kind: k, D: d, Code: code, Match: posts})
	}
	switch f {
	case platformtest.Refuse:
		next(fakediscord.ErrorCode, 0, 200000)
	case platformtest.Throttle:
		next(fakediscord.RateLimited, platformtest.ThrottledFor*time.Second, 0)
	case platformtest.LoseLate:
		next(fakediscord.CutLate, 0, 0)
	case platformtest.LoseEarly:
		next(fakediscord.Cut, 0, 0)
	case platformtest.RefuseFile:
		w.ws.Fault(fakediscord.Fault{Method: execute, Kind: fakediscord.ErrorCode, Code: 40005, Match: showsFile})
	case platformtest.LoseFile:
		w.ws.Fault(fakediscord.Fault{Method: execute, Kind: fakediscord.CutLate, Match: showsFile})
	case platformtest.CutFile:
		w.wire.cut.Store(true)
	case platformtest.PageOnce:
		w.ws.Fault(fakediscord.Fault{Method: "download", Kind: fakediscord.HTML})
	case platformtest.Detour:
		w.ws.Fault(fakediscord.Fault{Method: "download", Kind: fakediscord.Redirect, To: w.away.URL + "/login"})
	case platformtest.DeadToken:
		w.ws.RevokeToken()
		if _, err := w.bell.Introduce(w.Context(), w.known()); err == nil { // the bridge does so now and then
			w.Fatal("a dead token introduced itself")
		}
	case platformtest.NoMarks:
		w.deny(fakediscord.AddReactions)
	case platformtest.NoChannel:
		w.deny(fakediscord.ViewChannel)
		for _, h := range w.ws.Webhooks(w.room) {
			w.did(w.ws.DeleteWebhook(h.ID))
		}
	}
}

// deny takes a permission from our bot in the channel.
func (w *world) deny(p fakediscord.Permissions) {
	w.Helper()
	if err := w.ws.SetOverwrites(w.room, fakediscord.Overwrite{ID: w.ws.Config().App.BotUserID, Member: true, Deny: p}); err != nil {
		w.Fatal(err)
	}
}

func (w *world) Mend() {
	w.ws.RestoreToken()
	if err := w.ws.SetOverwrites(w.room); err != nil {
		w.Fatal(err)
	}
}

func (w *world) Picture() (string, int64) {
	w.Helper()
	c := w.known()
	root := w.sent(card(func(d *core.Delivery) { d.Thread.Channel = w.room }))[0].Remote
	said := w.Say(platformtest.Anna, root, "hello")
	hs, err := w.bell.Interpret(w.Context(), c, said[len(said)-1])
	if err != nil || len(hs) != 1 || hs[0].By.Picture == "" {
		w.Fatalf("Anna has no picture: %+v %v", hs, err)
	}
	data, err := w.bell.Picture(w.Context(), c, hs[0].By.Picture, 1<<20)
	if err != nil {
		w.Fatal(err)
	}
	return hs[0].By.Picture, int64(len(data))
}

// noon is when the conversations of these tests happen.
var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// card is the delivery of a card of a waiting visitor; change makes it another.
func card(change func(*core.Delivery)) core.Delivery {
	d := core.Delivery{
		Key: "conv.1", Kind: core.EffectCard, Thread: core.Thread{ID: "th", Channel: channel, Created: noon}, Now: noon,
		Talk: core.Conversation{
			Ref: core.Ref{Workspace: "w1", ID: "conv"}, State: core.StateQueued, Created: noon,
			Ask: core.Ask{No: 1, Opened: noon, Deadline: noon.Add(15 * time.Minute)},
		},
		Visitor: core.Visitor{Name: "Lena", Page: "https://shop.example/pricing?a=1&b=2", Title: "Pricing", Language: "pt-PT", Timezone: "Europe/Lisbon"},
		Entries: []core.Entry{{Seq: 1, Kind: core.KindVisitor, Text: "My card\nis refused", At: noon}},
	}
	if change != nil {
		change(&d)
	}
	return d
}

// word is the delivery of a word to a thread.
func word(thread, text string) core.Delivery {
	return card(func(d *core.Delivery) {
		d.Key, d.Kind, d.Thread.Remote = "conv.2", core.EffectWord, thread
		d.Entries = []core.Entry{{Seq: 2, Kind: core.KindVisitor, Text: text, At: noon}}
	})
}

// sent delivers and wants it accepted.
func (w *world) sent(d core.Delivery) []core.Receipt {
	w.Helper()
	rs, err := w.bell.Deliver(w.Context(), w.known(), d)
	if err != nil {
		w.Fatal(err)
	}
	return rs
}

// ring posts a card and answers its thread.
func (w *world) ring() string {
	w.Helper()
	return w.sent(card(nil))[0].Remote
}

// failed delivers and wants it not accepted.
func (w *world) failed(d core.Delivery) *core.SendError {
	w.Helper()
	_, err := w.bell.Deliver(w.Context(), w.known(), d)
	var se *core.SendError
	if !errors.As(err, &se) {
		w.Fatalf("want a classified failure, got %v", err)
	}
	return se
}
