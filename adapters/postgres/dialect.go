package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3/database"

	"github.com/bellhop-chat/bellhop/adapters/sqlstore"
)

// writers is how many transactions run at the same time.
const writers = 4

func dialect() sqlstore.Dialect {
	return sqlstore.Dialect{
		Goose:    database.DialectPostgres,
		Begin:    "BEGIN",
		Lock:     " FOR UPDATE",
		SkipLock: " FOR UPDATE SKIP LOCKED",
		List:     func(ids []string) (string, any) { return "= ANY($1)", ids },
		Send:     send,
		Writers:  writers,
		Timeout:  15 * time.Second,
		Unique:   func(err error) bool { return code(err) == "23505" },
		Again: func(err error) bool {
			c := code(err)
			return c == "40P01" || c == "40001" || c == "55P03"
		},
		Lost: lost,
		Down: down,
	}
}

// down tells that the server cannot be reached, or says that it is full, read
// only or going away.
func down(err error) bool {
	var connecting *pgconn.ConnectError
	var network net.Error
	if errors.As(err, &connecting) || errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn) {
		return true
	}
	c := code(err)
	return strings.HasPrefix(c, "08") || strings.HasPrefix(c, "53") || strings.HasPrefix(c, "57P") || c == "25006"
}

// lost tells that the server did not answer, or said that it goes away.
func lost(err error) bool {
	if err == nil {
		return false
	}
	c := code(err)
	return c == "" || c == "57P01" || c == "57P02" || c == "57P03"
}

// code is the SQLSTATE of an error, empty for errors that the server did not send.
func code(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// send writes in one round trip.
func send(ctx context.Context, c *sql.Conn, writes []sqlstore.Write) error {
	var b pgx.Batch
	for _, w := range writes {
		b.Queue(w.SQL, w.Args...)
	}
	return c.Raw(func(driver any) error {
		return driver.(*stdlib.Conn).Conn().SendBatch(ctx, &b).Close()
	})
}
