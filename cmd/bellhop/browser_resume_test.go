package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

func TestAReloadKeepsTheConversationTheDraftAndWhatIsUnread(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	shop.carry(c.url)
	v := surf(t, shop.URL)
	v.open()
	v.write("Is anyone there? I need a human")
	card := rung(t, ws)
	reply(t, ws, "U1", card, "Yes, Anna here")
	v.sees("Yes, Anna here")
	v.do(chromedp.SendKeys(partOf("input"), "half a sen"))

	v.do(chromedp.Reload())
	v.sees("Yes, Anna here")
	v.sees("Is anyone there? I need a human")
	if draft := ask[string](v, `part("input").value`); draft != "half a sen" {
		t.Errorf("the draft is %q", draft)
	}

	v.press("close")
	v.until("the panel is closed", `!part("panel")`)
	reply(t, ws, "U1", card, "One more thing")
	reply(t, ws, "U1", card, "And another")
	v.until("the badge counts them", `part("badge")?.textContent === "2" && part("launcher").getAttribute("aria-label").includes("2 new messages")`)
	v.do(chromedp.Reload())
	v.until("the badge still counts them", `part("badge")?.textContent === "2"`)
	v.open()
	v.sees("And another")
	v.until("nothing is unread", `!part("badge")`)
	if n := len(ws.Messages("C1")); n == 0 || countCards(ws) != 1 {
		t.Errorf("reloading made %d cards", countCards(ws))
	}
}

func TestAPageThatSleptCatchesUp(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	wire := browsertest.NewWire(t, c.url)
	shop.carry(wire.URL)
	v := surf(t, shop.URL, browsertest.AllowConsole("net::ERR_"))
	v.open()
	v.write("I need a human")
	card := rung(t, ws)
	reply(t, ws, "U1", card, "Before you slept")
	v.sees("Before you slept")

	sleep(v, page.SetWebLifecycleStateStateFrozen)
	reply(t, ws, "U1", card, "While the page was frozen")
	sleep(v, page.SetWebLifecycleStateStateActive)
	v.sees("While the page was frozen")

	sleep(v, page.SetWebLifecycleStateStateFrozen)
	wire.Cut()
	reply(t, ws, "U1", card, "While the lid was shut")
	await(t, ws, "the word is told", func() bool { return ws.Settled() })
	wire.Mend()
	sleep(v, page.SetWebLifecycleStateStateActive)
	v.sees("While the lid was shut")
	v.write("Good morning")
	await(t, ws, "the word", func() bool { return posts(ws, "Good morning") == 1 })
	v.inOrder("I need a human", "Before you slept", "While the page was frozen", "While the lid was shut", "Good morning")
}

func TestAProgramThatIsKilledAndStartedAgainIsFoundAgain(t *testing.T) {
	ws, shop := team(t), website(t)
	env := settings(t, ws, shop.origins())
	c := beside(t, ws, env)
	shop.carry(c.url)
	v := surf(t, shop.URL, browsertest.AllowConsole("net::ERR_"))
	v.open()
	v.write("I need a human")
	card := rung(t, ws)
	until(t, func() string { // what is being sent would be looked for after the next start, which takes its time
		out, err := command(t, env, "status").CombinedOutput()
		return fmt.Sprint(string(out), err)
	}, "everything that happened was told")
	c.kill()
	v.until("the visitor is told", `data("link") === "down"`)
	v.write("Written while the server was away")
	beside(t, ws, append(env, "BELLHOP_LISTEN="+c.url[len("http://"):]))
	await(t, ws, "the word", func() bool { return posts(ws, "Written while the server was away") == 1 })
	reply(t, ws, "U1", card, "Welcome back")
	v.sees("Welcome back")
	v.sees("Written while the server was away")
}

// sleep freezes a page as a browser does with one that nobody looks at, or wakes it.
func sleep(v *surfer, state page.SetWebLifecycleStateState) {
	v.t.Helper()
	if _, err := chromedp.Call(v.page, page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: state}); err != nil {
		v.t.Fatal(err)
	}
}
