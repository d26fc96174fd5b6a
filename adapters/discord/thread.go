package discord

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// archiveAfter is after how many quiet minutes Discord archives a thread by
// itself; the next word opens it again.
const archiveAfter = 1440

// opened sees to it that the thread under a message in a text channel is there:
// it has the message's id. Under a lead there is one only when its transcript
// goes on.
func (o *sending) opened(ctx context.Context, p post) error {
	if p.opens == "" || p.replaces != "" || o.channel.isForum() {
		return nil
	}
	id := o.remoteOf(p.part)
	if o.d.Kind == core.EffectLead && len(leadPosts(o.d)) < 2 {
		return nil
	}
	var t place
	o.at = gateOf(gateThread, o.d.Thread.Channel)
	ctx2, sent := watch(ctx)
	err := o.s.call(ctx2, o.c, call{method: http.MethodPost, path: "channels/" + o.d.Thread.Channel + "/messages/" + id + "/threads",
		family: "POST channels/" + o.d.Thread.Channel + "/threads", body: map[string]any{"name": p.opens, "auto_archive_duration": archiveAfter}, into: &t})
	if has(err, threadExists) {
		return nil
	}
	if err == nil {
		o.s.places.note(o.whole(t, id))
	}
	return o.sendErr(ctx, o.d.Thread.Channel, err, sent())
}

// whole is a thread that we opened, whatever of it Discord left out of its
// answer.
func (o *sending) whole(t place, id string) place {
	if t.isThread() && t.Parent != "" && t.Owner != "" {
		return t
	}
	return place{ID: id, Type: publicThread, Guild: o.channel.Guild, Parent: o.d.Thread.Channel, Owner: o.c.Bot, Applied: t.Applied}
}

func (o *sending) remoteOf(part int) string {
	for _, r := range append(slices.Clone(o.d.Done), o.receipts...) {
		if r.Part == part {
			return r.Remote
		}
	}
	return ""
}

// forumPost opens a post of a forum: a thread whose first message has its id.
func (o *sending) forumPost(ctx context.Context, p post) (string, error) {
	tags, err := o.tags(ctx)
	if err != nil {
		return "", err
	}
	b := o.body(p)
	var t place
	o.at = gateOf(gatePost, o.d.Thread.Channel)
	ctx2, sent := watch(ctx)
	err = o.s.call(ctx2, o.c, call{method: http.MethodPost, path: "channels/" + o.channel.ID + "/threads", family: "POST channels/" + o.channel.ID + "/threads",
		body: map[string]any{"name": p.opens, "auto_archive_duration": archiveAfter, "applied_tags": tags, "message": b}, into: &t})
	if err == nil {
		o.s.places.note(o.whole(t, t.ID))
	}
	return t.ID, o.sendErr(ctx, o.channel.ID, err, sent())
}

// tagNames are the tags that show the state of a post.
var tagNames = map[core.State]string{
	core.StateBot: "Bot", core.StateQueued: "Waiting", core.StateActive: "Active", core.StateMissed: "Missed", core.StateClosed: "Closed",
}

// maxTags is how many tags a forum can have.
const maxTags = 20

// tags are the tags of a post as the conversation stands. Where one is missing
// and we may make it, it is made; where we may not, there is none.
func (o *sending) tags(ctx context.Context) ([]string, error) {
	for range 2 {
		want := tagNames[o.d.Talk.State]
		for _, t := range o.channel.Tags {
			if strings.EqualFold(t.Name, want) {
				return []string{t.ID}, nil
			}
		}
		if made, err := o.makeTags(ctx); err != nil || !made {
			return []string{}, err
		}
	}
	return []string{}, nil
}

// makeTags adds the tags that are missing in the forum.
func (o *sending) makeTags(ctx context.Context) (bool, error) {
	all := slices.Clone(o.channel.Tags)
	for _, state := range core.States() {
		name := tagNames[state]
		if !slices.ContainsFunc(all, func(t tag) bool { return strings.EqualFold(t.Name, name) }) {
			all = append(all, tag{Name: name})
		}
	}
	if len(all) > maxTags || !o.s.warned.first("tags:"+o.channel.ID) {
		return false, nil
	}
	var p place
	err := o.s.call(ctx, o.c, call{method: http.MethodPatch, path: "channels/" + o.channel.ID, family: "PATCH channels/" + o.channel.ID,
		body: map[string]any{"available_tags": all}, into: &p})
	if has(err, noPermission, missingAccess) {
		o.s.log.Warn("posts of the forum show no state: the bot may not make tags", "channel", o.channel.ID,
			"cure", "Give the bot Manage Channels there, or make tags called Waiting, Active, Missed, Bot and Closed.")
		return false, nil
	}
	if err != nil {
		return false, read(err)
	}
	o.channel = p
	o.s.places.note(p)
	return true, nil
}

// tidy archives the thread of a conversation that is closed, so that it counts
// no more among the active ones, and keeps a post's tags true. It is a
// courtesy: what fails is tried with the next change.
func (o *sending) tidy(ctx context.Context) {
	d := o.d
	closing := d.Kind == core.EffectWord && len(d.Entries) > 0 && d.Entries[0].Code == core.CodeClosed
	if d.Thread.Remote == "" || d.Kind != core.EffectCard && !closing {
		return
	}
	change := map[string]any{}
	if d.Talk.State == core.StateClosed {
		change["archived"] = true
	}
	if d.Kind == core.EffectCard && o.channel.isForum() {
		tags, err := o.tags(ctx)
		t, known := o.s.places.recall(d.Thread.Remote)
		if err == nil && len(tags) > 0 && (!known || !slices.Equal(tags, t.Applied)) {
			change["applied_tags"] = tags
			if d.Talk.State != core.StateClosed {
				change["archived"] = false
			}
		}
	}
	if len(change) == 0 {
		return
	}
	if err := o.change(ctx, change); err != nil {
		o.s.log.Debug("a thread was not tidied", "thread", d.Thread.Remote, "err", err)
	}
}

// change changes the thread itself.
func (o *sending) change(ctx context.Context, what map[string]any) error {
	var t place
	err := o.s.call(ctx, o.c, call{method: http.MethodPatch, path: "channels/" + o.d.Thread.Remote, family: "PATCH channels/" + o.d.Thread.Remote,
		body: what, into: &t})
	if err == nil && t.isThread() {
		o.s.places.note(t)
	}
	return err
}
