package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pressly/goose/v3/database"

	"github.com/bellhop-chat/bellhop/core"
)

// Dialect is where the two databases differ. Everything else is one text.
type Dialect struct {
	Goose database.Dialect

	Begin    string // opens a writing transaction
	Lock     string // suffix that locks the rows of a SELECT, waiting for them
	SkipLock string // suffix that locks the rows of a SELECT that nobody holds

	// List answers the right side of "column <list>" for many ids, with $1 in
	// it, and the one argument for it.
	List func(ids []string) (expr string, arg any)

	// Prepare tells to keep prepared statements on the writer's connection.
	Prepare bool
	// Send sends several writes in one round trip; nil sends one by one.
	Send func(ctx context.Context, c *sql.Conn, writes []Write) error

	// Writers is how many transactions run at the same time.
	Writers int
	// Timeout ends a transaction that hangs; zero never does.
	Timeout time.Duration

	// Unique tells that a row exists already.
	Unique func(error) bool
	// Again tells that the same transaction may work in a moment: a deadlock,
	// a serialisation failure.
	Again func(error) bool
	// Lost tells that the connection broke, so that nobody knows whether a
	// commit under way went through.
	Lost func(error) bool
	// Down tells that the database cannot be used just now: unreachable, full,
	// read-only. Callers may try again later.
	Down func(error) bool
}

// busy says core.ErrBusy of what is no fault of the caller.
func (d *Dialect) busy(err error) error {
	if err == nil || errors.Is(err, core.ErrBusy) || !d.Down(err) {
		return err
	}
	return fmt.Errorf("%w: %w", core.ErrBusy, err)
}

// Write is one statement that changes something and answers nothing.
type Write struct {
	SQL  string
	Args []any
}

// Config is what a store stands on.
type Config struct {
	Dialect Dialect
	Writes  *sql.DB // for the writers
	Reads   *sql.DB // for everybody else; never writes
	Sealer  core.Sealer
	// Committed is called after a commit with the conversations it changed. It
	// must not block. It may be nil.
	Committed func([]core.ConversationID)
}
