package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

// inWidget is what the expressions of these tests may use: part is the first
// element on show with a part name, all is every element with it, said is the
// log as it is shown, data is an attribute of the root. The page may hold the
// widget in a frame, as the demo's does.
const inWidget = `
	const home = document.querySelector("#shop")?.contentDocument || document
	const root = home.querySelector("bellhop-chat")?.shadowRoot
	const all = (name) => [...(root?.querySelectorAll("[part~='" + name + "']") || [])]
	const part = (name) => all(name).find((e) => e.checkVisibility())
	const data = (name) => root.querySelector("[data-link]").dataset[name] || ""
	const said = () => all("message").map((e) => ({
		kind: e.dataset.kind, seq: +e.dataset.seq || 0, status: e.dataset.status || "", code: e.dataset.code || "",
		author: e.querySelector("[part~=author]")?.textContent || "",
		text: e.querySelector("[part~=bubble], [part~=line]")?.innerText.trim() || "",
	}))
	const says = (text) => said().filter((m) => m.text === text).length
`

// surfer is a person with a browser.
type surfer struct {
	t    *testing.T
	page context.Context
}

// line is one message as the widget shows it.
type line struct {
	Kind, Status, Code, Author, Text string
	Seq                              int
}

// surf opens a browser on a page and waits until the widget is there.
func surf(t *testing.T, url string, options ...browsertest.Option) *surfer {
	t.Helper()
	s := &surfer{t: t, page: browsertest.Open(t, options...)}
	s.visit(url)
	return s
}

// tab opens a page beside, in the same browser.
func (s *surfer) tab(url string, options ...browsertest.Option) *surfer {
	s.t.Helper()
	other := &surfer{t: s.t, page: browsertest.Tab(s.t, s.page, options...)}
	other.visit(url)
	return other
}

func (s *surfer) visit(url string) {
	s.t.Helper()
	s.do(chromedp.Navigate(url))
	s.until("the widget is there", `!!root && !!part("launcher")`)
}

func (s *surfer) do(steps ...chromedp.Action[chromedp.Void]) {
	s.t.Helper()
	if err := chromedp.Do(s.page, steps...); err != nil {
		s.t.Fatalf("%v; %s", err, s.look())
	}
}

// ask evaluates an expression on the page.
func ask[T any](s *surfer, expression string) T {
	s.t.Helper()
	got, err := evaluate[T](s, expression)
	if err != nil {
		s.t.Fatalf("%s: %v", expression, err)
	}
	return got
}

func evaluate[T any](s *surfer, expression string) (T, error) {
	return chromedp.Run(s.page, chromedp.Evaluate[T]("(() => {"+inWidget+"; return ("+expression+")})()", chromedp.EvalAwaitPromise))
}

// until waits until an expression is true. It looks from within the page, after
// every change it can see and every few milliseconds.
func (s *surfer) until(what, expression string) {
	s.t.Helper()
	look := fmt.Sprintf(`new Promise((done) => {
		const last = Date.now() + %d
		const look = () => {
			let yes = false
			try { yes = (() => {%s; return (%s)})() } catch {}
			if (yes || Date.now() > last) done(!!yes)
			else setTimeout(look, 10)
		}
		look()
	})`, patience.Milliseconds(), inWidget, expression)
	ok, err := chromedp.Run(s.page, chromedp.Evaluate[bool](look, chromedp.EvalAwaitPromise))
	if err != nil || !ok {
		s.t.Fatalf("never: %s (%v); %s", what, err, s.look())
	}
}

// look tells what the widget shows, for failures.
func (s *surfer) look() string {
	got, err := evaluate[json.RawMessage](s, `({said: said(), root: {...root?.querySelector("[data-link]")?.dataset},
		panel: part("panel")?.innerText, focus: root?.activeElement?.getAttribute("part")})`)
	return fmt.Sprintf("the widget shows %s %v", got, err)
}

// partOf selects the first element on show with a part name, for real clicks.
func partOf(name string) chromedp.JSPath {
	return chromedp.JSPath(fmt.Sprintf("(() => {%s; return part(%q)})()", inWidget, name))
}

// press clicks what has a part name, once it is on show.
func (s *surfer) press(part string) {
	s.t.Helper()
	s.do(chromedp.Click(partOf(part), chromedp.NodeVisible))
}

// open opens the chat by its button.
func (s *surfer) open() {
	s.t.Helper()
	s.press("launcher")
	s.until("the panel is open and the input has the focus", `root.activeElement === part("input")`)
}

// write types words into the chat and sends them with Enter.
func (s *surfer) write(text string) {
	s.t.Helper()
	s.do(chromedp.SendKeys(partOf("input"), text, chromedp.NodeVisible))
	s.key(input.DispatchKeyEventParams{Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13})
	s.until("the box is empty again", `part("input").value === ""`)
}

// key strikes one key as a hand does: its character comes only if nobody
// prevented the key.
func (s *surfer) key(k input.DispatchKeyEventParams) {
	s.t.Helper()
	down, up := k, k
	down.Type, up.Type, up.Text = input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp, ""
	for _, p := range []input.DispatchKeyEventParams{down, up} {
		if _, err := chromedp.Call(s.page, input.DispatchKeyEvent, p); err != nil {
			s.t.Fatalf("key %s: %v", k.Key, err)
		}
	}
}

// sees waits until the log shows these words, and once.
func (s *surfer) sees(text string) {
	s.t.Helper()
	s.until("shows "+text, fmt.Sprintf("says(%q) > 0", text))
	if n := ask[int](s, fmt.Sprintf("says(%q)", text)); n != 1 {
		s.t.Errorf("%q is shown %d times; %s", text, n, s.look())
	}
}

// state waits for the conversation's state.
func (s *surfer) state(state string) {
	s.t.Helper()
	s.until("the conversation is "+state, fmt.Sprintf("data('state') === %q", state))
}

// said is the log as it is shown, greeting included.
func (s *surfer) said() []line {
	s.t.Helper()
	return ask[[]line](s, "said()")
}

// inOrder complains unless the log shows these words once each, in this order.
func (s *surfer) inOrder(texts ...string) {
	s.t.Helper()
	var shown []string
	for _, m := range s.said() {
		if slices.Contains(texts, m.Text) {
			shown = append(shown, m.Text)
		}
	}
	if !slices.Equal(shown, texts) {
		s.t.Errorf("shown in the order %q, want %q; %s", shown, texts, s.look())
	}
}
