package main

import (
	"context"
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/slack"
)

type manifestCommand struct {
	Slack slackManifestCommand `cmd:"" help:"Print what installs the Slack app in one paste."`
}

type slackManifestCommand struct {
	Socket bool   `help:"For Socket Mode: Slack needs no address to call."`
	Name   string `default:"Bellhop" placeholder:"NAME" help:"What the app and its bot are called, at most 35 characters."`
}

// The limits of an app's names; Slack's schema says so.
const maxAppName = 35

// Run prints the manifest. Paste it under Create New App, From a manifest.
func (c slackManifestCommand) Run(_ context.Context, p *program) error {
	e := &settingsError{}
	address := strings.TrimRight(p.settings.PublicURL, "/")
	switch {
	case c.Socket:
		address = ""
	case address == "":
		e.add("BELLHOP_PUBLIC_URL", "is empty; Slack has to know under which address it reaches you, such as https://chat.example.com. Without one use --socket")
	case !webURL(address) || !strings.HasPrefix(address, "https://"):
		e.add("BELLHOP_PUBLIC_URL", "%q is no https:// address; Slack calls no others. Without one use --socket", address)
	}
	if n := len([]rune(c.Name)); n == 0 || n > maxAppName {
		e.add("--name", "has %d characters and needs 1 to %d", n, maxAppName)
	}
	if err := e.none(); err != nil {
		return err
	}
	return printJSON(p.out, slackManifest(c.Name, address))
}

// slackManifest is the app: what it may do, what it hears, and where. An empty
// address means Socket Mode.
func slackManifest(name, address string) map[string]any {
	type object = map[string]any
	command := object{"command": "/bellhop", "description": "What is open now, and help", "usage_hint": "list", "should_escape": false}
	events := object{"bot_events": slackEvents()}
	presses := object{"is_enabled": true}
	if address != "" {
		command["url"] = address + "/slack/commands"
		events["request_url"] = address + "/slack/events"
		presses["request_url"] = address + "/slack/interactions"
	}
	return object{
		"display_information": object{"name": name, "description": "Talks to your website's visitors from threads", "background_color": "#1f3a5f"},
		"features": object{
			"bot_user":       object{"display_name": name, "always_online": true},
			"slash_commands": []any{command},
			"shortcuts": []any{object{"name": "Retract (Bellhop)", "type": "message", "callback_id": slack.RetractShortcut,
				"description": "Withdraw this message of yours from the visitor"}},
		},
		"oauth_config": object{"scopes": object{"bot": slackScopes()}},
		"settings": object{
			"event_subscriptions": events, "interactivity": presses,
			"org_deploy_enabled": false, "socket_mode_enabled": address == "", "token_rotation_enabled": false,
		},
	}
}

// slackScopes are what the bot asks for, each because something fails without.
func slackScopes() []string {
	return []string{
		"channels:history", "groups:history", // hear replies, look for posts in doubt
		"channels:join", "channels:read", "groups:read", // the channel that is rung
		"chat:write", "chat:write.customize", // cards and words, under the visitor's name
		"commands",                  // /bellhop and the shortcut
		"files:read", "files:write", // files both ways
		"reactions:write", // marks on agents' messages
		"users:read",      // who replies, and whether they may
	}
}

// slackEvents are what the bot hears.
func slackEvents() []string {
	return []string{
		"app_uninstalled", "channel_archive", "channel_deleted", "channel_id_changed", "channel_rename", "group_archive", "group_deleted",
		"member_left_channel", "message.channels", "message.groups", "tokens_revoked", "user_change",
	}
}
