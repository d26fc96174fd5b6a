package main

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// The keys of a walk without a mouse.
var (
	tabKey    = input.DispatchKeyEventParams{Key: "Tab", Code: "Tab", WindowsVirtualKeyCode: 9}
	backTab   = input.DispatchKeyEventParams{Key: "Tab", Code: "Tab", WindowsVirtualKeyCode: 9, Modifiers: int64(chromedp.ModifierShift)}
	enterKey  = input.DispatchKeyEventParams{Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13}
	escapeKey = input.DispatchKeyEventParams{Key: "Escape", Code: "Escape", WindowsVirtualKeyCode: 27}
)

const focused = `(document.activeElement.localName === "bellhop-chat" ? root.activeElement.getAttribute("part") : document.activeElement.localName)`

// walk strikes Tab until a part has the focus, and fails after a few too many.
func (s *surfer) walk(key input.DispatchKeyEventParams, part string) {
	s.t.Helper()
	var passed []string
	for range 12 {
		s.key(key)
		at := ask[string](s, focused)
		if at == part {
			return
		}
		passed = append(passed, at)
	}
	s.t.Fatalf("the keyboard does not reach %s, only %q; %s", part, passed, s.look())
}

func TestTheWholeChatWorksByKeyboardAlone(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	shop.carry(c.url)
	v := surf(t, shop.URL)

	v.walk(tabKey, "launcher")
	v.key(enterKey)
	v.until("the input has the focus", focused+` === "input"`)
	v.do(chromedp.KeyEvent("Hello by key"))
	v.key(enterKey)
	v.sees("Hello by key")
	v.until("a person is offered", `!!part("offer")`)
	v.walk(backTab, "offer")
	v.key(enterKey)
	v.state("queued")
	v.until("the offer is gone, the focus is not", `!part("offer") && `+focused+` === "input"`)
	card := rung(t, ws)
	reply(t, ws, "U1", card, "Hello from Anna")
	v.sees("Hello from Anna")

	v.key(escapeKey)
	v.until("Escape closes the panel and gives the focus back", `!part("panel") && `+focused+` === "launcher"`)
	v.key(enterKey)
	v.until("the input has the focus again", focused+` === "input"`)
	v.walk(backTab, "menu-button")
	v.key(enterKey)
	v.until("the menu is open", `!!part("menu-end")`)
	v.walk(tabKey, "menu-end")
	v.key(escapeKey)
	v.until("Escape closes only the menu", `!part("menu-end") && !!part("panel") && `+focused+` === "menu-button"`)
	v.key(enterKey)
	v.until("the menu is open again", `!!part("menu-end")`)
	v.walk(tabKey, "menu-end")
	v.key(enterKey)
	v.until("the harmless answer has the focus", focused+` === "end-no"`)
	v.walk(backTab, "end-yes")
	v.key(enterKey)
	v.state("closed")
	v.until("the focus is not lost", focused+` === "input"`)
}

func TestAScreenReaderHearsWhatEverythingIs(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins(), "BELLHOP_WAIT=1s"))
	shop.carry(c.url)
	v := surf(t, shop.URL)
	v.open()
	v.write("I need a human")
	v.state("missed")
	v.until("the form is there", `!!part("field")`)
	tree, err := chromedp.Call(v.page, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		t.Fatal(err)
	}
	roles := map[string]int{}
	for _, n := range tree.Nodes {
		role, name := spoken1(n.Role), spoken1(n.Name)
		if n.Ignored || role == "" {
			continue
		}
		roles[role]++
		if slices.Contains([]string{"button", "textbox", "dialog", "log", "DisclosureTriangle", "link"}, role) && name == "" {
			t.Errorf("a %s has no name", role)
		}
	}
	for _, role := range []string{"log", "dialog", "status", "textbox", "button"} {
		if roles[role] == 0 {
			t.Errorf("there is no %s among %v", role, roles)
		}
	}
}

// spoken1 is a word of the accessibility tree.
func spoken1(v *accessibility.Value) (s string) {
	if v != nil {
		_ = json.Unmarshal(v.Value, &s) // what is not a text has no words
	}
	return s
}
