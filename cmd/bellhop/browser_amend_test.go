package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

var upKey = input.DispatchKeyEventParams{Key: "ArrowUp", Code: "ArrowUp", WindowsVirtualKeyCode: 38}

// mine is the row of the visitor's message with this text, as an expression.
func mine(text string) string {
	return fmt.Sprintf(`all("message").find((m) => m.dataset.kind === "visitor" && m.querySelector("[part~=bubble]").innerText.trim() === %q)`, text)
}

// touch opens the menu of the visitor's message with this text, by the mouse.
func (s *surfer) touch(text string) {
	s.t.Helper()
	s.do(chromedp.Click(chromedp.JSPath(fmt.Sprintf(`(() => {%s; return %s.querySelector("[part~=change]")})()`, inWidget, mine(text)))))
	s.until("the menu of the message is open", `!!part("menu-edit")`)
}

// retype replaces what stands in the composer and sends it.
func (s *surfer) retype(text string) {
	s.t.Helper()
	ask[bool](s, `(part("input").select(), true)`)
	s.do(chromedp.KeyEvent(text))
	s.key(enterKey)
	s.until("the composer is for new messages again", `!part("editing")`)
}

func TestAVisitorEditsAndDeletesAndEveryTabAndTheTeamSeeIt(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	shop.carry(c.url)
	v := surf(t, shop.URL)
	v.open()
	v.write("I need a human")
	card := rung(t, ws)
	v.write("My order is 123")
	v.write("My cat is called Tom")
	other := v.tab(shop.URL)
	other.open()
	other.sees("My order is 123")
	await(t, ws, "the words", func() bool { return posts(ws, "My cat is called Tom") == 1 })

	v.do(chromedp.SendKeys(partOf("input"), "half a sen"))
	v.until("the button is out of sight", `getComputedStyle(`+mine("My order is 123")+`.querySelector("[part~=change]")).opacity === (matchMedia("(hover: none)").matches ? "0.7" : "0")`)
	v.touch("My order is 123")
	v.press("menu-edit")
	v.until("the composer says what it is for", `!!part("editing") && part("input").value === "My order is 123" && `+focused+` === "input"`)
	if label := ask[string](v, `part("input").getAttribute("aria-label")`); label != "Editing your message" {
		t.Errorf("the box is called %q", label)
	}
	v.retype("My order is 124")
	v.until("the draft is back", `part("input").value === "half a sen"`)
	for _, tab := range []*surfer{v, other} {
		tab.sees("My order is 124")
		tab.until("it is said to be edited", mine("My order is 124")+`.querySelector("[part~=meta]").innerText.includes("edited")`)
	}
	await(t, ws, "the post is changed", func() bool { return posts(ws, "My order is 124") == 1 && posts(ws, "My order is 123") == 0 })

	v.touch("My cat is called Tom")
	v.press("menu-delete")
	v.until("the harmless answer has the focus", focused+` === "delete-no"`)
	v.press("delete-no")
	v.sees("My cat is called Tom")
	v.touch("My cat is called Tom")
	v.press("menu-delete")
	v.press("delete-yes")
	for _, tab := range []*surfer{v, other} {
		tab.until("a tombstone stands there", `says("My cat is called Tom") === 0 && says("This message was deleted") === 1`)
	}
	await(t, ws, "the post is gone", func() bool { return !strings.Contains(shownIn(ws, card), "Tom") })
	v.do(chromedp.Reload())
	v.until("it stays so", `says("My order is 124") === 1 && says("This message was deleted") === 1 && part("input").value === "half a sen"`)
}

func TestTheLastWordIsChangedByKeyboardAlone(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	shop.carry(c.url)
	v := surf(t, shop.URL, browsertest.ReducedMotion, browsertest.Dark)
	v.open()
	v.key(upKey)
	v.until("there is nothing to edit yet", `!part("editing")`)
	v.write("Do you ship to Portgal?")
	v.until("it is in the log", `said().some((m) => m.kind === "visitor" && m.seq)`)
	v.key(upKey)
	v.until("the last word is edited", `!!part("editing") && part("input").value === "Do you ship to Portgal?"`)
	v.do(chromedp.KeyEvent(" quickly"))
	v.key(escapeKey)
	v.until("Escape ends the edit and not the chat", `!part("editing") && !!part("panel") && part("input").value === "" && `+focused+` === "input"`)
	v.sees("Do you ship to Portgal?")
	v.key(upKey)
	v.until("the edit begins anew", `part("input").value === "Do you ship to Portgal?"`)
	v.retype("Do you ship to Portugal?")
	v.sees("Do you ship to Portugal?")
	v.until("the server has it", `!all("message").some((m) => m.dataset.status)`)

	v.walk(backTab, "change")
	v.key(enterKey)
	v.until("the menu is open", `!!part("menu-delete")`)
	v.walk(tabKey, "menu-delete")
	v.key(escapeKey)
	v.until("Escape closes only the menu", `!part("menu-delete") && !!part("panel") && `+focused+` === "change"`)
	v.key(enterKey)
	v.until("the menu is open again", `!!part("menu-delete")`)
	v.walk(tabKey, "menu-delete")
	v.key(enterKey)
	v.until("the harmless answer has the focus", focused+` === "delete-no"`)
	v.walk(backTab, "delete-yes")
	v.key(enterKey)
	v.sees("This message was deleted")
	v.until("the focus is not lost", focused+` === "input"`)
}

