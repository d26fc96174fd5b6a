package main

import (
	"context"
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
	h, err := p.open(ctx)
	if err != nil {
		return err
	}
	n, err := h.bridge.Retry(ctx, core.ConnectionID(c.Connection))
	if err != nil {
		_ = h.store.Close() // the first error is the one to tell
		return err
	}
	fmt.Fprintf(p.out, "%d due now; the running server sends them within seconds.\n", n)
	return h.store.Close()
}
