package slack

import (
	"slices"

	"github.com/bellhop-chat/bellhop/core"
)

// scope is one that we need: for what, and how bad it is without.
type scope struct {
	name    string
	without core.Grade
	why     string
}

// scopes are what the bot needs in a channel.
func scopes(private bool) []scope {
	read, history := "channels:read", "channels:history"
	if private {
		read, history = "groups:read", "groups:history"
	}
	return []scope{
		{"chat:write", core.Broken, "nothing can be posted"},
		{history, core.Broken, "replies are not heard"},
		{"users:read", core.Broken, "nobody's name is known, so no reply crosses"},
		{read, core.Warning, "it cannot be told whether the bot is in the channel"},
		{"chat:write.customize", core.Warning, "visitors' words stand under the bot's name instead of theirs"},
		{"commands", core.Warning, "/bellhop and shortcuts do nothing"},
		{"reactions:write", core.Warning, "agents' messages get no marks: delivered, read, failed"},
		{"files:read", core.Warning, "agents' files cannot reach visitors"},
		{"files:write", core.Warning, "visitors' files cannot reach the thread"},
	}
}

// granted names each scope that the token lacks.
func (k *checkup) granted() {
	const what = "Slack scopes"
	if len(k.scopes) == 0 {
		k.bad(core.Warning, what, "Slack did not tell which ones the token has", "Compare the app's page, OAuth & Permissions, with bellhop manifest slack.")
		return
	}
	missing := false
	for _, s := range scopes(k.private) {
		if slices.Contains(k.scopes, s.name) {
			continue
		}
		missing = true
		k.bad(s.without, "Slack scope "+s.name, "it is missing: "+s.why,
			"Add "+s.name+" on the app's page, OAuth & Permissions, Bot Token Scopes; install the app again and set the new token.")
	}
	if !missing {
		k.fine(what, "all that are needed")
	}
}
