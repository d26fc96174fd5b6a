package browsertest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// errNoBrowser is the reason a test without a browser is skipped.
var errNoBrowser = errors.New("no Chromium found: install chromium, or set BELLHOP_TEST_CHROMIUM to its path")

// usualPlaces are names to look up on the PATH, then paths to try.
func usualPlaces() []string {
	return []string{
		"chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
		"/usr/bin/chromium",
		"/Applications/Chromium.app/Contents/MacOS/Chromium",
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	}
}

// binary returns the path of the browser.
func binary() (string, error) {
	switch named := os.Getenv("BELLHOP_TEST_CHROMIUM"); named {
	case "none":
		return "", errNoBrowser
	case "":
		for _, place := range usualPlaces() {
			if path, err := exec.LookPath(place); err == nil {
				return path, nil
			}
		}
		return "", errNoBrowser
	default:
		path, err := exec.LookPath(named)
		if err != nil {
			return "", fmt.Errorf("BELLHOP_TEST_CHROMIUM: %w", err)
		}
		return path, nil
	}
}

// absent ends a test that lacks what it needs: a skip with the reason, or a
// failure where CI=true.
func absent(t testing.TB, reason error) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("must not be skipped where CI=true: %v", reason)
	}
	t.Skipf("skipped: %v", reason)
}
