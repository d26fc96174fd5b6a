package bridge

import (
	"context"
	"errors"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// Status is what the operator wants to know.
type Status struct {
	Connections []ConnectionStatus
	Backlog     []core.Effect // what is not told yet, held and refused first
	Shut        []core.Shut   // limits that keep sends waiting now
	Kept        []core.RawEvent
	Counts      map[string]int64
	Now         time.Time
}

// ConnectionStatus says whether a connection works.
type ConnectionStatus struct {
	core.Connection
	Works bool
	Cause string
	Cure  string
	// Remark says what works otherwise than usual, and why.
	Remark string
}

// Status asks every connection whether it works and looks at what waits.
func (b *Bridge) Status(ctx context.Context) (Status, error) {
	s := Status{Now: b.now()}
	conns, err := b.Store.Connections(ctx)
	if err != nil {
		return s, err
	}
	for _, c := range conns {
		learned, err := b.introduceSelf(ctx, c)
		if l, ok := b.platforms[c.Surface].(core.Listener); ok && err == nil {
			err = l.Hears(ctx)
		}
		cs := ConnectionStatus{Connection: learned, Works: err == nil}
		var se *core.SendError
		switch {
		case errors.As(err, &se):
			cs.Cause, cs.Cure = se.Cause, se.Cure
			if se.Cause == "" {
				cs.Cause = err.Error()
			}
		case err != nil:
			cs.Cause = err.Error()
		}
		if r, ok := b.platforms[c.Surface].(core.Remarker); ok && cs.Works {
			cs.Remark = r.Remark()
		}
		cs.Token = "" // what is shown or logged holds no token
		s.Connections = append(s.Connections, cs)
	}
	if s.Backlog, err = b.Store.Backlog(ctx, 200); err != nil {
		return s, err
	}
	if s.Shut, err = b.Store.Shuts(ctx, s.Now); err != nil {
		return s, err
	}
	if s.Kept, err = b.Store.Kept(ctx, 20); err != nil {
		return s, err
	}
	s.Counts, err = b.Store.Counts(ctx)
	return s, err
}

// Retry makes held and refused effects due now, of one connection or of all
// (empty), and answers how many.
func (b *Bridge) Retry(ctx context.Context, c core.ConnectionID) (int64, error) {
	b.breaker.close(c)
	n, err := b.Store.Again(ctx, c, b.now())
	if err == nil {
		b.Poke()
	}
	return n, err
}
