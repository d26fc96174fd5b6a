package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/bellhop-chat/bellhop/core"
)

type checkCommand struct {
	JSON bool `help:"Print JSON instead of text."`
}

// errBroken is what a check ends with that found something that does not work.
var errBroken = errors.New("something does not work; what to do stands above")

// Run checks all that serving stands on and says what to do.
func (c checkCommand) Run(ctx context.Context, p *program) error {
	if err := p.settings.check(); err != nil {
		return err
	}
	found := p.settings.checkUp(ctx)
	if c.JSON {
		if err := printJSON(p.out, found); err != nil {
			return err
		}
	} else {
		printFindings(p.out, found)
	}
	for _, f := range found {
		if f.Grade == core.Broken {
			return errBroken
		}
	}
	return nil
}

func printFindings(w io.Writer, found []core.Finding) {
	for _, f := range found {
		fmt.Fprintf(w, "%-8s %s: %s\n", f.Grade, f.What, f.Words)
		if f.Cure != "" {
			fmt.Fprintf(w, "         do: %s\n", f.Cure)
		}
	}
}

// checkUp looks at everything in turn.
func (s *Settings) checkUp(ctx context.Context) []core.Finding {
	found := append(s.checkDatabase(ctx), s.checkBytes(ctx)...)
	found = append(found, s.checkAddress()...)
	found = append(found, s.checkOrigins()...)
	if !s.slack() {
		return append(found, core.Finding{Grade: core.Warning, What: "platforms", Words: "none is set up: nobody can be rung, visitors are asked for their details at once",
			Cure: "Set BELLHOP_SLACK_BOT_TOKEN, BELLHOP_SLACK_CHANNEL, and BELLHOP_SLACK_SIGNING_SECRET or BELLHOP_SLACK_APP_TOKEN."})
	}
	bell, err := s.newSlack(s.logger(io.Discard))
	if err != nil {
		return append(found, core.Finding{Grade: core.Broken, What: "Slack", Words: err.Error(), Cure: "Correct the setting."})
	}
	conn := core.Connection{ID: theSlack, Workspace: theWorkspace, Surface: core.Slack, Token: s.SlackBotToken}
	return append(found, bell.Check(ctx, conn, s.SlackChannel)...)
}
