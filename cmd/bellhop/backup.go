package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/bellhop-chat/bellhop/adapters/sqlite"
)

type backupCommand struct {
	File string `arg:"" help:"New file to write."`
}

// Run writes a consistent copy, also while a server writes.
func (c backupCommand) Run(ctx context.Context, p *program) error {
	e := &settingsError{}
	p.settings.checkStore(e)
	if p.settings.postgres() {
		e.wrong = nil
		return errors.New("the database is PostgreSQL: use pg_dump")
	}
	if err := e.none(); err != nil {
		return err
	}
	if err := sqlite.Backup(ctx, p.settings.Database, c.File); err != nil {
		return err
	}
	info, err := os.Stat(c.File)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %d bytes. Keep %s.key with it, it opens the tokens inside.\n", c.File, info.Size(), p.settings.Database)
	return nil
}
