package main

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/bellhop-chat/bellhop/adapters/discord"
)

type inviteCommand struct {
	Discord inviteDiscordCommand `cmd:"" help:"Print the link that installs the bot in a Discord server."`
}

type inviteDiscordCommand struct {
	App   string `placeholder:"ID" help:"Application id. Asked of Discord when not given."`
	Guild string `placeholder:"ID" help:"Server that the link is for; otherwise whoever opens it chooses."`
}

// Run prints the link, with the permissions that the bot needs and no others.
func (c inviteDiscordCommand) Run(ctx context.Context, p *program) error {
	e := &settingsError{}
	for name, id := range map[string]string{"--app": c.App, "--guild": c.Guild} {
		if id != "" && !snowflake(id) {
			e.add(name, "%q is no id; one has 15 to 20 digits", id)
		}
	}
	if c.App == "" && !p.settings.discord() {
		e.add("BELLHOP_DISCORD_BOT_TOKEN", "is empty; set it, or give the application's id with --app")
	}
	p.settings.checkDiscord(e)
	if err := e.none(); err != nil {
		return err
	}
	if c.App == "" {
		bell, err := discord.New(p.settings.discordConfig())
		if err != nil {
			return err
		}
		if c.App, err = bell.Application(ctx, p.settings.discordConnection()); err != nil {
			return fmt.Errorf("asking Discord for the application's id: %w; or give it with --app", err)
		}
	}
	fmt.Fprintln(p.out, inviteLink(c.App, c.Guild))
	return nil
}

// inviteLink is Discord's page on which an admin lets the bot in.
func inviteLink(app, guild string) string {
	q := url.Values{"client_id": {app}, "scope": {"bot applications.commands"}, "integration_type": {"0"},
		"permissions": {strconv.FormatUint(discord.Permissions(), 10)}}
	if guild != "" {
		q.Set("guild_id", guild)
		q.Set("disable_guild_select", "true")
	}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}
