package core

import (
	"context"
	"time"
)

// Leases keep what should exist once, say the connection to a platform's
// gateway, to one process at a time. A lease moves when its holder dies. What a
// holder notes is kept for the next one.
type Leases interface {
	// Acquire takes a lease until a time, unless another owner has it that has
	// not run out by now; ok tells whether it was taken. note is what was noted
	// last, by whoever; empty when nothing was.
	Acquire(ctx context.Context, name, owner string, now, until time.Time) (note string, ok bool, err error)
	// Renew keeps a lease of owner until a later time and notes something; ok is
	// false when another owner has taken it.
	Renew(ctx context.Context, name, owner, note string, now, until time.Time) (ok bool, err error)
	// Release ends a lease of owner and notes something. One that another has by
	// now is left alone.
	Release(ctx context.Context, name, owner, note string) error
}
