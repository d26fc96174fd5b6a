package discord

import (
	"context"
	"fmt"
	"slices"

	"github.com/bellhop-chat/bellhop/core"
)

// Deliver renders what a delivery says and sends the parts that are not in
// Done. It stops at the first part that fails and answers the receipts of those
// before.
func (d *Discord) Deliver(ctx context.Context, c core.Connection, what core.Delivery) ([]core.Receipt, error) {
	if err := d.trusted(ctx, c); err != nil {
		return nil, err
	}
	out := &sending{s: d, c: c, d: what}
	switch what.Kind {
	case core.EffectMark:
		return out.mark(ctx)
	case core.EffectRevise:
		return out.revise(ctx)
	}
	posts, err := out.render(ctx)
	if err != nil {
		return nil, err
	}
	for i, p := range posts {
		p.part = i
		if out.done(i) {
			if err := out.opened(ctx, p); err != nil {
				return out.receipts, err
			}
			continue
		}
		err := out.one(ctx, p)
		if what.Kind == core.EffectLead && isGone(err) {
			return out.withoutLead(ctx, p)
		}
		if err == nil {
			err = out.opened(ctx, p)
		}
		if err != nil {
			return out.receipts, err
		}
	}
	out.tidy(ctx)
	return out.receipts, nil
}

// trusted asks once whether a token that was refused is taken again, before
// anything is sent with it. A server that we were removed from gets nothing.
func (d *Discord) trusted(ctx context.Context, c core.Connection) error {
	if d.guilds.removed(c.Remote) {
		return &core.SendError{How: core.Held, Cause: causeRemoved, Cure: cureRemoved}
	}
	if !d.doubt.has(c.Token) {
		return nil
	}
	if err := d.call(ctx, c, get("users/@me", nil)); err != nil {
		return read(err)
	}
	d.doubt.clear(c.Token)
	return nil
}

// withoutLead goes on when the lead's card was deleted: a change of it is told
// as a new card, what follows it is told no more.
func (o *sending) withoutLead(ctx context.Context, p post) ([]core.Receipt, error) {
	if p.replaces == "" {
		return o.receipts, &core.SendError{How: core.Refused, Cause: "lead_gone", Cure: "The lead's card was deleted in Discord while it was told."}
	}
	o.d.Thread.Lead = ""
	return o.s.Deliver(ctx, o.c, o.d)
}

// kind is what a channel is like, and how we hear in it.
type kind struct {
	forum bool
	blind bool // we may not read what people write
}

// post is one message to send.
type post struct {
	part     int
	top      bool   // to the channel itself, not to the thread
	opens    string // the name of the thread that it opens, empty for none
	replaces string // the message it takes the place of, empty for a new one
	only     string // the one person who sees it, where Discord allows that
	name     string // the name to post under, by webhook; empty for our own
	plain    string // the name to post under when Discord refuses that one
	avatar   string
	content  string // Discord's Markdown
	embeds   []embed
	rows     []row
}

// sending is one delivery under way.
type sending struct {
	s        *Discord
	c        core.Connection
	d        core.Delivery
	channel  place // that is rung
	receipts []core.Receipt
}

func (o *sending) render(ctx context.Context) ([]post, error) {
	d := o.d
	if d.Thread.Remote == "" && d.Kind != core.EffectCard && d.Kind != core.EffectLead {
		return nil, fmt.Errorf("deliver %s: the thread has no card yet", d.Kind)
	}
	k := kind{blind: o.s.line.blind()}
	if d.Kind == core.EffectCard || d.Kind == core.EffectLead {
		var err error
		if o.channel, err = o.s.place(ctx, o.c, d.Thread.Channel); err != nil {
			return nil, read(err)
		}
		k.forum = o.channel.isForum()
	}
	switch d.Kind {
	case core.EffectCard:
		return cardPosts(d, k), nil
	case core.EffectHistory:
		return historyPosts(d), nil
	case core.EffectAll:
		return allPosts(d), nil
	case core.EffectWord:
		return wordPosts(d), nil
	case core.EffectNotice:
		return noticePosts(d), nil
	case core.EffectLead:
		return leadPosts(d), nil
	}
	return nil, fmt.Errorf("deliver: unknown kind %q", d.Kind)
}

func (o *sending) done(part int) bool {
	return slices.ContainsFunc(o.d.Done, func(r core.Receipt) bool { return r.Part == part })
}

// one sends a post and notes its receipt.
func (o *sending) one(ctx context.Context, p post) error {
	var id string
	var err error
	switch {
	case p.only != "":
		id, err = o.whisper(ctx, p)
	case p.replaces != "":
		id, err = p.replaces, o.replace(ctx, p)
	case p.top && o.channel.isForum():
		id, err = o.forumPost(ctx, p)
	case p.name != "":
		id, err = o.speak(ctx, p)
	default:
		id, err = o.say(ctx, o.place(p), p)
	}
	if err == nil {
		o.receipts = append(o.receipts, receipt(o.d, p.part, id))
	}
	return err
}

func receipt(d core.Delivery, part int, remote string) core.Receipt {
	r := core.Receipt{Thread: d.Thread.ID, Kind: d.Kind, Part: part, Remote: remote}
	if (d.Kind == core.EffectWord || d.Kind == core.EffectRevise || d.Kind == core.EffectMark) && len(d.Entries) > 0 {
		r.Seq = d.Entries[0].Seq
	}
	return r
}

// place is the channel or thread that a post goes to.
func (o *sending) place(p post) string {
	if p.top {
		return o.d.Thread.Channel
	}
	return o.thread()
}

// thread is where a post that is not for the channel itself goes. A lead's
// further parts go under the lead card, which may just have been posted.
func (o *sending) thread() string {
	if o.d.Kind != core.EffectLead {
		return o.d.Thread.Remote
	}
	for _, r := range append(slices.Clone(o.d.Done), o.receipts...) {
		if r.Part == 0 {
			return r.Remote
		}
	}
	return ""
}
