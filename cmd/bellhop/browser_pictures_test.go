package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

// looks are the screens that a story is told on: one of them, or all where
// BELLHOP_SCREENSHOTS names a folder for pictures.
func looks(usual string) map[string][]browsertest.Option {
	all := map[string][]browsertest.Option{
		"wide-light":  {browsertest.ReducedMotion},
		"wide-dark":   {browsertest.ReducedMotion, browsertest.Dark},
		"phone-light": {browsertest.ReducedMotion, browsertest.Phone},
		"phone-dark":  {browsertest.ReducedMotion, browsertest.Phone, browsertest.Dark},
	}
	if os.Getenv("BELLHOP_SCREENSHOTS") == "" {
		return map[string][]browsertest.Option{usual: all[usual]}
	}
	return all
}

// picture writes what the page shows, once its pictures are there, to the
// folder that BELLHOP_SCREENSHOTS names; without one it does nothing.
func (s *surfer) picture(name string) {
	s.t.Helper()
	dir := os.Getenv("BELLHOP_SCREENSHOTS")
	if dir == "" {
		return
	}
	s.until("all pictures are loaded", `[...home.images, ...(root?.querySelectorAll("img") || [])].every((i) => i.complete)`)
	if err := browsertest.Screenshot(s.page, filepath.Join(dir, name+".png")); err != nil {
		s.t.Fatal(err)
	}
}

func TestAConversationFitsEveryScreen(t *testing.T) {
	for look, options := range looks("phone-dark") {
		t.Run(look, func(t *testing.T) {
			ws, shop := team(t), website(t)
			c := beside(t, ws, settings(t, ws, shop.origins(), "BELLHOP_WAIT=3s"))
			shop.carry(c.url)
			v := surf(t, shop.URL, append(options, browsertest.AllowConsole("status of 422"))...)
			shows := func(name, expression string) {
				t.Helper()
				v.until(name, expression)
				v.fits(name)
				v.picture("widget-" + look + "-" + name)
			}
			shows("0-launcher", `!!part("launcher")`)
			v.open()
			shows("1-empty", `!!part("ask")`)
			v.write("Hello! Do the secateurs come with a spare blade, and how long does shipping to Porto take?")
			shows("2-offer", `!!part("offer")`)
			v.press("offer")
			shows("3-queued", `part("state").textContent.startsWith("We’ve asked")`)
			shows("4-details", `data("state") === "missed" && !!part("field")`)
			v.fill("email", "ada at example")
			v.press("details-send")
			shows("5-details-wrong", `all("field-error").some((e) => e.textContent)`)
			v.fill("email", "ada@example.com")
			v.press("details-send")
			shows("6-thanks", `!!part("thanks")`)
			reply(t, ws, "U1", rung(t, ws), "Sorry to keep you waiting! Yes:\n- *one* spare blade is in the box\n- `SKU 4711` is three more\n"+
				"Shipping to Porto takes _two days_, see https://example.com/shipping/"+
				"a-very-long-address-without-any-place-to-break-it-that-must-not-push-the-bubble-out-of-the-panel")
			v.until("the answer is there", `all("message").at(-1).querySelector("[part~=face] img")?.naturalWidth > 0`)
			v.write("Perfect, thank you 🌿")
			shows("7-talking", `said().at(-1).seq > 0`)
			v.press("menu-button")
			shows("8-menu", `!!part("menu-end")`)
			v.press("menu-end")
			v.press("end-yes")
			shows("9-closed", `data("state") === "closed"`)
		})
	}
}

// fits complains of what lies outside the screen or its bubble.
func (s *surfer) fits(where string) {
	s.t.Helper()
	if wide := ask[bool](s, `document.documentElement.scrollWidth > innerWidth`); wide {
		s.t.Errorf("%s: the page became wider than the screen", where)
	}
	outside := ask[[]string](s, `all("panel").concat(all("bubble"), all("input"), all("field"), all("send"), all("launcher")).filter((e) => {
		const r = e.getBoundingClientRect()
		return e.checkVisibility() && (r.left < 0 || r.right > innerWidth || e.scrollWidth > e.clientWidth + 1)
	}).map((e) => e.getAttribute("part"))`)
	if len(outside) > 0 {
		s.t.Errorf("%s: %q reach out of the screen or of themselves", where, outside)
	}
	phone := ask[bool](s, `innerWidth > 520 || !part("panel") || part("panel").getBoundingClientRect().height === innerHeight`)
	if !phone {
		s.t.Errorf("%s: on a phone the panel does not cover the screen", where)
	}
}
