package core

import "context"

// Typist is a Platform that can show the team that a visitor is writing.
type Typist interface {
	// Types shows it in a thread for some seconds. It is a courtesy: it may be
	// called often, and does nothing when it was called just before. Errors are
	// for the log.
	Types(ctx context.Context, c Connection, th Thread) error
}

// TypingTaker is a Receiver that shows the visitor that somebody of the team is
// writing. What it is told is not stored.
type TypingTaker interface {
	// TeamTypes may block for a read of the store.
	TeamTypes(ctx context.Context, c Connection, by Profile, channel, thread string)
}
