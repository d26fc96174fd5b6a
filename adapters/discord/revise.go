package discord

import (
	"context"
	"net/http"
	"net/url"

	"github.com/bellhop-chat/bellhop/core"
)

// What stands before and behind words that were changed later.
const (
	editedLater = "✏️ edited "
	goesOn      = "✏️ (continued)"
)

// revise makes what an entry became in the thread say what the entry says now:
// its parts are changed, those that are too many deleted, those that are missing
// posted. An entry that stands in a history only is told as a new line.
func (o *sending) revise(ctx context.Context) ([]core.Receipt, error) {
	if len(o.d.Entries) == 0 {
		return nil, nil
	}
	standing, _ := core.Standing(o.d.Told)
	if err := o.takeFiles(ctx, standing); err != nil {
		return o.receipts, err
	}
	for _, c := range o.changes() {
		if o.done(c.part) {
			continue
		}
		if err := o.revisePart(ctx, c.part, c.post, c.stands); err != nil {
			return o.receipts, err
		}
	}
	return o.receipts, nil
}

// revision is a part of what was told before and what it is to be.
type revision struct {
	post
	part   int
	stands string // the message that is there, empty for none
}

// changes are what a revision does to each part but files.
func (o *sending) changes() []revision {
	standing, word := core.Standing(o.d.Told)
	most := 0
	for part := range standing {
		if part < fileParts {
			most = max(most, part+1)
		}
	}
	posts := revisedPosts(o.d, word, most)
	out := make([]revision, max(most, len(posts)))
	for part := range out {
		out[part] = revision{part: part, stands: standing[part]}
		if part < len(posts) {
			out[part].post = posts[part]
		}
	}
	return out
}

// revisePart changes the message that stands for a part, deletes it when there
// is nothing to say, and posts what no message stands for.
func (o *sending) revisePart(ctx context.Context, part int, p post, stands string) error {
	p.part = part
	switch empty := p.content == ""; {
	case empty && stands == "":
		return nil
	case empty:
		return o.takeAway(ctx, part, stands)
	case stands == "":
		return o.one(ctx, headed(p, goesOn))
	}
	p.replaces = stands
	err := o.awake(ctx, func() error { return o.one(ctx, p) })
	if !has(err, unknownMessage, unknownWebhook, badWebhookToken, 50005) {
		return err
	}
	p.replaces = ""
	return o.one(ctx, headed(p, laterWords(o.d, "edited")))
}

// awake does something in the thread, opening it when it is archived: words do
// that by themselves, nothing else does.
func (o *sending) awake(ctx context.Context, do func() error) error {
	err := do()
	if !has(err, threadArchived) {
		return err
	}
	if err := o.change(ctx, map[string]any{"archived": false}); err != nil {
		return o.sendErr(ctx, o.d.Thread.Remote, err, false)
	}
	return do()
}

// takeAway deletes a message that stands under somebody's name.
func (o *sending) takeAway(ctx context.Context, part int, id string) error {
	h, err := o.s.webhook(ctx, o.c, o.d.Thread.Channel)
	if err != nil {
		return err
	}
	o.at = gateOf(gateHookDelete, o.d.Thread.Channel)
	ctx2, sent := watch(ctx)
	err = o.awake(ctx, func() error {
		return o.s.call(ctx2, o.c, call{method: http.MethodDelete, path: "webhooks/" + h.ID + "/" + h.Token + "/messages/" + id, family: "DELETE webhooks/" + h.ID,
			bare: true, query: url.Values{"thread_id": {o.thread()}}})
	})
	if has(err, unknownMessage, unknownWebhook) { // of a webhook that is gone: it may be deleted by hand
		err = nil
	}
	if err == nil {
		o.receipts = append(o.receipts, receipt(o.d, part, ""))
	}
	return o.sendErr(ctx, o.thread(), err, sent())
}

// revisedPosts are the parts of an entry as it is now. word tells that it was
// told as a word, most how many parts of it there were.
func revisedPosts(d core.Delivery, word bool, most int) []post {
	if len(d.Entries) > 1 {
		return sharedPosts(d)
	}
	e := d.Entries[0]
	if !e.Deleted.IsZero() {
		if word {
			return nil
		}
		name := authorOf(e, d)
		return append(make([]post, most), post{name: name, plain: plainName(e), avatar: avatarOf(d, name), content: small(literal(laterWords(d, "deleted")))})
	}
	posts := wordPosts(d)
	if len(posts) == 0 {
		return nil
	}
	if !word {
		posts[0] = headed(posts[0], laterWords(d, "edited"))
	}
	if last := &posts[len(posts)-1]; last.content != "" && !e.Edited.IsZero() {
		last.content = joined(last.content, small(editedLater+at(e.Edited, d.Now)))
	}
	return posts
}

// laterWords say what happened to words that stand further up.
func laterWords(d core.Delivery, did string) string {
	author := authorOf(d.Entries[0], d)
	if did == "deleted" {
		return "🗑 " + author + " deleted an earlier message"
	}
	return "✏️ " + author + " " + did + " an earlier message:"
}

// headed puts a line of ours before a post.
func headed(p post, line string) post {
	p.content = joined(small(literal(line)), p.content)
	return p
}
