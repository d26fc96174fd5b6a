package main

import (
	"regexp"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
)

var openStreams = regexp.MustCompile(`(?m)^bellhop_open_streams (\d+)$`)

// streams is how many streams the program says are open.
func streams(t *testing.T, c *child) int {
	t.Helper()
	_, body := get(t, c.url+"/metrics")
	m := openStreams.FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("no open streams in:\n%s", body)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestEightTabsShareOneStream(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	shop.carry(c.url)
	first := surf(t, shop.URL)
	first.open()
	first.write("I need a human")
	card := rung(t, ws)

	tabs := []*surfer{first}
	for len(tabs) < 8 {
		tabs = append(tabs, first.tab(shop.URL))
	}
	for _, v := range tabs {
		v.until("the tab is connected", `data("link") === "up"`)
	}
	if n := streams(t, c); n != 1 {
		t.Errorf("eight tabs hold %d streams", n)
	}
	reply(t, ws, "U1", card, "Hello, all of you")
	for _, v := range tabs {
		v.heard("Hello, all of you")
	}
	tabs[3].open()
	tabs[3].write("From the fourth")
	for _, v := range tabs {
		v.heard("From the fourth")
	}

	first.do(chromedp.Navigate("about:blank")) // the one that holds the stream, as it was there first
	reply(t, ws, "U1", card, "Did one of you leave?")
	for _, v := range tabs[1:] {
		v.heard("Did one of you leave?")
	}
	if n := streams(t, c); n != 1 {
		t.Errorf("seven tabs hold %d streams", n)
	}
}

// heard waits until the log has these words once, also in a closed panel.
func (s *surfer) heard(text string) {
	s.t.Helper()
	s.until("hears "+text, `all("message").filter((m) => m.querySelector("[part~=bubble]")?.textContent.trim() === `+strconv.Quote(text)+`).length === 1`)
}
