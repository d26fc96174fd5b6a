package demo_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
	"github.com/bellhop-chat/bellhop/adapters/web/widget"
)

// withWidget serves the real widget, as the server beside the demo does.
func withWidget(mux *http.ServeMux) {
	mux.HandleFunc("GET /widget.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(widget.Script())
	})
}

// post posts as the app does, and returns the timestamp.
func (w *world) post(t *testing.T, method string, args map[string]any) string {
	t.Helper()
	args["channel"] = "C1"
	body, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	got := w.call(t, "POST", "/demo/small-slack/api/"+method, string(body), "Authorization", "Bearer "+w.slack.Config().Token, "Sec-Fetch-Site", "")
	out := got.json(t)
	if out["ok"] != true {
		t.Fatalf("%s: %s", method, got.body)
	}
	ts, _ := out["ts"].(string)
	return ts
}

// ring posts a card and its thread.
func (w *world) ring(t *testing.T, who string) (card string) {
	t.Helper()
	plain := func(s string) map[string]any { return map[string]any{"type": "plain_text", "text": s} }
	card = w.post(t, "chat.postMessage", map[string]any{"text": who, "blocks": []any{
		map[string]any{"type": "header", "text": plain(who + " asks for a person")},
		map[string]any{"type": "section", "fields": []any{map[string]any{"type": "mrkdwn", "text": "*State*\nWaiting until <!date^1795355400^{time}|noon>"}}},
		map[string]any{"type": "actions", "elements": []any{map[string]any{"type": "button", "text": plain("Claim"), "action_id": "claim", "style": "primary"}}},
	}})
	w.post(t, "chat.postMessage", map[string]any{"thread_ts": card, "text": "<b>Is it *blue*?</b>", "username": who, "icon_emoji": ":bust_in_silhouette:"})
	return card
}

// eventually waits in the page until an expression is true.
func eventually(t *testing.T, page context.Context, expression string) {
	t.Helper()
	poll := `new Promise((done) => { const ask = () => (` + expression + `) ? done(true) : setTimeout(ask, 20); ask(); })`
	if _, err := chromedp.Run(page, chromedp.Evaluate[bool](poll, chromedp.EvalAwaitPromise)); err != nil {
		t.Fatalf("never came true: %s: %v", expression, err)
	}
}

func do(t *testing.T, page context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(page, steps...); err != nil {
		t.Fatal(err)
	}
}

const inThread = `document.querySelector(".thread .rows").innerText`

func TestAStrangerAnswersOnTheRight(t *testing.T) {
	w := open(t, withWidget)
	page := browsertest.Open(t)
	do(t, page, chromedp.Navigate(w.url))
	eventually(t, page, `document.querySelector(".empty:not([hidden])")`)
	eventually(t, page, `document.getElementById("shop").contentDocument.querySelector("bellhop-chat")`)

	card := w.ring(t, "Maria")
	eventually(t, page, inThread+`.includes("Is it blue?")`)
	eventually(t, page, inThread+`.includes("<b>")`) // words, not markup
	eventually(t, page, `document.querySelector('[data-step="ask"]').classList.contains("done")`)

	do(t, page, chromedp.SendKeys(chromedp.CSS(".thread textarea"), "Very *blue*.\r"))
	eventually(t, page, `[...document.querySelectorAll(".thread strong")].some((s) => s.textContent === "blue")`)
	do(t, page, chromedp.Click(chromedp.CSS(`.persona-group [role="radio"]:nth-child(2)`)), chromedp.SendKeys(chromedp.CSS(".thread textarea"), "Indeed.\r"))
	eventually(t, page, inThread+`.includes("Indeed.")`)
	thread := w.slack.Thread("C1", card)
	if n := len(thread); n != 4 || thread[2].User != "U0ANNA" || thread[3].User != "U0BEN" {
		t.Errorf("the thread holds %+v", thread)
	}
}

func TestAButtonOnACardReachesTheApp(t *testing.T) {
	pressed := make(chan string, 1)
	w := open(t, withWidget, func(mux *http.ServeMux) {
		mux.HandleFunc("POST /slack/interactions", func(_ http.ResponseWriter, r *http.Request) { pressed <- r.FormValue("payload") })
	})
	w.slack.SetTargets("", w.url+"/slack/interactions", "")
	page := browsertest.Open(t)
	do(t, page, chromedp.Navigate(w.url))
	w.ring(t, "Maria")
	do(t, page, chromedp.Click(chromedp.CSS(`.channel [data-action="claim"]`)))
	if payload := <-pressed; !strings.Contains(payload, `"action_id":"claim"`) || !strings.Contains(payload, `"U0ANNA"`) {
		t.Errorf("the app heard %s", payload)
	}
}

func TestOnlyWhoAWhisperIsForSeesIt(t *testing.T) {
	w := open(t, withWidget)
	page := browsertest.Open(t, browsertest.Dark)
	do(t, page, chromedp.Navigate(w.url))
	card := w.ring(t, "Maria")
	w.post(t, "chat.postEphemeral", map[string]any{"thread_ts": card, "user": "U0BEN", "text": "Only you, Ben"})
	eventually(t, page, `document.querySelector('.persona-group [role="radio"]:nth-child(2) .dot')`)
	if got, err := chromedp.Run(page, chromedp.Evaluate[bool](inThread+`.includes("Only you")`)); err != nil || got {
		t.Errorf("Anna sees it: %v, %v", got, err)
	}
	do(t, page, chromedp.Click(chromedp.CSS(`.persona-group [role="radio"]:nth-child(2)`)))
	eventually(t, page, inThread+`.includes("Only you, Ben")`)
}

func TestOnAPhoneOneSideIsSeenAtATime(t *testing.T) {
	w := open(t, withWidget)
	page := browsertest.Open(t, browsertest.Phone)
	do(t, page, chromedp.Navigate(w.url))
	eventually(t, page, `document.querySelector(".persona-group").childElementCount === 2`)
	w.ring(t, "Maria")
	eventually(t, page, `!document.querySelector('[data-tab-of="slack"] .dot').hidden`)
	eventually(t, page, `getComputedStyle(document.getElementById("pane-slack")).visibility === "hidden"`)
	do(t, page, chromedp.Click(chromedp.CSS(`[data-tab-of="slack"]`)))
	eventually(t, page, `document.querySelector('[data-tab-of="slack"] .dot').hidden`)
	eventually(t, page, `getComputedStyle(document.getElementById("pane-website")).visibility === "hidden"`)
	eventually(t, page, `document.documentElement.scrollWidth <= innerWidth`)
}

func TestTheButtonsMoveTheWorld(t *testing.T) {
	w := open(t, withWidget)
	page := browsertest.Open(t, browsertest.ReducedMotion)
	do(t, page, chromedp.Navigate(w.url), chromedp.Click(chromedp.CSS("#skip")))
	eventually(t, page, `document.getElementById("ahead").innerText.includes("15 minutes ahead")`)
	do(t, page, chromedp.Click(chromedp.CSS("#away")))
	eventually(t, page, `document.getElementById("away").getAttribute("aria-pressed") === "true"`)
	if w.Skipped().Minutes() != 15 || !w.Away() {
		t.Errorf("skipped %v, away %v", w.Skipped(), w.Away())
	}
}
