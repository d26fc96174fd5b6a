// Package browsertest lends tests a real Chromium, driven with chromedp.
//
// # What it is for
//
// A test opens a browser with an empty profile and drives its page:
//
//	page := browsertest.Open(t, browsertest.Phone, browsertest.Dark)
//	err := chromedp.Do(page,
//		chromedp.Navigate(server.URL),
//		chromedp.Click(chromedp.CSS("button")),
//	)
//
// The context that Open returns is the page: every chromedp action takes it. Tab
// opens another page in the same browser (same storage, same cookies); a second
// Open is a second, unrelated visitor.
//
// # Where the browser comes from
//
// BELLHOP_TEST_CHROMIUM, or chromium or google-chrome on the PATH or in the usual
// places. If there is none (or the variable is the word "none") the test is
// skipped with the reason; where CI=true it fails instead, so that a gate never
// passes by not looking.
//
// # Invariants
//
//   - What the page writes to its console as an error, an uncaught exception, an
//     unhandled rejection or a refused resource fails the test, unless AllowConsole
//     named it. That is how a Content-Security-Policy violation shows.
//   - The browser resolves loopback names only (localhost, *.localhost, 127.0.0.1):
//     nothing reaches the internet. Different *.localhost names are different sites.
//   - A page that hangs ends after Limit, as an error of the action that waits.
//   - The sandbox is off: root and most containers deny it, and the only pages we
//     open are our own.
//
// # Lifecycle
//
// The browser is closed, and its profile removed, when the test that opened it
// ends. Browsers are safe to use from parallel tests; one page is for one goroutine
// at a time. This package must not import the adapter beside it.
package browsertest
