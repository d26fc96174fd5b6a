package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

// gallery is where pictures go; without it there is nothing to do.
func gallery(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("BELLHOP_SCREENSHOTS")
	if dir == "" {
		t.Skip("set BELLHOP_SCREENSHOTS to a folder to take pictures")
	}
	return dir
}

// looks are the screens that pictures are taken of.
func looks() map[string][]browsertest.Option {
	return map[string][]browsertest.Option{
		"wide-light":  {browsertest.ReducedMotion},
		"wide-dark":   {browsertest.ReducedMotion, browsertest.Dark},
		"phone-light": {browsertest.ReducedMotion, browsertest.Phone},
		"phone-dark":  {browsertest.ReducedMotion, browsertest.Phone, browsertest.Dark},
	}
}

func TestPicturesOfTheWidget(t *testing.T) {
	dir := gallery(t)
	for look, options := range looks() {
		t.Run(look, func(t *testing.T) {
			ws, shop := team(t), website(t)
			c := beside(t, ws, settings(t, ws, shop.origins(), "BELLHOP_WAIT=3s"))
			shop.carry(c.url)
			v := surf(t, shop.URL, append(options, browsertest.AllowConsole("status of 422"))...)
			picture := func(name string) {
				t.Helper()
				v.picture(filepath.Join(dir, "widget-"+look+"-"+name+".png"))
			}
			picture("0-closed-panel")
			v.open()
			v.until("it is connected", `!!part("ask")`)
			picture("1-empty")
			v.write("Hello! Do the secateurs come with a spare blade, and how long does shipping to Porto take?")
			v.until("a person is offered", `!!part("offer")`)
			picture("2-offer")
			v.press("offer")
			v.until("the team was asked", `part("state").textContent.startsWith("We’ve asked")`)
			picture("3-queued")
			v.state("missed")
			v.until("details are asked for", `!!part("field")`)
			picture("4-details")
			v.fill("email", "ada at example")
			v.press("details-send")
			v.until("the server's sentence is there", `all("field-error").some((e) => e.textContent)`)
			picture("5-details-wrong")
			v.fill("email", "ada@example.com")
			v.press("details-send")
			v.until("thanks", `!!part("thanks")`)
			picture("6-thanks")
			reply(t, ws, "U1", rung(t, ws), "Sorry to keep you waiting! Yes:\n- *one* spare blade is in the box\n- `SKU 4711` is three more\nShipping to Porto takes _two days_, see https://example.com/shipping")
			v.until("the answer is there", `all("message").at(-1).querySelector("[part~=face] img")?.naturalWidth > 0`)
			v.write("Perfect, thank you 🌿")
			v.until("it is sent", `said().at(-1).seq > 0`)
			picture("7-talking")
			v.press("menu-button")
			picture("8-menu")
			v.press("menu-end")
			v.press("end-yes")
			v.state("closed")
			picture("9-closed")
		})
	}
}

func TestPicturesOfTheDemo(t *testing.T) {
	dir := gallery(t)
	for look, options := range looks() {
		t.Run(look, func(t *testing.T) {
			v := demonstration(t, options...)
			v.do(chromedp.Click(chromedp.CSS(`[data-step="answer"]`), chromedp.NodeVisible))
			v.answers("They do! *Every glaze* is fired at 1,240 °C, so the dishwasher is no trouble.")
			v.until("the visitor has it", `said().at(-1).kind === "agent"`)
			v.picture(filepath.Join(dir, "demo-"+look+"-team.png"))
			if tab := ask[bool](v, `!!document.querySelector("[data-tab-of=website]").offsetParent`); tab {
				v.do(chromedp.Click(chromedp.CSS("[data-tab-of=website]"), chromedp.NodeVisible))
			}
			v.write("Then I take two, thank you!")
			v.until("the team has it", `document.querySelector(".thread").textContent.includes("Then I take two")`)
			v.picture(filepath.Join(dir, "demo-"+look+".png"))
		})
	}
}

// picture writes what the page shows, once its pictures are there.
func (s *surfer) picture(file string) {
	s.t.Helper()
	s.until("all pictures are loaded", `[...home.images, ...(root?.querySelectorAll("img") || [])].every((i) => i.complete)`)
	if err := browsertest.Screenshot(s.page, file); err != nil {
		s.t.Fatal(err)
	}
}
