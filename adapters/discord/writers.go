package discord

import "sync"

// maxWriters is how many messages' writers are remembered.
const maxWriters = 20_000

// nobody wrote what is our own.
const nobody = "-"

// writers remember who wrote which message in our threads, because Discord does
// not say whose message was deleted. What this process did not hear it does not
// know.
type writers struct {
	mu    sync.Mutex
	known map[string]string
	order []string // the oldest first
}

func newWriters() *writers { return &writers{known: map[string]string{}} }

func (w *writers) note(message, writer string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, ok := w.known[message]; !ok {
		w.order = append(w.order, message)
	}
	w.known[message] = writer
	if len(w.order) > maxWriters {
		for _, old := range w.order[:maxWriters/4] {
			delete(w.known, old)
		}
		w.order = append([]string(nil), w.order[maxWriters/4:]...)
	}
}

func (w *writers) of(message string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.known[message]
}
