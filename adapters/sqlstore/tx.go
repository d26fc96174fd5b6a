package sqlstore

import (
	"context"
	"database/sql"
	"errors"

	"github.com/bellhop-chat/bellhop/core"
)

// tx is one transaction of a writer. Writes that answer nothing may wait until
// something is read, so that they share a round trip.
type tx struct {
	ctx   context.Context
	desk  *desk
	queue []Write
	talks map[core.ConversationID]*talk

	changed []core.ConversationID // for Config.Committed
	wrote   bool                  // since the member began
	err     error                 // the first error of the database
}

// fail remembers that the transaction is not to be trusted any more.
func (x *tx) fail(err error) error {
	if err != nil && x.err == nil && !errors.Is(err, sql.ErrNoRows) {
		x.err = err
	}
	return err
}

// put writes, now or with the next flush.
func (x *tx) put(text string, args ...any) error {
	x.wrote = true
	if x.desk.d.Send == nil {
		_, err := x.desk.exec(x.ctx, text, plain(args))
		return x.fail(err)
	}
	x.queue = append(x.queue, Write{text, plain(args)})
	return nil
}

// flush sends what put kept.
func (x *tx) flush() error {
	if len(x.queue) == 0 {
		return nil
	}
	q := x.queue
	x.queue = nil
	return x.fail(x.desk.d.Send(x.ctx, x.desk.conn, q))
}

// exec writes now and answers how many rows it changed.
func (x *tx) exec(text string, args ...any) (int64, error) {
	if err := x.flush(); err != nil {
		return 0, err
	}
	r, err := x.desk.exec(x.ctx, text, plain(args))
	if err != nil {
		return 0, x.fail(err)
	}
	n, err := r.RowsAffected()
	x.wrote = x.wrote || n > 0
	return n, x.fail(err)
}

// query reads what was written so far.
func (x *tx) query(text string, args ...any) (*sql.Rows, error) {
	if err := x.flush(); err != nil {
		return nil, err
	}
	return x.peek(text, args...)
}

// peek reads without sending first what put kept.
func (x *tx) peek(text string, args ...any) (*sql.Rows, error) {
	rows, err := x.desk.query(x.ctx, text, plain(args))
	return rows, x.fail(err)
}

// asker reads, in a transaction or from the read pool.
type asker interface {
	query(text string, args ...any) (*sql.Rows, error)
	// fail is told every error of the database.
	fail(error) error
}

// unsent reads in a transaction without sending first what put kept.
type unsent struct{ *tx }

func (u unsent) query(text string, args ...any) (*sql.Rows, error) { return u.peek(text, args...) }

// pool reads from the read pool.
type pool struct {
	ctx context.Context
	db  *sql.DB
	d   *Dialect
}

func (p pool) query(text string, args ...any) (*sql.Rows, error) {
	rows, err := p.db.QueryContext(p.ctx, text, plain(args)...)
	return rows, p.fail(err)
}

func (p pool) fail(err error) error { return p.d.busy(err) }

// one reads the first row into dest, and answers core.ErrNotFound without one.
func one(a asker, dest []any, text string, args ...any) error {
	rows, err := a.query(text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return a.fail(err)
		}
		return core.ErrNotFound
	}
	if err := rows.Scan(dest...); err != nil {
		return a.fail(err)
	}
	return a.fail(rows.Close())
}

// all reads every row with scan.
func all[T any](a asker, scan func(*T) []any, text string, args ...any) ([]T, error) {
	rows, err := a.query(text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(scan(&v)...); err != nil {
			return nil, a.fail(err)
		}
		out = append(out, v)
	}
	return out, a.fail(rows.Err())
}
