package discord_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/core"
)

// finds wants a finding about something, with a grade and words; Fine has no cure.
func (w *world) finds(found []core.Finding, g core.Grade, what, words string) {
	w.Helper()
	ok := slices.ContainsFunc(found, func(f core.Finding) bool {
		return f.Grade == g && strings.Contains(f.What, what) && strings.Contains(f.Words, words) && (f.Cure == "") == (g == core.Fine)
	})
	if !ok {
		w.Errorf("no %s about %q that says %q in %+v", g, what, words, found)
	}
}

func TestACheckSaysWhatWorks(t *testing.T) {
	w := closed(t)
	found := w.bell.Check(t.Context(), w.Connection(), channel)
	w.finds(found, core.Fine, "bot token", "works")
	w.finds(found, core.Fine, "message content", "granted")
	w.finds(found, core.Fine, "presence", "granted")
	w.finds(found, core.Fine, "#support", "thread")
	w.finds(found, core.Fine, "permissions", "all")
	w.finds(found, core.Warning, "#support", "everyone in the server can see it")
	w.finds(found, core.Fine, "agents", "manage messages")
	w.finds(w.bell.Check(t.Context(), w.Connection(), forum), core.Fine, "#desk", "forum")
}

func TestACheckNamesWhatIsMissing(t *testing.T) {
	w := closed(t, func(c *fakediscord.Config, mine *discord.Config) {
		c.Portal = &fakediscord.Portal{}
		mine.AgentRole = "700000000000000099"
	})
	w.deny(fakediscord.ManageWebhooks | fakediscord.AddReactions)
	found := w.bell.Check(t.Context(), w.Connection(), channel)
	w.finds(found, core.Warning, "message content", "not granted")
	w.finds(found, core.Warning, "presence", "not granted")
	w.finds(found, core.Broken, "permission Manage Webhooks", "missing")
	w.finds(found, core.Warning, "permission Add Reactions", "missing")
	w.finds(found, core.Broken, "agents", "no role")
	w.finds(w.bell.Check(t.Context(), w.Connection(), "799999999999999999"), core.Broken, "channel", "there is none")
	w.finds(w.bell.Check(t.Context(), w.Connection(), ""), core.Broken, "channel", "none is set")
	w.ws.RevokeToken()
	w.finds(w.bell.Check(t.Context(), w.Connection(), channel), core.Broken, "bot token", "token_refused")
}

func TestTheInstallLinkAsksForWhatTheBotUsesAndNoMore(t *testing.T) {
	if got := discord.Permissions(); got != 326954503232 {
		t.Errorf("asks for %d", got)
	}
}
