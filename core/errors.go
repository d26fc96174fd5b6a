package core

import (
	"errors"
	"fmt"
	"time"
)

// The sentinel errors. Everyone adds where and what with %w.
var (
	// ErrNotFound: there is no such thing in this workspace.
	ErrNotFound = errors.New("not found")
	// ErrRefused: the state machine has no arrow for this event.
	ErrRefused = errors.New("refused in this state")
	// ErrTooLate: a visitor's word is older than EditWithin.
	ErrTooLate = fmt.Errorf("too late to change: %w", ErrRefused)
	// ErrWithdrawn: the word was deleted.
	ErrWithdrawn = fmt.Errorf("withdrawn: %w", ErrRefused)
	// ErrUnauthorized: the token, signature or identity does not prove it.
	ErrUnauthorized = errors.New("unauthorized")
	// ErrBlocked: the team blocked this visitor.
	ErrBlocked = errors.New("blocked by the team")
	// ErrOrigin: the site does not allow this origin.
	ErrOrigin = errors.New("origin not allowed")
	// ErrBusy: the store could not take it in time; nothing was stored, or the
	// caller gave up before it knew.
	ErrBusy = errors.New("busy")
	// ErrUnreadable: an event means nothing we know.
	ErrUnreadable = errors.New("unreadable")
	// ErrSchemaNewer: the database was written by a newer program.
	ErrSchemaNewer = errors.New("the database schema is newer than this program")
)

// FieldError says what is wrong with one field, in a sentence for the person
// who filled it in.
type FieldError struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// InvalidError collects field errors.
type InvalidError struct{ Fields []FieldError }

func (e *InvalidError) Error() string {
	if len(e.Fields) == 0 {
		return "invalid"
	}
	return fmt.Sprintf("invalid %s: %s", e.Fields[0].Field, e.Fields[0].Message)
}

// How says how a send that was not done ended.
type How string

// The ways a send ends apart from done.
const (
	// Retry: not accepted, try again after SendError.After.
	Retry How = "retry"
	// Held: the token is dead, the channel gone, the bot not in it. The lane
	// waits; the operator sees cause and cure.
	Held How = "held"
	// Refused: this entry only, and for good. The lane goes on.
	Refused How = "refused"
	// Unknown: it may have been accepted. Look for it before sending again.
	Unknown How = "unknown"
)

// SendError is what a platform adapter answers when a send was not done. An
// error of any other type backs off and is refused after MaxTries.
type SendError struct {
	How   How
	After time.Duration // for Retry; zero lets the relay choose
	Gate  string        // for Retry: the Key of the gate that the platform shut for After, empty for none
	Cause string        // for the operator: a short stable code, say "channel_not_found"
	Cure  string        // for the operator: what to do about it, a sentence
	Dead  bool          // for Held: nothing at all can be sent on this connection, say its token is dead
	Lost  bool          // for Held: the thread is gone for good; another has to be opened in its place
	Err   error
}

func (e *SendError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("send %s (%s): %v", e.How, e.Cause, e.Err)
	}
	return fmt.Sprintf("send %s (%s)", e.How, e.Cause)
}

func (e *SendError) Unwrap() error { return e.Err }

// MaxTries is how often an unclassified failure is tried before it is refused.
const MaxTries = 12
