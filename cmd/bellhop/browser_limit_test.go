package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

func TestAVisitorOverTheLimitIsToldSoAndLeavesDetails(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins(), "BELLHOP_LIMIT_ASKS_HOUR=1"))
	shop.carry(c.url)
	arrive(t, c.url).call(http.StatusAccepted, "POST", "/v1/handoff", `{}`, nil)
	await(t, ws, "the first card", func() bool { return countCards(ws) == 1 })

	v := surf(t, shop.URL, browsertest.AllowConsole("status of 429")) // the browser's own line about a refused call
	v.open()
	v.write("Where is my parcel?")
	v.until("the bot offers a person", `!!part("offer")`)
	v.press("offer")
	v.until("the visitor is told when to ask again", `/once within an hour.*ask again in \d+ minutes/.test(part("notice").textContent)`)
	v.state("missed")
	v.until("the log says so", `said().some((m) => m.code === "missed" && m.text.includes("nobody was rung"))`)
	if countCards(ws) != 1 {
		t.Errorf("the team was rung: %q", channelTexts(ws))
	}
	v.fill("email", "ada@example.com")
	v.press("details-send")
	v.until("the visitor is thanked", `part("thanks").textContent.includes("ada@example.com")`)
	await(t, ws, "the lead", func() bool { return strings.Contains(lead(ws).Shown(), "ada@example.com") })
	if shown := lead(ws).Shown(); !strings.Contains(shown, "Where is my parcel?") || !strings.Contains(shown, "over the limit") {
		t.Errorf("the lead is:\n%s", shown)
	}

	other := surf(t, shop.URL, browsertest.AllowConsole("status of 429"))
	other.open()
	other.write("I need a human")
	other.state("missed")
	other.until("a word that asks is told so in the log", `said().some((m) => m.text.includes("nobody was rung"))`)
	other.fill("email", "bob@example.com")
	other.press("details-send")
	other.until("that leads are limited too is said in the form", `part("details-error").textContent.includes("leave your details again in")`)
}
