package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

func TestAVisitorAsksRingsIsAnsweredLosesTheNetworkComesBackAndCloses(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	wire := browsertest.NewWire(t, c.url)
	shop.carry(wire.URL)
	v := surf(t, shop.URL, browsertest.AllowConsole("net::ERR_"))

	v.open()
	v.write("Where is my parcel?")
	v.until("the bot answers and offers a person", `said().at(-1).kind === "bot" && !!part("offer")`)
	if posts := ws.Messages("C1"); len(posts) > 0 {
		t.Errorf("the team heard of it before it was rung: %q", channelTexts(ws))
	}
	v.press("offer")
	v.state("queued")
	card := rung(t, ws)
	if thread := shownIn(ws, card); !strings.Contains(thread, "Where is my parcel?") || !strings.Contains(thread, "I’m a bot") {
		t.Errorf("the thread opens with %q", thread)
	}
	v.until("the visitor is told that the team was asked", `part("state").textContent.startsWith("We’ve asked")`)

	reply(t, ws, "U1", card, "Hi, *so sorry*! I see two:\n- `4711`\n- _the blue one_")
	v.until("Anna's words keep their looks", `(() => {
		const b = all("message").at(-1).querySelector("[part~=bubble]")
		return b.querySelector("strong")?.textContent === "so sorry" && b.querySelector("code")?.textContent === "4711" &&
			b.querySelectorAll("li").length === 2 && b.querySelector("em")?.textContent === "the blue one"
	})()`)
	v.until("her name and her picture are there", `all("author").at(-1).textContent === "Anna" &&
		all("message").at(-1).querySelector("[part~=face] img").naturalWidth > 0 && part("title").textContent === "Anna"`)
	if src := ask[string](v, `all("message").at(-1).querySelector("img").src`); !strings.HasPrefix(src, wire.URL+"/v1/pictures/") {
		t.Errorf("her picture comes from %s", src)
	}
	v.state("active")

	wire.Cut()
	v.until("the visitor is told of the cut", `data("link") === "down" && part("state").textContent.startsWith("Offline")`)
	reply(t, ws, "U1", card, "Are you still there?")
	v.write("The blue one")
	v.write("Sorry, my train went into a tunnel")
	v.until("the words wait", `said().filter((m) => m.status === "sending").length === 2`)
	wire.Mend()
	v.sees("Are you still there?")
	v.until("nothing waits any more", `data("link") === "up" && said().every((m) => m.seq || !m.status) && says("The blue one") === 1`)
	await(t, ws, "the words", func() bool { return posts(ws, "Sorry, my train went into a tunnel") > 0 })
	reply(t, ws, "U1", card, "Got you back")
	v.sees("Got you back")
	v.inOrder("Where is my parcel?", "The blue one", "Sorry, my train went into a tunnel", "Got you back")
	v.sees("Are you still there?")
	inThread(t, ws, card, "Are you still there?", "The blue one", "Sorry, my train went into a tunnel", "Got you back")

	v.press("menu-button")
	v.press("menu-end")
	v.press("end-yes")
	v.state("closed")
	await(t, ws, "the card says so", func() bool { return strings.Contains(message(t, ws, card).Shown(), "Ended by the visitor") })
}

// rung waits for a card and the conversation so far under it.
func rung(t *testing.T, ws *fakeslack.Server) (card string) {
	t.Helper()
	await(t, ws, "a card and its thread", func() bool {
		all := ws.Messages("C1")
		if i := slices.IndexFunc(all, fakeslack.Message.IsReply); i >= 0 {
			card = all[i].ThreadTS
		}
		return card != ""
	})
	return card
}

// reply lets an agent write into a thread.
func reply(t *testing.T, ws *fakeslack.Server, user, thread, text string) {
	t.Helper()
	if _, err := ws.Reply(user, "C1", thread, text); err != nil {
		t.Fatal(err)
	}
}

// message is a message of the channel.
func message(t *testing.T, ws *fakeslack.Server, ts string) fakeslack.Message {
	t.Helper()
	for _, m := range ws.Messages("C1") {
		if m.TS == ts {
			return m
		}
	}
	t.Fatalf("no message %s in %q", ts, channelTexts(ws))
	return fakeslack.Message{}
}

// shownIn is what people read in a thread.
func shownIn(ws *fakeslack.Server, thread string) string {
	var out []string
	for _, m := range ws.Thread("C1", thread) {
		out = append(out, m.Shown())
	}
	return strings.Join(out, "\n")
}

// inThread complains unless a thread has these words once each, in this order.
func inThread(t *testing.T, ws *fakeslack.Server, thread string, texts ...string) {
	t.Helper()
	var shown []string
	for _, m := range ws.Thread("C1", thread) {
		if slices.Contains(texts, m.Text) {
			shown = append(shown, m.Text)
		}
	}
	if !slices.Equal(shown, texts) {
		t.Errorf("the thread has them as %q, want %q", shown, texts)
	}
}
