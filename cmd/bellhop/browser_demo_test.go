package main

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

const threadBox = chromedp.CSS(`#slack [aria-label="Reply in the thread"]`)

// demonstration opens the demo and lets a visitor ask for a person there.
func demonstration(t *testing.T, options ...browsertest.Option) *surfer {
	t.Helper()
	c := start(t, []string{"BELLHOP_LISTEN=127.0.0.1:0"}, "demo")
	v := &surfer{t: t, page: browsertest.Open(t, options...)}
	v.visit(c.url)
	v.press("launcher")
	v.until("the chat is open", `!!part("input")`)
	v.write("Do the harbour mugs survive a dishwasher?")
	v.until("a person is offered", `!!part("offer")`)
	v.press("offer")
	v.until("the card is there", `[...document.querySelectorAll("#slack button")].some((b) => b.textContent === "Claim")`)
	return v
}

// answers types into the thread as the agent that is chosen.
func (s *surfer) answers(text string) {
	s.t.Helper()
	s.do(chromedp.Click(threadBox, chromedp.NodeVisible), chromedp.KeyEvent(text))
	s.key(enterKey)
}

func TestAStrangerCanBeBothSidesOfTheDemo(t *testing.T) {
	for look, options := range looks("wide-light") {
		t.Run(look, func(t *testing.T) {
			v := demonstration(t, options...)
			v.do(chromedp.Click(chromedp.CSS(`[data-step="answer"]`), chromedp.NodeVisible))
			v.answers("They do! *Every glaze* is fired at 1,240 °C, so the dishwasher is no trouble.")
			v.until("the visitor reads it", `all("message").at(-1).querySelector("strong")?.textContent === "Every glaze"`)
			v.picture("demo-" + look + "-team")
			if ask[bool](v, `!!document.querySelector("[data-tab-of=website]").offsetParent`) {
				v.do(chromedp.Click(chromedp.CSS("[data-tab-of=website]"), chromedp.NodeVisible))
			}
			v.until("her picture is there", `all("message").at(-1).querySelector("[part~=face] img").naturalWidth > 0`)
			v.write("Then I take two, thank you!")
			v.until("the team reads it", `document.querySelector(".thread").textContent.includes("Then I take two")`)
			v.picture("demo-" + look)
		})
	}
}

func TestTheDemoShowsWhatHappensWhenNobodyComes(t *testing.T) {
	v := demonstration(t)
	v.do(chromedp.Click(chromedp.CSS("#skip"), chromedp.NodeVisible))
	v.state("missed")
	v.until("details are asked for", `!!part("field")`)
	v.until("the lead is in the channel", `document.querySelector(".channel").innerText.includes("Missed: ")`)
	v.do(chromedp.Click(chromedp.CSS("#away"), chromedp.NodeVisible))
	v.until("everyone is away", `document.querySelector("#away").getAttribute("aria-pressed") === "true"`)
	v.press("ask")
	v.until("the visitor is told at once", `said().filter((m) => m.code === "missed").length === 2`)
}

func TestWhoeverAnswersFirstHasItAndSlackAndDiscordHaveOneConversation(t *testing.T) {
	for look, options := range looks("wide-light") {
		t.Run(look, func(t *testing.T) {
			v := demonstration(t, options...)
			v.front("discord")
			v.until("the card is in Discord too", `[...document.querySelectorAll("#discord .d-embed")].some((e) => e.textContent.includes("Waiting"))`)
			v.do(chromedp.Click(discordBox, chromedp.NodeVisible), chromedp.KeyEvent("They do! **Every glaze** is hard."))
			v.key(enterKey)
			v.until("the visitor reads it", `all("message").at(-1).querySelector("strong")?.textContent === "Every glaze"`)
			v.until("Discord's card names Ben", `document.querySelector("#discord .channel .d-embed").textContent.includes("Ben")`)
			v.picture("demo-" + look + "-discord")
			v.front("slack")
			v.until("Slack's thread has it", `document.querySelector("#slack .thread").textContent.includes("Every glaze is hard.")`)
			v.until("Slack's card names Ben", `document.querySelector("#slack .channel .card").textContent.includes("Ben")`)
			v.do(chromedp.Click(chromedp.CSS(`[data-step="answer"]`), chromedp.NodeVisible))
			v.answers("And they ship tomorrow.")
			v.sees("And they ship tomorrow.")
			v.until("Discord has it", `document.querySelector("#discord .thread").textContent.includes("And they ship tomorrow.")`)
			doubled := ask[[]string](v, `["#slack", "#discord"].flatMap((pane) => ["Every glaze is hard.", "And they ship tomorrow."].filter(
				(words) => document.querySelector(pane + " .thread .rows").textContent.split(words).length !== 2))`)
			if len(doubled) > 0 {
				t.Errorf("not there once: %q", doubled)
			}
		})
	}
}

const discordBox = chromedp.CSS(`#discord [aria-label="Reply in the thread"]`)

// front shows one of the team's panes.
func (s *surfer) front(pane string) {
	s.t.Helper()
	s.turns(pane)
	button := `[data-front-of="` + pane + `"]`
	if ask[bool](s, `document.querySelector('`+button+`').checkVisibility()`) {
		s.do(chromedp.Click(chromedp.CSS(button), chromedp.NodeVisible))
	}
}
