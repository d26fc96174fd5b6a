package demo_test

import (
	"strings"
	"testing"
)

const pixel = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"

// attach lets Anna drop a file into the channel and answers its id.
func (w *world) attach(t *testing.T, name, data string) string {
	t.Helper()
	ts, err := w.slack.Upload("U0ANNA", "C1", "", name, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	m, _ := w.slack.Message("C1", ts)
	return m.Files[0].ID
}

func TestAFileOfTheChannelIsServedSoThatNothingInItRuns(t *testing.T) {
	w := open(t)
	for name, c := range map[string]struct{ file, data, kind, how string }{
		"a picture":                  {"mug.png", pixel, "image/png", "inline"},
		"a picture by another name":  {"mug.txt", pixel, "image/png", "inline"},
		"a page that says picture":   {"mug.png", "<script>alert(1)</script>", "application/octet-stream", "attachment"},
		"a drawing that could run":   {"mug.svg", `<svg xmlns="x" onload="alert(1)"/>`, "application/octet-stream", "attachment"},
		"a name with quotes in it":   {"a\";b.html", "<html>", "application/octet-stream", "attachment"},
		"a name in another alphabet": {"Prix été.csv", "1,2", "application/octet-stream", "attachment"},
	} {
		got := w.call(t, "GET", "/demo/files/"+w.attach(t, c.file, c.data), "")
		h := got.header
		if got.status != 200 || got.body != c.data || h.Get("Content-Type") != c.kind || !strings.HasPrefix(h.Get("Content-Disposition"), c.how) {
			t.Errorf("%s: %d %v %q", name, got.status, h, got.body)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "sandbox") {
			t.Errorf("%s: the browser may run it: %v", name, h)
		}
	}
	if got := w.call(t, "GET", "/demo/files/F0NONE", ""); got.status != 404 {
		t.Errorf("a file that is not there: %d", got.status)
	}
}
