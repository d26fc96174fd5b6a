package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

// breaking opens the demo in the middle of a conversation, with the pane where
// things are broken.
func breaking(t *testing.T, options ...browsertest.Option) *surfer {
	t.Helper()
	v := demonstration(t, options...)
	v.turns("slack")
	v.do(chromedp.Click(chromedp.CSS(`[data-step="answer"]`), chromedp.NodeVisible))
	v.answers("They do.")
	v.sees("They do.")
	if ask[bool](v, `document.querySelector("#break").checkVisibility()`) {
		v.do(chromedp.Click(chromedp.CSS("#break"), chromedp.NodeVisible))
	}
	v.turns("break")
	v.statusSays("slack  works, as")
	v.turns("website")
	return v
}

// turns shows a pane where one is seen at a time.
func (s *surfer) turns(pane string) {
	s.t.Helper()
	tab := fmt.Sprintf("[data-tab-of=%q]", pane)
	if ask[bool](s, `!!document.querySelector('`+tab+`').offsetParent`) {
		s.do(chromedp.Click(chromedp.CSS(tab), chromedp.NodeVisible))
	}
}

// breaks presses the button that breaks something, or repairs it.
func (s *surfer) breaks(trouble string) {
	s.t.Helper()
	s.turns("break")
	s.do(chromedp.Click(chromedp.CSS(fmt.Sprintf("[data-trouble=%q]", trouble)), chromedp.NodeVisible))
}

// is waits until a trouble is in a state.
func (s *surfer) is(trouble, state string) {
	s.t.Helper()
	s.until(trouble+" is "+state, fmt.Sprintf(`document.querySelector('[data-trouble=%q]').closest("li").dataset.state === %q`, trouble, state))
}

const threadWords = `[...document.querySelectorAll("#slack .thread .words")].map((e) => e.innerText.trim())`

// teamReads waits until the thread of the page has these words, and complains
// unless it has them once each and in this order.
func (s *surfer) teamReads(texts ...string) {
	s.t.Helper()
	s.until("the team reads "+texts[len(texts)-1], fmt.Sprintf(threadWords+".includes(%q)", texts[len(texts)-1]))
	var read []string
	for _, text := range ask[[]string](s, threadWords) {
		if slices.Contains(texts, text) {
			read = append(read, text)
		}
	}
	if !slices.Equal(read, texts) {
		s.t.Errorf("the team reads %q, want %q", read, texts)
	}
}

func (s *surfer) statusSays(words ...string) {
	s.t.Helper()
	for _, w := range words {
		s.until("the status says "+w, fmt.Sprintf(`document.querySelector(".printed").innerText.includes(%q)`, w))
	}
}

func TestADeadTokenIsToldWithCauseAndCureAndTheWordsComeOnceItIsBack(t *testing.T) {
	for look, options := range looks("wide-light") {
		t.Run(look, func(t *testing.T) {
			v := breaking(t, options...)
			v.breaks("slack-token")
			v.is("slack-token", "on")
			v.turns("website")
			v.write("Do you ship to Porto?")
			v.write("And gift wrap?")
			v.turns("break")
			v.statusSays("DOES NOT WORK", "token_revoked", "cure: Slack refuses the bot token", "held")
			v.fitsThePage("a dead token")
			v.picture("demo-break-" + look)
			v.breaks("slack-token")
			v.is("slack-token", "off")
			v.turns("slack")
			v.teamReads("They do.", "Do you ship to Porto?", "And gift wrap?")
			v.turns("break")
			v.statusSays("slack  works, as", "everything that happened was told")
		})
	}
}

func TestARestartLosesNothingThatIsSaidOnEitherSide(t *testing.T) {
	v := breaking(t, browsertest.AllowConsole("net::ERR_"))
	v.breaks("restart")
	v.until("the widget notices", `data("link") === "down"`)
	v.write("Written while the server was away")
	v.answers("Answered while the server was away")
	v.is("restart", "off")
	v.until("the widget is back", `data("link") === "up"`)
	v.sees("Answered while the server was away")
	v.teamReads("They do.", "Answered while the server was away", "Written while the server was away")
	v.answers("And on we go")
	v.sees("And on we go")
	v.inOrder("They do.", "Answered while the server was away", "And on we go")
	v.sees("Written while the server was away")
	v.statusSays("everything that happened was told")
}

func TestEveryOtherTroubleEndsWithEachWordInTheThreadOnce(t *testing.T) {
	v := breaking(t)
	told := []string{"They do."}
	says := func(word string) {
		v.write(word)
		told = append(told, word)
	}
	v.breaks("slack-lost")
	v.is("slack-lost", "armed")
	says("Taken, answer lost")
	v.is("slack-lost", "off")
	says("After the lost answer")
	v.teamReads(told...)

	v.breaks("slack-down")
	v.is("slack-down", "on")
	says("While Slack was down")
	v.statusSays("DOES NOT WORK", "http_503")
	v.breaks("slack-down")
	v.teamReads(told...)

	v.breaks("slack-archive")
	v.until("nobody can write", `document.querySelector(".thread textarea").disabled`)
	says("Into an archived channel")
	v.statusSays("is_archived", "cure: Unarchive the channel")
	v.breaks("slack-archive")
	v.until("people can write again", `!document.querySelector(".thread textarea").disabled`)
	v.do(chromedp.Click(chromedp.CSS(".status-foot button"), chromedp.NodeVisible))
	v.teamReads(told...)

	v.breaks("slack-slow")
	v.is("slack-slow", "on")
	says("Not so fast")
	v.until("the post met it", `document.querySelector('[data-trouble="slack-slow"]').closest("li").innerText.includes("one post refused")`)
	v.statusSays("ratelimited")
	v.breaks("slack-slow")
	v.is("slack-slow", "off")
	v.do(chromedp.Click(chromedp.CSS("#skip"), chromedp.NodeVisible)) // what Slack asked for goes by
	v.teamReads(told...)
}

// fitsThePage complains when the page is wider than the screen or the pane's
// content wider than itself.
func (s *surfer) fitsThePage(where string) {
	s.t.Helper()
	wide := ask[[]string](s, `[document.documentElement, ...document.querySelectorAll(".pane, .trouble-body, .printed, .scroll, .bar, .composer")]
		.filter((e) => e.checkVisibility({visibilityProperty: true}) && e.scrollWidth > e.clientWidth + 1).map((e) => e.localName + "." + e.className)`)
	if len(wide) > 0 {
		s.t.Errorf("%s: wider than there is room: %s", where, strings.Join(wide, ", "))
	}
}
