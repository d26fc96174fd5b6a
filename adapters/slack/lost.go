package slack

import (
	"sync"

	"github.com/bellhop-chat/bellhop/core"
)

// maxLost is how many lost threads are remembered; then all are forgotten.
const maxLost = 10_000

// lost remembers the threads whose card was deleted. Nothing brings one back,
// so nothing is sent to it again: every try would show the word in the channel
// for a moment. A restart forgets; one try then finds out again.
type lost struct {
	mu      sync.Mutex
	threads map[lostKey]bool
}

type lostKey struct {
	connection      core.ConnectionID
	channel, thread string
}

func (l *lost) note(k lostKey) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.threads) >= maxLost || l.threads == nil {
		l.threads = map[lostKey]bool{}
	}
	l.threads[k] = true
}

func (l *lost) has(k lostKey) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.threads[k]
}
