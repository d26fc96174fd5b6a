package slack

import (
	"context"
	"errors"
	"net/url"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

var _ core.Checker = (*Slack)(nil)

// checkup gathers findings about one connection and channel.
type checkup struct {
	s       *Slack
	c       core.Connection
	scopes  []string
	private bool // the channel
	found   []core.Finding
}

func (k *checkup) fine(what, words string) {
	k.found = append(k.found, core.Finding{Grade: core.Fine, What: what, Words: words})
}

func (k *checkup) bad(g core.Grade, what, words, cure string) {
	k.found = append(k.found, core.Finding{Grade: g, What: what, Words: words, Cure: cure})
}

// Check asks Slack about the bot token and its scopes, the channel, and how
// events come in.
func (s *Slack) Check(ctx context.Context, c core.Connection, channel string) []core.Finding {
	k := &checkup{s: s, c: c}
	if k.token(ctx) {
		k.channel(ctx, channel)
		k.granted()
	}
	k.line(ctx)
	return k.found
}

// token tells whether Slack knows the bot token. Nothing else can be found out
// when it does not.
func (k *checkup) token(ctx context.Context) bool {
	const what = "Slack bot token"
	var me struct {
		Team string `json:"team"`
		User string `json:"user"`
		Bot  string `json:"bot_id"`
	}
	h, err := k.s.ask(ctx, k.c, "auth.test", url.Values{}, &me)
	if err != nil {
		k.failed(what, err)
		return false
	}
	k.scopes = strings.FieldsFunc(h.Get("X-OAuth-Scopes"), func(r rune) bool { return r == ',' || r == ' ' })
	if me.Bot == "" {
		k.bad(core.Broken, what, "it belongs to a person, not to a bot", "Take the Bot User OAuth Token (xoxb-…) from the app's page, OAuth & Permissions.")
		return false
	}
	k.fine(what, "works, as "+first(me.User, me.Bot)+" in "+me.Team)
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
		k.bad(core.Warning, what, "Slack was asked too often to tell", "Wait a minute and check again.")
		return
	case cure == "":
		cure = "Check that this machine reaches " + k.s.host + ", and check again."
	}
	k.bad(core.Broken, what, "Slack answers "+se.Cause, cure)
}

// channel tells whether the bot can post in the channel and hear it.
func (k *checkup) channel(ctx context.Context, id string) {
	what := "Slack channel " + id
	if id == "" {
		k.bad(core.Broken, "Slack channel", "none is set", "Set BELLHOP_SLACK_CHANNEL to the id of the channel to ring.")
		return
	}
	var answer struct {
		Channel struct {
			Name     string `json:"name"`
			Member   bool   `json:"is_member"`
			Archived bool   `json:"is_archived"`
			Private  bool   `json:"is_private"`
			Shared   bool   `json:"is_ext_shared"`
			ReadOnly bool   `json:"is_read_only"`
		} `json:"channel"`
	}
	_, err := k.s.ask(ctx, k.c, "conversations.info", url.Values{"channel": {id}}, &answer)
	var code slackgo.SlackErrorResponse
	switch {
	case errors.As(err, &code) && code.Err == "channel_not_found":
		k.bad(core.Broken, what, "there is none, or it is private and the bot is not in it",
			"Compare the id with the end of the channel's details in Slack. In a private channel, somebody in it has to type: /invite @ and the bot's name.")
		return
	case err != nil:
		k.failed(what, err)
		return
	}
	ch := answer.Channel
	what, k.private = "Slack channel #"+ch.Name, ch.Private
	switch {
	case ch.Archived:
		k.bad(core.Broken, what, "it is archived", cureArchive)
	case !ch.Member:
		k.bad(core.Broken, what, "the bot is not in it: it would hear no reply", "Type in the channel: /invite @ and the bot's name.")
	case ch.ReadOnly:
		k.bad(core.Broken, what, "it is read-only", cureRights)
	case ch.Private:
		k.fine(what, "is private, and the bot is in it")
	default:
		k.fine(what, "is there, and the bot is in it")
	}
	if ch.Shared {
		k.bad(core.Warning, what, "it is shared with another organisation; its people see visitors' words there, and cannot answer them",
			"Set a channel that is not shared, unless they are meant to read along.")
	}
}

// line tells how events come in.
func (k *checkup) line(ctx context.Context) {
	const what = "Slack events"
	if k.s.app == "" {
		k.bad(core.Warning, what, "come over HTTP; whether Slack reaches this server, and whether the signing secret is right, only Slack can tell",
			"On the app's page, Event Subscriptions, let Slack verify the address of this server followed by /slack/events; it says Verified when both are right.")
		return
	}
	err := k.s.Hears(ctx)
	if err == nil {
		k.fine(what, "come by Socket Mode, and Slack takes the app token")
		return
	}
	k.failed(what+" (app token)", err)
}
