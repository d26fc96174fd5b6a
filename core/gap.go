package core

import (
	"context"
	"time"
)

// Listener is a Platform that holds the line on which its events come in.
type Listener interface {
	// Listen holds the line until ctx ends and hands what comes to r and c. It
	// calls r.Missed each time the line is there after it was not, the first
	// time too. It reconnects by itself; only one runs at a time.
	Listen(ctx context.Context, r Receiver, c Commander)
	// Hears answers nil while events come in, or could if somebody listened;
	// otherwise a *SendError with cause and cure. It may ask the platform.
	Hears(ctx context.Context) error
}

// Catcher is a Platform that can be asked what happened in a thread while
// nobody heard it.
type Catcher interface {
	// CatchUp answers a page of what happened in a gap, oldest first, by one call
	// of the platform. Errors are as of Deliver: Retry with After when the
	// platform wants to be asked less often, Held with Lost when the thread is
	// gone.
	CatchUp(ctx context.Context, c Connection, g Gap) (Caught, error)
}

// Brisk is a Catcher that may be asked more often than is usual.
type Brisk interface {
	// CatchUps answers how many calls of CatchUp a minute a connection may make.
	CatchUps() int
}

// Gap is a time in which events of a thread may not have come in.
type Gap struct {
	Channel string
	Thread  string    // the platform's id of it
	Since   time.Time // what was written after it is asked for
	Opened  time.Time // by our clock the thread is no older
	Page    string    // Caught.Next of the page before, empty for the first
}

// Caught is a page of what happened in a gap.
type Caught struct {
	// Events are as they would have come in. An event that did come in has the
	// same ID, so that it counts once.
	Events []RawEvent
	Next   string // the next page, empty when this is the last
}

// Watched is a thread in which the team may write, and how far it is known.
type Watched struct {
	Ref
	Thread  Thread
	Updated time.Time // when its conversation changed last
	Checked time.Time // what was written before is known; zero when it was never read
	Told    time.Time // since when its card says it is not read; zero when it says nothing
}

// Hearing remembers how far what is written on platforms is known.
type Hearing interface {
	// Heard answers until when the events of a connection came in without a
	// gap; zero when that was never noted.
	Heard(ctx context.Context, ws WorkspaceID, c ConnectionID) (time.Time, error)
	// Hears notes it. A time before the one noted changes nothing.
	Hears(ctx context.Context, ws WorkspaceID, c ConnectionID, until time.Time) error
	// Watched answers the threads of a connection that have a card and whose
	// conversation is not closed, or was closed after since, or whose card says
	// that they are not read: the one that changed last first. A thread whose first
	// card was sent and may stand there is among them, without a Remote: it cannot be
	// read yet.
	Watched(ctx context.Context, ws WorkspaceID, c ConnectionID, since time.Time) ([]Watched, error)
	// Checked notes that what was written in a thread before until is known; its
	// card need not say otherwise any more.
	Checked(ctx context.Context, ws WorkspaceID, th ThreadID, until time.Time) error
	// Unchecked notes since when a card is to say that its thread is not read.
	Unchecked(ctx context.Context, ws WorkspaceID, th ThreadID, since time.Time) error
	// UncheckedSince answers it, zero when the card need not say anything.
	UncheckedSince(ctx context.Context, ws WorkspaceID, th ThreadID) (time.Time, error)
}
