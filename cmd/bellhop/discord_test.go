package main

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

const (
	discordChannel = "700000000000000001"
	discordAnna    = "700000000000000011"
	discordTeam    = "700000000000000021"
)

// server is a small Discord with a person of the team.
func server(t *testing.T, change ...func(*fakediscord.Config)) *fakediscord.Server {
	t.Helper()
	cfg := fakediscord.Config{
		Users:    []fakediscord.User{{ID: discordAnna, Username: "anna", GlobalName: "Anna", Roles: []string{discordTeam}, Avatar: true}},
		Roles:    []fakediscord.Role{{ID: discordTeam, Name: "Team", Permissions: fakediscord.ManageMessages}},
		Channels: []fakediscord.Channel{{ID: discordChannel, Name: "support"}},
	}
	for _, f := range change {
		f(&cfg)
	}
	ws := fakediscord.New(cfg)
	if _, err := ws.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(ws.Close)
	return ws
}

// onDiscord are the settings of a program beside a small Discord.
func onDiscord(t *testing.T, ws *fakediscord.Server, more ...string) []string {
	t.Helper()
	return append([]string{"BELLHOP_LISTEN=127.0.0.1:0", "BELLHOP_DATABASE=" + filepath.Join(t.TempDir(), "bellhop.db"), "BELLHOP_LIMIT_CALLS=0",
		"BELLHOP_DISCORD_API_URL=" + ws.URL(), "BELLHOP_DISCORD_BOT_TOKEN=" + ws.Config().Token, "BELLHOP_DISCORD_CHANNEL=" + discordChannel}, more...)
}

// sees waits for something in the small Discord.
func sees(t *testing.T, ws *fakediscord.Server, what string, ok func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := ws.Await(ctx, func(fakediscord.Snapshot) bool { return ok() }); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

func says(t *testing.T, ws *fakediscord.Server, thread string, words ...string) {
	t.Helper()
	for _, w := range words {
		if _, err := ws.Say(discordAnna, thread, w); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRepliesOnDiscordReachTheVisitorOnceAlsoThoseWrittenWhileTheProcessWasDead(t *testing.T) {
	ws := server(t)
	env := onDiscord(t, ws)
	c := start(t, env)
	sees(t, ws, "the gateway", func() bool { return ws.Listening() == 1 })
	v := arrive(t, c.url)
	v.say("a", "My card is refused")
	v.call(202, "POST", "/v1/handoff", `{}`, nil)
	sees(t, ws, "a thread", func() bool { return len(ws.Threads(discordChannel)) == 1 })
	thread := ws.Threads(discordChannel)[0].ID
	sees(t, ws, "what was said before", func() bool { return len(ws.Messages(thread)) >= 1 })
	says(t, ws, thread, "one")
	v.hears("one")
	v.say("b", "hello?")
	sees(t, ws, "the visitor's word", func() bool {
		return slices.ContainsFunc(ws.Messages(thread), func(m fakediscord.Message) bool { return m.Webhook != "" && strings.HasPrefix(m.Content, "hello?") })
	})
	c.kill()
	says(t, ws, thread, "two", "three")
	c = start(t, env)
	v.url = c.url
	v.hears("one", "two", "three")
	says(t, ws, thread, "four")
	v.hears("one", "two", "three", "four")
}

func TestCheckAndInviteForDiscord(t *testing.T) {
	ws := server(t)
	out, code := checked(t, onDiscord(t, ws))
	wants(t, out, "ok       Discord bot token: works", "ok       Discord message content", "ok       Discord permissions: all", "warning  Discord channel #support: everyone in the server can see it")
	if code != 0 || strings.Contains(out, ws.Config().Token) {
		t.Errorf("exit %d:\n%s", code, out)
	}
	cmd := command(t, onDiscord(t, ws), "invite", "discord", "--guild", ws.Config().Guild.ID)
	link, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	wants(t, string(link), "client_id="+ws.Config().App.ID, "permissions=326954503232", "scope=bot+applications.commands", "guild_id="+ws.Config().Guild.ID)
	ws.RevokeToken()
	out, code = checked(t, onDiscord(t, ws))
	wants(t, out, "broken   Discord bot token: Discord answers token_refused", "do: Discord refuses the bot token")
	if code != 1 {
		t.Errorf("exit %d", code)
	}
}

func TestStatusSaysThatDiscordHearsMentionsOnly(t *testing.T) {
	ws := server(t, func(c *fakediscord.Config) { c.Portal = &fakediscord.Portal{} })
	env := onDiscord(t, ws)
	start(t, env)
	out, err := command(t, env, "status").Output()
	if err != nil {
		t.Fatal(err)
	}
	wants(t, string(out), "discord  works, as", "Without Message Content Intent only mentions")
}

func TestWrongSettingsOfDiscordAreAllNamed(t *testing.T) {
	for args, names := range map[string][]string{
		"--discord-bot-token=x":         {"BELLHOP_DISCORD_CHANNEL"},
		"--discord-channel=general":     {"BELLHOP_DISCORD_BOT_TOKEN", "BELLHOP_DISCORD_CHANNEL"},
		"--discord-bot-token=Bot x":     {"BELLHOP_DISCORD_BOT_TOKEN", "BELLHOP_DISCORD_CHANNEL"},
		"--discord-agent-role=Team":     {"BELLHOP_DISCORD_BOT_TOKEN", "BELLHOP_DISCORD_AGENT_ROLE"},
		"--discord-api-url=discord.com": {"BELLHOP_DISCORD_API_URL"},
	} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), []string{"check", args}, &out, &errs); code != 2 {
			t.Errorf("%s: exit %d", args, code)
		}
		for _, n := range names {
			if !strings.Contains(errs.String(), "- "+n+": ") {
				t.Errorf("%s does not name %s:\n%s", args, n, errs.String())
			}
		}
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"invite", "discord"}, &out, &errs); code != 2 || !strings.Contains(errs.String(), "--app") {
		t.Errorf("exit %d: %s", code, errs.String())
	}
}
