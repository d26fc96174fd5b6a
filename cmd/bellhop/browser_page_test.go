package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

// countCards counts the messages of ours that stand in the channel itself.
func countCards(ws *fakeslack.Server) (n int) {
	for _, m := range ws.Messages("C1") {
		if !m.IsReply() && m.BotID != "" {
			n++
		}
	}
	return n
}

func TestAPageSaysWhoTheVisitorIsBeforeTheWidgetIsThere(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	shop.carry(c.url)
	v := surf(t, shop.URL+"/early")
	v.until("the page opened the chat", `!!part("panel")`)
	v.write("I need a human")
	card := message(t, ws, rung(t, ws)).Shown()
	for _, want := range []string{"Grace Hopper", "grace@navy.example", "Garden tools", shop.URL + "/early"} {
		if !strings.Contains(card, want) {
			t.Errorf("the card lacks %q:\n%s", want, card)
		}
	}
	ask[any](v, `bellhop("close")`)
	v.until("the page closed the chat", `!part("panel")`)
	ask[any](v, `bellhop("open")`)
	v.until("the page opened the chat again", `!!part("panel")`)
	ask[any](v, `(bellhop("dance"), bellhop(), bellhop("identify"), bellhop("identify", 7), 0)`) // a console error would fail the test
}

func TestOnlyTheSiteCanProveAnIdentity(t *testing.T) {
	ws, shop := team(t), website(t)
	secret := strings.Repeat("s", 40)
	c := beside(t, ws, settings(t, ws, shop.origins(), "BELLHOP_SITE_SECRET="+secret))
	shop.carry(c.url)
	prove := func(with string) string {
		sum := hmac.New(sha256.New, []byte(with))
		sum.Write([]byte("customer-7"))
		return fmt.Sprintf(`bellhop("identify", {name: "Customer Seven", identity: {user_id: "customer-7", hash: %q}})`,
			hex.EncodeToString(sum.Sum(nil)))
	}
	forger := surf(t, shop.URL, browsertest.AllowConsole("status of 403"))
	ask[any](forger, prove("not the secret"))
	forger.open()
	forger.write("Let me in, I need a human")
	forger.state("queued") // the chat works all the same
	customer := surf(t, shop.URL)
	ask[any](customer, prove(secret))
	customer.open()
	customer.write("I need a human")
	customer.state("queued")
	await(t, ws, "both cards", func() bool { return countCards(ws) == 2 })
}

func TestWordsKeepTheirLooksWhereThePageTrustsTypes(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	shop.carry(c.url)
	v := surf(t, shop.URL+"/trusted")
	v.open()
	v.write("I need a human")
	reply(t, ws, "U1", rung(t, ws), "This is *important*")
	v.until("the word is bold", `all("message").at(-1).querySelector("strong")?.textContent === "important"`)
}

func TestNothingHostileComesAlive(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	shop.carry(c.url)
	v := surf(t, shop.URL)
	ask[any](v, `bellhop("identify", {name: "<!channel> <img src=x onerror=alert(1)> *bold*", attributes: {"<b>": "<@U1> @here"}})`)
	v.open()
	hostile := []string{
		`<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>`,
		`[press me](javascript:window.pwned=1) <javascript:window.pwned=1> [x](data:text/html,<script>1</script>)`,
		`<a href="javascript:window.pwned=1">a</a> <svg onload="window.pwned=1"> <iframe src="javascript:window.pwned=1">`,
		`<!channel> <!here> <@U1> @here @everyone @channel <!subteam^S1>`,
		"[ok](https://example.com/\"onclick=\"window.pwned=1) `</code><img src=x onerror=window.pwned=1>`",
	}
	for _, text := range hostile {
		v.write(text)
	}
	v.write("I need a human")
	card := rung(t, ws)
	for _, text := range hostile {
		reply(t, ws, "U1", card, text)
	}
	v.until("all is there", fmt.Sprintf(`said().filter((m) => m.kind === "agent").length === %d`, len(hostile)))
	if ask[bool](v, `"pwned" in window`) {
		t.Error("a text ran as a program")
	}
	const alive = `[...root.querySelectorAll("[part~=message] :is(img, script, iframe, svg, [onclick], [onerror], [onload], a)")]
		.filter((e) => !e.closest("[part~=face], [part~=offer], [part~=change]")).map((e) => e.outerHTML)
		.filter((html) => !/^<a( (href="(https?|mailto):[^"]*"|target="_blank"|rel="[a-z ]*"))*>/.test(html))`
	if got := ask[[]string](v, alive); len(got) > 0 {
		t.Errorf("came alive: %q", got)
	}
	await(t, ws, "all of the visitor's words are told", func() bool { return ws.Settled() && strings.Contains(shownIn(ws, card), "I need a human") })
	if pings := ws.Pings(); len(pings) > 0 {
		t.Errorf("a visitor pinged: %+v", pings)
	}
	shown := shownIn(ws, card)
	for _, text := range hostile[:1] {
		if !strings.Contains(shown, text) {
			t.Errorf("the team does not see %q as it was typed:\n%s", text, shown)
		}
	}
}
