package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

func TestAnotherGetsNobodyAndLeavesDetails(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins(), "BELLHOP_WAIT=2s"))
	shop.carry(c.url)
	v := surf(t, shop.URL, browsertest.AllowConsole("status of 422")) // the browser's own line about a refused call

	v.open()
	v.write("Can I talk to a person?")
	v.state("queued")
	card := rung(t, ws)
	v.state("missed")
	v.until("details are asked for", `!!part("details") && all("field").map((f) => f.name).join() === "name,email,phone,note"`)
	for _, field := range []string{"name", "email", "phone", "note"} {
		if label := ask[string](v, `all("field").find((f) => f.name === "`+field+`").labels[0].textContent`); label == "" {
			t.Errorf("%s has no label", field)
		}
	}

	v.fill("name", "Ada")
	v.fill("email", "ada at example")
	v.press("details-send")
	v.until("the server's sentence stands beside the field",
		`all("field-error").find((e) => e.dataset.field === "email").textContent.startsWith("This does not look like an e-mail address")`)
	if !ask[bool](v, `root.activeElement.name === "email" && root.activeElement.getAttribute("aria-invalid") === "true"`) {
		t.Errorf("the wrong field has not the focus; %s", v.look())
	}
	v.write("I can still write, though")
	await(t, ws, "the word", func() bool { return posts(ws, "I can still write, though") == 1 })
	v.sees("I can still write, though")
	if got := ask[string](v, `all("field").map((f) => f.value).join("|")`); got != "Ada|ada at example||" {
		t.Errorf("what was filled in became %q", got)
	}

	v.fill("email", "ada@example.com")
	v.press("details-send")
	v.until("the visitor is thanked, with the address", `part("thanks").textContent.includes("ada@example.com")`)
	await(t, ws, "the lead has the contact", func() bool { return strings.Contains(lead(ws).Shown(), "ada@example.com") })
	shown := lead(ws).Shown()
	for _, want := range []string{"Missed: Ada", "Can I talk to a person?", "nobody answered"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the lead lacks %q:\n%s", want, shown)
		}
	}

	reply(t, ws, "U2", card, "Sorry, I was at lunch")
	v.sees("Sorry, I was at lunch")
	v.state("active")
	v.until("details are not asked for any more", `!part("field")`)
}

// fill types into a field of the details form, over what stands there.
func (s *surfer) fill(field, text string) {
	s.t.Helper()
	ask[bool](s, `(all("field").find((f) => f.name === "`+field+`").select(), true)`)
	s.do(chromedp.KeyEvent(text))
	s.until(field+" is filled in", fmt.Sprintf(`all("field").find((f) => f.name === %q).value === %q`, field, text))
}

// lead is the missed-lead summary in the channel, if there is one.
func lead(ws *fakeslack.Server) fakeslack.Message {
	all := ws.Messages("C1")
	i := slices.IndexFunc(all, func(m fakeslack.Message) bool { return !m.IsReply() && strings.Contains(m.Text, "Missed: ") })
	if i < 0 {
		return fakeslack.Message{}
	}
	return all[i]
}
