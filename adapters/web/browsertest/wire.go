package browsertest

import (
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// Wire is a stretch of network between a browser and a server that can be cut:
// every connection over it ends at once, and new ones are dropped until Mend.
type Wire struct {
	// URL is where the browser finds the server, such as http://127.0.0.1:4321.
	URL string

	server   string // host:port
	listener net.Listener
	working  sync.WaitGroup

	mu    sync.Mutex
	cut   bool
	conns map[net.Conn]struct{}
}

// NewWire lays a wire to the server at an address such as http://127.0.0.1:1234.
// It is taken up when the test ends.
func NewWire(t testing.TB, server string) *Wire {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("browsertest: laying a wire: %v", err)
	}
	w := &Wire{
		URL:      "http://" + listener.Addr().String(),
		server:   strings.TrimPrefix(server, "http://"),
		listener: listener,
		conns:    map[net.Conn]struct{}{},
	}
	w.working.Go(w.accept)
	t.Cleanup(func() {
		_ = listener.Close() // ends accept, the only thing that can fail by it
		w.Cut()
		w.working.Wait()
	})
	return w
}

// Cut ends every connection and drops new ones.
func (w *Wire) Cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = true
	for conn := range w.conns {
		_ = conn.Close()
	}
}

// Mend lets connections through again.
func (w *Wire) Mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = false
}

func (w *Wire) accept() {
	for {
		browser, err := w.listener.Accept()
		if err != nil {
			return
		}
		w.working.Go(func() { w.carry(browser) })
	}
}

// carry joins one connection of the browser to one of the server until either ends.
func (w *Wire) carry(browser net.Conn) {
	defer browser.Close()
	server, err := new(net.Dialer).Dial("tcp", w.server)
	if err != nil {
		return
	}
	defer server.Close()
	if !w.hold(browser) {
		return
	}
	defer w.release(browser)
	w.working.Go(func() {
		_, _ = io.Copy(server, browser)
		_ = server.Close()
	})
	_, _ = io.Copy(browser, server)
}

// hold remembers a connection so that Cut finds it; false if the wire is cut.
func (w *Wire) hold(conn net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.cut {
		w.conns[conn] = struct{}{}
	}
	return !w.cut
}

func (w *Wire) release(conn net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.conns, conn)
}