func TestAnEditWithoutNetworkWaitsAndOneThatIsRefusedIsTold(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	wire := browsertest.NewWire(t, c.url)
	shop.carry(wire.URL)
	v := surf(t, shop.URL, browsertest.AllowConsole("net::ERR_", "status of 403"))
	v.open()
	v.write("I need a human")
	card := rung(t, ws)
	v.write("My order is 123")
	v.write("My cat is called Tom")
	await(t, ws, "the words", func() bool { return posts(ws, "My cat is called Tom") == 1 })

	wire.Cut()
	v.until("the visitor is told of the cut", `data("link") === "down"`)
	v.touch("My order is 123")
	v.press("menu-edit")
	v.retype("My order is 124")
	v.touch("My cat is called Tom")
	v.press("menu-delete")
	v.press("delete-yes")
	v.until("both wait, and say so", `all("message").filter((m) => m.dataset.status === "sending" && m.innerText.includes("Waiting")).length === 2`)
	wire.Mend()
	await(t, ws, "the changes", func() bool {
		return posts(ws, "My order is 124") == 1 && posts(ws, "My order is 123")+posts(ws, "My cat is called Tom") == 0
	})
	v.until("nothing waits any more", `says("My order is 124") === 1 && !all("message").some((m) => m.dataset.status)`)

	v.touch("My order is 124")
	v.press("menu-edit")
	reply(t, ws, "U1", card, "!block")
	v.state("closed")
	v.retype("My order is nobody’s business")
	v.until("the refusal is told beside the words", `part("reason").textContent.includes("ended this conversation") && says("My order is nobody’s business") === 1`)
	v.press("discard")
	v.sees("My order is 124")
}

func TestAnEditThatWaitsOutlivesAReload(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	wire := browsertest.NewWire(t, c.url)
	shop.carry(wire.URL)
	v := surf(t, shop.URL, browsertest.AllowConsole("net::ERR_"))
	v.open()
	v.write("I need a human")
	rung(t, ws)
	v.write("My order is 123")
	await(t, ws, "the word", func() bool { return posts(ws, "My order is 123") == 1 })
	v.touch("My order is 123")
	v.press("menu-edit")
	v.until("the composer is for it", `!!part("editing")`)
	ask[bool](v, `(part("input").select(), true)`)
	v.do(chromedp.KeyEvent("My order is 124"))
	v.do(chromedp.Reload())
	v.sees("My order is 123")
	v.touch("My order is 123")
	v.press("menu-edit")
	v.until("what was typed is still there", `part("input").value === "My order is 124"`)
	ask[any](v, `(fetch = () => Promise.reject(new TypeError("no network")), 0)`) // before the reload nothing gets through
	v.retype("My order is 125")
	v.until("it waits", mine("My order is 125")+`.dataset.status === "sending"`)
	v.do(chromedp.Reload())
	await(t, ws, "the change", func() bool { return posts(ws, "My order is 125") == 1 && posts(ws, "My order is 123") == 0 })
	v.sees("My order is 125")
}

func TestALongPressOpensTheMenuOnAPhone(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	shop.carry(c.url)
	v := surf(t, shop.URL, browsertest.Phone)
	v.open()
	v.write("Do you ship to Portgal?")
	v.until("it is in the log", `said().some((m) => m.kind === "visitor" && m.seq)`)
	at := ask[struct{ X, Y, Left float64 }](v, `(() => {
		const b = `+mine("Do you ship to Portgal?")+`.querySelector("[part~=bubble]").getBoundingClientRect()
		const c = all("change")[0].getBoundingClientRect()
		return { X: b.x + b.width / 2, Y: b.y + b.height / 2, Left: c.x }
	})()`)
	if at.Left < 0 {
		t.Errorf("the button begins at %f", at.Left)
	}
	v.finger(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: at.X, Y: at.Y})
	v.finger(input.DispatchTouchEventTypeTouchEnd)
	v.until("a tap opens nothing", `!part("menu-edit")`)
	v.finger(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: at.X, Y: at.Y})
	v.until("the menu is open", `!!part("menu-edit")`)
	v.finger(input.DispatchTouchEventTypeTouchEnd)
	v.press("menu-edit")
	v.retype("Do you ship to Portugal?")
	v.sees("Do you ship to Portugal?")
}

// finger puts a finger on the page, or takes it away.
func (s *surfer) finger(what input.DispatchTouchEventType, at ...*input.TouchPoint) {
	s.t.Helper()
	if _, err := chromedp.Call(s.page, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: what, TouchPoints: append([]*input.TouchPoint{}, at...)}); err != nil {
		s.t.Fatal(err)
	}
}
