package discord

import (
	"context"
	"errors"

	"github.com/bellhop-chat/bellhop/core"
)

var _ core.Checker = (*Discord)(nil)

// checkup gathers findings about one connection and channel.
type checkup struct {
	d     *Discord
	c     core.Connection
	found []core.Finding
}

func (k *checkup) fine(what, words string) {
	k.found = append(k.found, core.Finding{Grade: core.Fine, What: what, Words: words})
}

func (k *checkup) bad(g core.Grade, what, words, cure string) {
	k.found = append(k.found, core.Finding{Grade: g, What: what, Words: words, Cure: cure})
}

// Check asks Discord about the bot token, what the portal grants, the channel,
// and what the bot may do there.
func (d *Discord) Check(ctx context.Context, c core.Connection, channel string) []core.Finding {
	k := &checkup{d: d, c: c}
	if k.token(ctx) {
		k.channel(ctx, channel)
	}
	return k.found
}

// token tells whether Discord knows the bot token, and what the application may
// hear. Nothing else can be found out when it does not.
func (k *checkup) token(ctx context.Context) bool {
	const what = "Discord bot token"
	var me user
	if err := k.d.call(ctx, k.c, get("users/@me", &me)); err != nil {
		k.failed(what, err)
		return false
	}
	app, err := k.d.application(ctx, k.c)
	if err != nil {
		k.failed(what, err)
		return false
	}
	k.c.Bot, k.c.BotID, k.c.App = me.ID, app.ID, app.ID
	k.fine(what, "works, as "+me.Name)
	if app.Flags&flagContent == 0 {
		k.bad(core.Warning, "Discord message content", "is not granted: agents have to mention the bot or press Reply to be heard",
			"Switch on Message Content Intent on the application's page, Bot, and start Bellhop again.")
	} else {
		k.fine("Discord message content", "is granted: whatever agents write in a thread is heard")
	}
	if app.Flags&flagPresence == 0 {
		k.bad(core.Warning, "Discord presence", "is not granted: it cannot be told who is online",
			"Switch on Presence Intent on the application's page, Bot, and start Bellhop again.")
	} else {
		k.fine("Discord presence", "is granted")
	}
	return true
}

// failed is a finding about a call that failed.
func (k *checkup) failed(what string, err error) {
	err = read(err)
	var se *core.SendError
	if !errors.As(err, &se) {
		k.bad(core.Broken, what, err.Error(), "Please report this.")
		return
	}
	cure := se.Cure
	switch {
	case se.Cause == causeLimit:
		k.bad(core.Warning, what, "Discord was asked too often to tell", "Wait a minute and check again.")
		return
	case cure == "":
		cure = "Check that this machine reaches " + k.d.host + ", and check again."
	}
	k.bad(core.Broken, what, "Discord answers "+se.Cause, cure)
}

// channel tells whether the bot can work in the channel, and who sees it.
func (k *checkup) channel(ctx context.Context, id string) {
	what := "Discord channel " + id
	if id == "" {
		k.bad(core.Broken, "Discord channel", "none is set", "Set BELLHOP_DISCORD_CHANNEL to the id of the channel to ring.")
		return
	}
	k.d.places.forget(id)
	p, err := k.d.place(ctx, k.c, id)
	switch {
	case has(err, unknownChannel, unknownGuild):
		k.bad(core.Broken, what, "there is none, or the bot is not in its server",
			"Compare the id (Copy Channel ID in its menu, with Developer Mode on), and invite the bot: bellhop invite discord prints the link.")
		return
	case has(err, missingAccess):
		k.bad(core.Broken, what, "the bot does not see it", cureAccess)
		return
	case err != nil:
		k.failed(what, err)
		return
	}
	what = "Discord channel #" + p.Name
	switch {
	case p.isForum():
		k.fine(what, "is a forum: every conversation is a post")
	case p.Type == textChannel:
		k.fine(what, "is there: every conversation is a thread")
	default:
		k.bad(core.Broken, what, "is no text channel and no forum", "Set BELLHOP_DISCORD_CHANNEL to a text channel or a forum.")
		return
	}
	k.granted(ctx, what, p)
}

// granted names each permission that the bot lacks, and tells who sees the
// channel and who may answer.
func (k *checkup) granted(ctx context.Context, what string, p place) {
	mine, err := k.d.ownRights(ctx, k.c, p)
	if err != nil {
		k.failed("Discord permissions", err)
		return
	}
	missing := false
	for _, r := range rights() {
		if mine&r.bit == 0 {
			missing = true
			k.bad(r.without, "Discord permission "+r.name, "it is missing in #"+p.Name+": "+r.why, "Give the bot "+r.name+" in the channel's permissions.")
		}
	}
	if !missing {
		k.fine("Discord permissions", "all that are needed")
	}
	g, err := k.d.guild(ctx, k.c, p.Guild)
	if err != nil {
		k.failed("Discord server", err)
		return
	}
	if g.allowed("", nil, p)&mayView != 0 {
		k.bad(core.Warning, what, "everyone in the server can see it, and with it what visitors write",
			"Deny View Channel to @everyone there, and allow it to your team and the bot.")
	}
	k.role(g)
}

// role tells who may answer.
func (k *checkup) role(g guild) {
	const what = "Discord agents"
	id := k.d.cfg.AgentRole
	if id == "" {
		k.fine(what, "are those who may manage messages in the channel")
		return
	}
	for _, r := range g.Roles {
		if r.ID == id {
			k.fine(what, "are those with the role "+r.Name)
			return
		}
	}
	k.bad(core.Broken, what, "the server has no role "+id+", so nobody can answer", "Set BELLHOP_DISCORD_AGENT_ROLE to the id of a role, or leave it out.")
}
