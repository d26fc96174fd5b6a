package slack_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/platformtest"
)

// away is a host that is not Slack's and remembers what tokens it is shown.
type away struct {
	URL  string
	mu   sync.Mutex
	seen []string
	n    int
}

// calls is how often it was called.
func (a *away) calls() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.n
}

// onShelf opens the same bytes under every address.
func onShelf(context.Context, core.FileID) (io.ReadSeekCloser, error) {
	return nopCloser{strings.NewReader("%PDF-1.7")}, nil
}

type nopCloser struct{ io.ReadSeeker }

func (nopCloser) Close() error { return nil }

func elsewhere(t *testing.T) *away {
	t.Helper()
	a := &away{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.n++
		if s := r.Header.Get("Authorization") + r.URL.RawQuery; strings.Contains(s, "xoxb") {
			a.seen = append(a.seen, s)
		}
		_, _ = w.Write([]byte("what was asked for"))
	}))
	t.Cleanup(srv.Close)
	a.URL = srv.URL
	return a
}

// Leaks are the tokens that came to another host.
func (w *world) Leaks() []string {
	w.away.mu.Lock()
	defer w.away.mu.Unlock()
	return slices.Clone(w.away.seen)
}

// Spoil makes the file that Anna sent last another.
func (w *world) Spoil(f platformtest.FileFault) []core.RawEvent {
	w.Helper()
	switch f {
	case platformtest.FileDeleted:
		return w.did(w.ws.DeleteFile(anna, w.file))
	case platformtest.FileHidden:
		return w.did(w.ws.ChangeFile(w.file, func(f *fakeslack.File) { f.Mode = "hidden_by_limit" }))
	}
	return w.did(w.ws.ChangeFile(w.file, func(f *fakeslack.File) { f.Mode, f.External = "external", w.away.URL+"/file" }))
}
