package browsertest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Limit is how long a browser may live. A test that takes longer hangs.
const Limit = 3 * time.Minute

// Open starts a browser with an empty profile and returns its page, about:blank.
func Open(t testing.TB, options ...Option) context.Context {
	t.Helper()
	path, err := binary()
	if errors.Is(err, errNoBrowser) {
		absent(t, err)
	}
	if err != nil {
		t.Fatalf("browsertest: %v", err)
	}
	limited, cancel := context.WithTimeout(context.Background(), Limit)
	t.Cleanup(cancel)
	browser, cancel := chromedp.NewExecAllocator(limited, flags(path)...)
	t.Cleanup(cancel)
	return open(t, browser, options)
}

// Tab opens another page in the browser of page, which must have come from Open
// or Tab. It shares storage and cookies with it, and none of its options.
func Tab(t testing.TB, page context.Context, options ...Option) context.Context {
	t.Helper()
	return open(t, page, options)
}

// open makes a page under parent and sees to its end.
func open(t testing.TB, parent context.Context, options []Option) context.Context {
	t.Helper()
	l := &look{}
	for _, option := range options {
		option(l)
	}
	page, cancel := chromedp.NewContext(parent)
	t.Cleanup(func() {
		if err := chromedp.Cancel(page); err != nil && page.Err() == nil {
			t.Errorf("browsertest: closing the page: %v", err)
		}
		cancel()
	})
	if err := chromedp.Do(page, l.actions()...); err != nil {
		t.Fatalf("browsertest: opening a page: %v", err)
	}
	listen(t, page, l.allowed)
	return page
}

// flags are chromedp's own, which include headless, no first run, no sync and no
// background networking, and what a test needs beyond them.
func flags(path string) []chromedp.ExecAllocatorOption {
	return append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.WindowSize(1280, 800),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("no-proxy-server", true),
		chromedp.Flag("no-pings", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("lang", "en-GB"),
		chromedp.Flag("host-resolver-rules",
			"MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1"),
	)
}

// Screenshot writes what the page shows now to a PNG file, making its folder.
func Screenshot(page context.Context, file string) error {
	picture, err := chromedp.Run(page, chromedp.CaptureScreenshot())
	if err != nil {
		return fmt.Errorf("taking a screenshot: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		return fmt.Errorf("folder of the screenshot: %w", err)
	}
	if err := os.WriteFile(file, picture, 0o600); err != nil {
		return fmt.Errorf("writing the screenshot: %w", err)
	}
	return nil
}
