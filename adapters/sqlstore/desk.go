package sqlstore

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/bellhop-chat/bellhop/core"
)

// desk is a writer's own connection, with its prepared statements. It is made
// when it is first needed and again after the connection broke.
type desk struct {
	d     *Dialect
	db    *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

// begin opens a transaction, on a new connection if the one at hand broke while
// nobody used it. Its error means that the database cannot be reached or is
// held by somebody else; nothing was changed.
func (k *desk) begin(ctx context.Context) (*tx, error) {
	used := k.conn != nil
	err := k.open(ctx)
	if err != nil && used && k.d.Lost(err) {
		err = k.open(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: beginning a transaction: %w", core.ErrBusy, err)
	}
	return &tx{ctx: ctx, desk: k, talks: map[core.ConversationID]*talk{}}, nil
}

func (k *desk) open(ctx context.Context) error {
	if k.conn == nil {
		conn, err := k.db.Conn(ctx)
		if err != nil {
			return err
		}
		k.conn, k.stmts = conn, map[string]*sql.Stmt{}
	}
	_, err := k.exec(ctx, k.d.Begin, nil)
	if err != nil {
		k.drop()
	}
	return err
}

// commit makes it last. unsure means that nobody knows whether it did.
func (k *desk) commit(x *tx) (unsure bool, err error) {
	if err := x.flush(); err != nil {
		k.rollback()
		return false, err
	}
	if _, err := k.exec(x.ctx, "COMMIT", nil); err != nil {
		if k.d.Lost(err) {
			k.drop()
			return true, err
		}
		k.rollback()
		return false, err
	}
	return false, nil
}

// rollback undoes everything; a connection that cannot is thrown away.
func (k *desk) rollback() {
	if _, err := k.exec(context.Background(), "ROLLBACK", nil); err != nil {
		k.drop()
	}
}

// drop throws the connection away, and with it what was not committed.
func (k *desk) drop() {
	if k.conn == nil {
		return
	}
	for _, s := range k.stmts {
		_ = s.Close()
	}
	// Whatever state it is in, nobody else may get it.
	_ = k.conn.Raw(func(any) error { return errBadConn })
	_ = k.conn.Close()
	k.conn, k.stmts = nil, nil
}

func (k *desk) exec(ctx context.Context, text string, args []any) (sql.Result, error) {
	s, err := k.prepared(ctx, text) //nolint:sqlclosecheck // kept for the next time; drop closes it
	if err != nil {
		return nil, err
	}
	if s != nil {
		return s.ExecContext(ctx, args...)
	}
	return k.conn.ExecContext(ctx, text, args...)
}

func (k *desk) query(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	s, err := k.prepared(ctx, text) //nolint:sqlclosecheck // as above
	if err != nil {
		return nil, err
	}
	if s != nil {
		return s.QueryContext(ctx, args...)
	}
	return k.conn.QueryContext(ctx, text, args...)
}

func (k *desk) prepared(ctx context.Context, text string) (*sql.Stmt, error) {
	if !k.d.Prepare {
		return nil, nil
	}
	if s, ok := k.stmts[text]; ok {
		return s, nil
	}
	s, err := k.conn.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	k.stmts[text] = s
	return s, nil
}
