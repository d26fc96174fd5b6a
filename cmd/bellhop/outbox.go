package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/bellhop-chat/bellhop/core"
)

type outboxCommand struct {
	Retry retryCommand `cmd:"" help:"Make everything that is held or refused due now."`
}

type retryCommand struct {
	Connection string `help:"Only of this connection, as bellhop status names it." placeholder:"ID"`
}

// Run makes held and refused effects due. The server that runs on the same
// database sends them within seconds.
func (c retryCommand) Run(ctx context.Context, p *program) error {
	n, err := p.retry(ctx, core.ConnectionID(c.Connection), options{})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%d due now; the running server sends them within seconds.\n", n)
	return nil
}

// retry makes what is held or refused due, of one connection or of all (empty),
// and answers how many.
func (p *program) retry(ctx context.Context, c core.ConnectionID, o options) (int64, error) {
	h, err := p.open(ctx, o)
	if err != nil {
		return 0, err
	}
	n, err := h.bridge.Retry(ctx, c)
	return n, errors.Join(err, h.store.Close())
}
