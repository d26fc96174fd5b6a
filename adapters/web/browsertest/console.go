package browsertest

import (
	"context"
	"crypto/rand"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// listen keeps the page's console from now on, and at the end of the test fails
// it for every error there that is not allowed.
func listen(t testing.TB, page context.Context, allowed []string) {
	t.Helper()
	messages := chromedp.Console(page)
	t.Cleanup(func() {
		// The console is in order: once our own last line is there, all is there.
		last := "browsertest ends " + rand.Text()
		say := chromedp.Evaluate[chromedp.Void]("void console.debug(" + strconv.Quote(last) + ")")
		if _, err := chromedp.Run(page, say); err != nil {
			t.Errorf("browsertest: reading the console: %v", err)
			return
		}
		for m, err := range messages {
			if err != nil {
				t.Errorf("browsertest: reading the console: %v", err)
				return
			}
			if m.Text == last {
				return
			}
			if complains(m) && !permitted(m.Text, allowed) {
				t.Errorf("the page's console: %s (%s:%d)", m, m.URL, m.Line+1)
			}
		}
	})
}

func complains(m chromedp.ConsoleMessage) bool {
	return m.IsException() || m.Type == chromedp.ConsoleError || m.Type == "assert"
}

func permitted(text string, allowed []string) bool {
	return slices.ContainsFunc(allowed, func(part string) bool { return strings.Contains(text, part) })
}
