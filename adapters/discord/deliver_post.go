package discord

import (
	"context"
	"net/http"
	"net/url"

	"github.com/bellhop-chat/bellhop/core"
)

// mentions says that a message notifies nobody. It stands on every message and
// on every change of one: without it Discord reads the words for mentions.
type mentions struct {
	Parse []string `json:"parse"`
}

// pingsNobody makes it.
func pingsNobody() mentions { return mentions{Parse: []string{}} }

// suppressEmbeds keeps Discord from showing previews of what visitors link to.
const (
	suppressEmbeds = 1 << 2
	ephemeral      = 1 << 6
)

// body is a message as Discord takes it.
type body struct {
	Content  string   `json:"content"`
	Embeds   []embed  `json:"embeds"`
	Rows     []row    `json:"components"`
	Mentions mentions `json:"allowed_mentions"`
	Flags    int      `json:"flags,omitempty"`
	Nonce    string   `json:"nonce,omitempty"`
	Enforce  bool     `json:"enforce_nonce,omitempty"`
	Username string   `json:"username,omitempty"`
	Avatar   string   `json:"avatar_url,omitempty"`
}

// posted is what Discord answers of a message.
type posted struct {
	ID string `json:"id"`
}

func (o *sending) body(p post) body {
	b := body{Content: p.content + sealed(o.d.Key, p.part), Embeds: p.embeds, Rows: p.rows, Mentions: pingsNobody()}
	if b.Embeds == nil {
		b.Embeds = []embed{}
	}
	if b.Rows == nil {
		b.Rows = []row{}
	}
	return b
}

// say posts a message under our own name.
func (o *sending) say(ctx context.Context, where string, p post) (string, error) {
	b := o.body(p)
	b.Nonce, b.Enforce = nonce(o.d.Key, p.part), true
	var m posted
	o.at = gateOf(gatePost, where)
	ctx2, sent := watch(ctx)
	err := o.s.call(ctx2, o.c, call{method: http.MethodPost, path: "channels/" + where + "/messages", family: "POST channels/" + where + "/messages", body: b, into: &m})
	return m.ID, o.sendErr(ctx, where, err, sent())
}

// sendErr says how a send to a channel or thread ended. A thread that is not
// there is lost, a channel only held.
func (o *sending) sendErr(ctx context.Context, where string, err error, sent bool) error {
	if err == nil {
		return nil
	}
	if has(err, unknownChannel) && where != o.d.Thread.Channel {
		o.s.places.forget(where)
		if o.s.stands(ctx, o.c, o.d.Thread.Channel) != nil {
			return send(err, sent) // the channel went, and its threads with it
		}
		return threadGone(err)
	}
	return send(o.s.naming(ctx, o.c, o.d.Thread.Channel, err), sent)
}

// stands asks whether a channel is there, past the cache.
func (d *Discord) stands(ctx context.Context, c core.Connection, channel string) error {
	d.places.forget(channel)
	_, err := d.place(ctx, c, channel)
	return err
}

// speak posts a message under somebody's name, by the channel's webhook. A
// webhook that was deleted is made again, once; a name that Discord refuses is
// replaced by one that it does not.
func (o *sending) speak(ctx context.Context, p post) (string, error) {
	id, err := o.hook(ctx, p)
	if has(err, unknownWebhook, badWebhookToken) {
		o.s.webhooks.forget(o.d.Thread.Channel)
		id, err = o.hook(ctx, p)
	}
	if has(err, invalidForm) && nameRefused(err) {
		p.name = p.plain
		id, err = o.hook(ctx, p)
	}
	return id, err
}

func (o *sending) hook(ctx context.Context, p post) (string, error) {
	h, err := o.s.webhook(ctx, o.c, o.d.Thread.Channel)
	if err != nil {
		return "", err
	}
	b := o.body(p)
	b.Username, b.Avatar, b.Flags = p.name, p.avatar, suppressEmbeds
	var m posted
	o.at = gateOf(gateHook, o.d.Thread.Channel)
	ctx2, sent := watch(ctx)
	if p.upload != nil {
		ctx2, sent = watchWhole(ctx)
	}
	err = o.s.call(ctx2, o.c, call{method: http.MethodPost, path: "webhooks/" + h.ID + "/" + h.Token, family: "POST webhooks/" + h.ID, bare: true,
		query: url.Values{"wait": {"true"}, "thread_id": {o.thread()}}, body: b, upload: p.upload, into: &m})
	return m.ID, o.sendErr(ctx, o.thread(), err, sent())
}

// replace changes a message: with its webhook when it stands under a name, for
// then it is the webhook's.
func (o *sending) replace(ctx context.Context, p post) error {
	b := o.body(p)
	ctx2, sent := watch(ctx)
	if p.name != "" {
		h, err := o.s.webhook(ctx, o.c, o.d.Thread.Channel)
		if err != nil {
			return err
		}
		b.Flags = suppressEmbeds
		o.at = gateOf(gateHookChange, o.d.Thread.Channel)
		err = o.s.call(ctx2, o.c, call{method: http.MethodPatch, path: "webhooks/" + h.ID + "/" + h.Token + "/messages/" + p.replaces,
			family: "PATCH webhooks/" + h.ID, bare: true, query: url.Values{"thread_id": {o.thread()}}, body: b})
		return o.sendErr(ctx, o.thread(), err, sent())
	}
	o.at = gateOf(gateChange, o.d.Thread.Channel)
	where := o.place(p)
	if p.top && o.channel.isForum() {
		where = p.replaces // the first message of a post has its id
	}
	err := o.awake(ctx, func() error {
		return o.s.call(ctx2, o.c, call{method: http.MethodPatch, path: "channels/" + where + "/messages/" + p.replaces,
			family: "PATCH channels/" + where + "/messages", body: b})
	})
	if has(err, editsOfOld) { // the next change shows all of them
		o.s.log.Debug("a card of more than an hour is not changed now", "err", err)
		return nil
	}
	return o.sendErr(ctx, where, err, sent())
}

// whisper tells one person something. Discord allows that as an answer to what
// they pressed or commanded within 15 minutes; otherwise it stands in the
// thread, for them and notifying nobody.
func (o *sending) whisper(ctx context.Context, p post) (string, error) {
	if token, ok := o.s.answers.recall(o.d.Thread.Remote, p.only); ok {
		id, err := o.followUp(ctx, p, token)
		if err == nil {
			return id, nil
		}
		o.s.log.Debug("a hint could not be an answer any more; it stands in the thread", "err", err)
	}
	p.content = "<@" + p.only + "> " + p.content
	return o.say(ctx, o.thread(), p)
}

func (o *sending) followUp(ctx context.Context, p post, token string) (string, error) {
	b := o.body(p)
	b.Flags = ephemeral
	var m posted
	err := o.s.call(ctx, o.c, call{method: http.MethodPost, path: "webhooks/" + o.c.App + "/" + token, family: "POST interaction", bare: true,
		query: url.Values{"wait": {"true"}}, body: b, into: &m})
	return m.ID, err
}
