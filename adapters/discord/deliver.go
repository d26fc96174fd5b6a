package discord

import (
	"context"
	"fmt"
	"slices"

	"github.com/bellhop-chat/bellhop/core"
)

// Deliver is core.Platform.Deliver.
func (d *Discord) Deliver(ctx context.Context, c core.Connection, what core.Delivery) ([]core.Receipt, error) {
	out := &sending{s: d, c: c, d: what}
	rs, err := out.deliver(ctx)
	return rs, out.shuts(err)
}

// deliver renders what the delivery says and sends the parts that are not in
// Done. It stops at the first part that fails and answers the receipts of those
// before.
func (o *sending) deliver(ctx context.Context) ([]core.Receipt, error) {
	if err := o.s.trusted(ctx, o.c); err != nil {
		return nil, err
	}
	switch o.d.Kind {
	case core.EffectMark:
		return o.mark(ctx)
	case core.EffectRevise:
		return o.revise(ctx)
	}
	posts, err := o.render(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range numbered(posts) {
		if o.done(p.part) {
			if err := o.opened(ctx, p); err != nil {
				return o.receipts, err
			}
			continue
		}
		if o.d.Most > 0 && len(o.receipts) == o.d.Most {
			return o.receipts, &core.SendError{How: core.Retry, Cause: causeMore}
		}
		err := o.one(ctx, p)
		if o.d.Kind == core.EffectLead && isGone(err) {
			return o.withoutLead(ctx, p)
		}
		if err == nil {
			err = o.opened(ctx, p)
		}
		if err != nil {
			return o.receipts, err
		}
	}
	o.tidy(ctx)
	return o.receipts, nil
}

// numbered gives each post its part: files have theirs.
func numbered(posts []post) []post {
	for i := range posts {
		if posts[i].file == nil {
			posts[i].part = i
		}
	}
	return posts
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
	file     *core.File // that it shows
	upload   *uploading // its bytes
}

// sending is one delivery under way.
type sending struct {
	s        *Discord
	c        core.Connection
	d        core.Delivery
	channel  place // that is rung
	receipts []core.Receipt
	at       string // the gate that was passed last
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
	return postsOf(d, k)
}

// postsOf are what a delivery becomes.
func postsOf(d core.Delivery, k kind) ([]post, error) {
	switch d.Kind {
	case core.EffectCard:
		return cardPosts(d, k), nil
	case core.EffectHistory:
		return historyPosts(d), nil
	case core.EffectAll:
		return allPosts(d), nil
	case core.EffectWord:
		return append(wordPosts(d), filePosts(d)...), nil
	case core.EffectFiles:
		return filePosts(d), nil
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
	case p.file != nil:
		return o.showFile(ctx, p)
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
	if (d.Kind == core.EffectWord || d.Kind == core.EffectFiles || d.Kind == core.EffectRevise || d.Kind == core.EffectMark) && len(d.Entries) > 0 {
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
