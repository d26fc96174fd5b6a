package main

import (
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/core"
)

// discord tells whether Discord is set up.
func (s *Settings) discord() bool { return s.DiscordBotToken != "" }

// minSnowflake is how short an id of Discord's can be.
const minSnowflake = 15

func snowflake(s string) bool {
	return len(s) >= minSnowflake && len(s) <= 20 && strings.Trim(s, "0123456789") == ""
}

func (s *Settings) checkDiscord(e *settingsError) {
	if s.DiscordBotToken == "" && (s.DiscordChannel != "" || s.DiscordAgentRole != "") {
		e.add("BELLHOP_DISCORD_BOT_TOKEN", "is empty, but other settings of Discord are given; it stands on the application's page, Bot")
	}
	if strings.HasPrefix(s.DiscordBotToken, "Bot ") || strings.ContainsAny(s.DiscordBotToken, " \t\r\n") {
		e.add("BELLHOP_DISCORD_BOT_TOKEN", "holds a space; give the token alone, without \"Bot\"")
	}
	switch {
	case s.DiscordBotToken != "" && s.DiscordChannel == "":
		e.add("BELLHOP_DISCORD_CHANNEL", "is empty; give the id of the channel to ring (Copy Channel ID in its menu, with Developer Mode on)")
	case s.DiscordChannel != "" && !snowflake(s.DiscordChannel):
		e.add("BELLHOP_DISCORD_CHANNEL", "%q is no id of a channel; one has 15 to 20 digits", s.DiscordChannel)
	}
	if s.DiscordAgentRole != "" && !snowflake(s.DiscordAgentRole) {
		e.add("BELLHOP_DISCORD_AGENT_ROLE", "%q is no id of a role; one has 15 to 20 digits", s.DiscordAgentRole)
	}
	if !webURL(s.DiscordAPIURL) {
		e.add("BELLHOP_DISCORD_API_URL", "%q is no http:// or https:// address", s.DiscordAPIURL)
	}
}

// discordConfig is the adapter's. Of several processes that share leases one
// holds the gateway.
func (s *Settings) discordConfig() discord.Config {
	return discord.Config{APIURL: s.DiscordAPIURL, BotToken: s.DiscordBotToken, Channel: s.DiscordChannel, AgentRole: s.DiscordAgentRole, Unpaced: !s.DiscordPace}
}

func (s *Settings) discordConnection() core.Connection {
	return core.Connection{ID: theDiscord, Workspace: theWorkspace, Surface: core.Discord, Token: s.DiscordBotToken}
}
