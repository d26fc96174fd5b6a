package slack

import (
	"context"
	"fmt"
	"net/url"
	"slices"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

// Deliver renders what d says and sends the parts that are not in d.Done. It
// stops at the first part that fails and answers the receipts of those before.
func (s *Slack) Deliver(ctx context.Context, c core.Connection, d core.Delivery) ([]core.Receipt, error) {
	out := &sending{s: s, api: s.as(c), c: c, d: d}
	switch d.Kind {
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
			continue
		}
		if d.Most > 0 && len(out.receipts) == d.Most {
			return out.receipts, &core.SendError{How: core.Retry, Cause: causeMore}
		}
		err := out.post(ctx, p)
		if d.Kind == core.EffectLead && isGone(err) {
			return out.withoutLead(ctx, p)
		}
		if err != nil {
			return out.receipts, err
		}
	}
	if d.Kind == core.EffectWord || d.Kind == core.EffectFiles {
		err = out.shareFiles(ctx)
	}
	return out.receipts, err
}

// withoutLead goes on when the lead's card was deleted: a change of it is told
// as a new card, replies under it are told no more.
func (o *sending) withoutLead(ctx context.Context, p post) ([]core.Receipt, error) {
	if p.replaces == "" {
		return o.receipts, &core.SendError{How: core.Refused, Cause: "lead_gone", Cure: "The lead's card was deleted in Slack while it was told."}
	}
	o.d.Thread.Lead = ""
	return o.s.Deliver(ctx, o.c, o.d)
}

// post is one message to send.
type post struct {
	part      int
	top       bool   // to the channel itself, not to the thread
	replaces  string // the message it takes the place of, empty for a new one
	broadcast bool   // show it in the channel too
	only      string // the one person who sees it, empty for everyone
	author    string // the name to post under, empty for our own
	icon      string // the emoji to post with
	blocks    []slackgo.Block
	text      string // says it without blocks: notifications, screen readers; mrkdwn, escaped
}

// sending is one delivery under way.
type sending struct {
	s        *Slack
	api      *slackgo.Client
	c        core.Connection
	d        core.Delivery
	receipts []core.Receipt
}

func (o *sending) render(ctx context.Context) ([]post, error) {
	d := o.d
	if d.Thread.Remote == "" && d.Kind != core.EffectCard && d.Kind != core.EffectLead {
		return nil, fmt.Errorf("deliver %s: the thread has no card yet", d.Kind)
	}
	link := ""
	if d.Kind == core.EffectLead {
		link = o.permalink(ctx)
	}
	posts, ok := o.posts(link)
	if !ok {
		return nil, fmt.Errorf("deliver: unknown kind %q", d.Kind)
	}
	return posts, nil
}

// posts are what a delivery becomes; link is the address of the thread, for a
// lead.
func (o *sending) posts(link string) (posts []post, known bool) {
	switch d := o.d; d.Kind {
	case core.EffectCard:
		return cardPosts(d), true
	case core.EffectHistory:
		return historyPosts(d), true
	case core.EffectAll:
		return allPosts(d), true
	case core.EffectWord:
		return wordPosts(d), true
	case core.EffectFiles:
		return nil, true // files are no posts
	case core.EffectNotice:
		return noticePosts(d), true
	case core.EffectLead:
		return leadPosts(d, link), true
	}
	return nil, false
}

func (o *sending) done(part int) bool {
	return slices.ContainsFunc(o.d.Done, func(r core.Receipt) bool { return r.Part == part })
}

// post sends a post, but none to a thread that is known to be gone.
func (o *sending) post(ctx context.Context, p post) error {
	goes := lostKey{o.c.ID, o.d.Thread.Channel, first(p.replaces, o.thread())}
	if o.s.lost.has(goes) {
		return threadGone(nil)
	}
	err := o.one(ctx, p)
	if isGone(err) {
		o.s.lost.note(goes)
	}
	return err
}

// one sends a post and notes its receipt.
func (o *sending) one(ctx context.Context, p post) error {
	var ts string
	var err error
	switch {
	case p.only != "":
		ts, err = o.whisper(ctx, p)
	case p.replaces != "":
		ts, err = p.replaces, o.replace(ctx, p)
	default:
		ts, err = o.fresh(ctx, p)
	}
	if err == nil {
		o.receipts = append(o.receipts, receipt(o.d, p.part, ts))
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

func (o *sending) options(p post) []slackgo.MsgOption {
	key := keyOf(o.d.Key, p.part)
	sign(p.blocks, key)
	opts := []slackgo.MsgOption{slackgo.MsgOptionText(p.text, false), slackgo.MsgOptionBlocks(p.blocks...)}
	if p.only == "" {
		opts = append(opts, slackgo.MsgOptionMetadata(metadata(o.d.Key, p.part)))
	}
	if p.author != "" {
		opts = append(opts, slackgo.MsgOptionUsername(p.author), slackgo.MsgOptionIconEmoji(p.icon))
	}
	return opts
}

// fresh posts a new message. One that Slack put into the channel because its
// thread is gone is taken back.
func (o *sending) fresh(ctx context.Context, p post) (string, error) {
	opts, want := append(o.options(p), slackgo.MsgOptionDisableLinkUnfurl(), slackgo.MsgOptionDisableMediaUnfurl()), ""
	if !p.top {
		want = o.thread()
		opts = append(opts, slackgo.MsgOptionTS(want))
		if p.broadcast {
			opts = append(opts, slackgo.MsgOptionBroadcast())
		}
	}
	ctx, sent := watch(ctx)
	_, ts, m, err := o.api.PostMessageWithResponseContext(ctx, o.d.Thread.Channel, opts...)
	if err != nil {
		return "", shuts(send(err, sent()), channelGate(o.d))
	}
	if want == m.ThreadTimestamp || want == "" || m.Timestamp == "" {
		return ts, nil // an answer that does not show the message says nothing against its thread
	}
	stands, err := o.stands(ctx, want)
	switch {
	case err != nil: // it is looked for in the thread
		return "", &core.SendError{How: core.Unknown, Cause: "thread_in_doubt", Err: err}
	case stands:
		return ts, nil
	}
	_, _, err = o.api.DeleteMessageContext(ctx, o.d.Thread.Channel, ts)
	return "", threadGone(err)
}

// stands tells whether a thread's card is there. It is asked only when Slack's
// answer leaves it in doubt.
func (o *sending) stands(ctx context.Context, card string) (bool, error) {
	var page struct {
		Messages []struct {
			TS      string `json:"ts"`
			Subtype string `json:"subtype"`
		} `json:"messages"`
	}
	_, err := o.s.ask(ctx, o.c, "conversations.replies",
		url.Values{"channel": {o.d.Thread.Channel}, "ts": {card}, "limit": {"1"}, "inclusive": {"true"}}, &page)
	if has(err, "thread_not_found") {
		return false, nil
	}
	return err == nil && len(page.Messages) > 0 && page.Messages[0].TS == card && page.Messages[0].Subtype != tombstone, err
}

func (o *sending) replace(ctx context.Context, p post) error {
	ctx, sent := watch(ctx)
	_, _, _, err := o.api.UpdateMessageContext(ctx, o.d.Thread.Channel, p.replaces, o.options(p)...)
	return shuts(send(err, sent()), gateChange)
}

func (o *sending) whisper(ctx context.Context, p post) (string, error) {
	opts := append(o.options(p), slackgo.MsgOptionTS(o.thread()))
	ctx, sent := watch(ctx)
	ts, err := o.api.PostEphemeralContext(ctx, o.d.Thread.Channel, p.only, opts...)
	return ts, shuts(send(err, sent()), gateWhisper)
}
