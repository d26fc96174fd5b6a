package discord_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/platformtest"
)

// away is a host that is not Discord's and remembers what tokens it is shown.
type away struct {
	URL  string
	mu   sync.Mutex
	seen []string
}

func elsewhere(t *testing.T) *away {
	t.Helper()
	a := &away{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		defer a.mu.Unlock()
		if s := r.Header.Get("Authorization") + r.URL.RawQuery; s != "" {
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

// Spoil makes the file that Anna sent last another. Who takes the only file of a
// message away takes the message away.
func (w *world) Spoil(f platformtest.FileFault) []core.RawEvent {
	w.Helper()
	id := w.file.Attachments[0].ID
	switch f {
	case platformtest.FileDeleted:
		return w.did(w.ws.Delete(anna, w.file.Channel, w.file.ID))
	case platformtest.FileHidden:
		return w.did(w.ws.ChangeFile(id, func(a *fakediscord.Attachment) { a.Gone = true }))
	}
	return w.did(w.ws.ChangeFile(id, func(a *fakediscord.Attachment) { a.Elsewhere = w.away.URL + "/file" }))
}

// wire is how our requests travel; it can break in the middle of the next one
// that carries a file.
type wire struct {
	http.RoundTripper
	cut atomic.Bool
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") && w.cut.CompareAndSwap(true, false) {
		r = r.Clone(r.Context())
		r.Body, r.GetBody = &broken{ReadCloser: r.Body, left: r.ContentLength / 2}, nil
	}
	return w.RoundTripper.RoundTrip(r)
}

// broken is a body that ends too early.
type broken struct {
	io.ReadCloser
	left int64
}

func (b *broken) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errors.New("the connection broke")
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
