package browsertest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

// streaming serves a page, and at /stream one event and then nothing.
func streaming(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, counter) })
	mux.HandleFunc("/stream", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, "data: hello\n\n")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

const reach = `fetch("/?" + Math.random()).then(() => true, () => false)`

func TestACutWireEndsOpenStreamsAndAMendedOneCarriesAgain(t *testing.T) {
	wire := browsertest.NewWire(t, streaming(t))
	page := browsertest.Open(t, browsertest.AllowConsole("net::ERR_"))
	if err := chromedp.Do(page, chromedp.Navigate(wire.URL)); err != nil {
		t.Fatal(err)
	}
	ask[bool](t, page, `new Promise(open => {
		const stream = new EventSource("/stream")
		stream.onmessage = () => open(true)
		window.ended = new Promise(ended => { stream.onerror = () => { stream.close(); ended(true) } })
	})`)
	wire.Cut()
	ask[bool](t, page, `window.ended`) // waits, and so fails, if the stream lives on
	if ask[bool](t, page, reach) {
		t.Error("the page still reaches the server")
	}
	wire.Mend()
	if !ask[bool](t, page, reach) {
		t.Error("the page does not come back")
	}
}

func TestAnOfflinePageKnowsItAndReachesNothing(t *testing.T) {
	page := browsertest.Open(t, browsertest.AllowConsole("ERR_INTERNET_DISCONNECTED"))
	if err := chromedp.Do(page, chromedp.Navigate(streaming(t))); err != nil {
		t.Fatal(err)
	}
	for _, offline := range []bool{true, false} {
		if err := browsertest.Offline(page, offline); err != nil {
			t.Fatal(err)
		}
		if ask[bool](t, page, "navigator.onLine") == offline || ask[bool](t, page, reach) == offline {
			t.Errorf("offline %v does not reach the page", offline)
		}
	}
}
