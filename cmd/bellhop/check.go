package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/bellhop-chat/bellhop/adapters/discord"
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
	if !s.slack() && !s.discord() {
		return append(found, core.Finding{Grade: core.Warning, What: "platforms", Words: "none is set up: nobody can be rung, visitors are asked for their details at once",
			Cure: curePlatforms})
	}
	if s.slack() {
		conn := core.Connection{ID: theSlack, Workspace: theWorkspace, Surface: core.Slack, Token: s.SlackBotToken}
		bell, err := s.newSlack(s.logger(io.Discard))
		found = append(found, checkPlatform(ctx, "Slack", bell, err, conn, s.SlackChannel)...)
	}
	if s.discord() {
		cfg := s.discordConfig()
		cfg.Log = s.logger(io.Discard)
		bell, err := discord.New(cfg)
		found = append(found, checkPlatform(ctx, "Discord", bell, err, s.discordConnection(), s.DiscordChannel)...)
	}
	return found
}

// curePlatforms says how a platform is set up.
const curePlatforms = "For Slack set BELLHOP_SLACK_BOT_TOKEN, BELLHOP_SLACK_CHANNEL, and BELLHOP_SLACK_SIGNING_SECRET or BELLHOP_SLACK_APP_TOKEN; " +
	"for Discord set BELLHOP_DISCORD_BOT_TOKEN and BELLHOP_DISCORD_CHANNEL."

// checkPlatform has an adapter check its connection; err is why there is none.
func checkPlatform(ctx context.Context, name string, p core.Checker, err error, conn core.Connection, channel string) []core.Finding {
	if err != nil {
		return []core.Finding{{Grade: core.Broken, What: name, Words: err.Error(), Cure: "Correct the setting."}}
	}
	return p.Check(ctx, conn, channel)
}
