package slack

import (
	"context"
	"maps"

	slackgo "github.com/slack-go/slack"

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
	standing, word := core.Standing(o.d.Told)
	if err := o.takeFiles(ctx, standing); err != nil {
		return o.receipts, err
	}
	maps.DeleteFunc(standing, func(part int, _ string) bool { return part >= shownParts })
	most := 0
	for part := range standing {
		most = max(most, part+1)
	}
	posts := revisedPosts(o.d, word, most)
	for part := range max(most, len(posts)) {
		if o.done(part) {
			continue
		}
		var p post
		if part < len(posts) {
			p = posts[part]
		}
		if err := o.revisePart(ctx, part, p, standing[part]); err != nil {
			return o.receipts, err
		}
	}
	return o.receipts, nil
}

// revisePart changes the message that stands for a part, deletes it when there
// is nothing to say, and posts what no message stands for.
func (o *sending) revisePart(ctx context.Context, part int, p post, stands string) error {
	p.part = part
	switch empty := p.text == "" && len(p.blocks) == 0; {
	case empty && stands == "":
		return nil
	case empty:
		return o.takeAway(ctx, part, stands)
	case stands == "":
		return o.post(ctx, headed(p, goesOn))
	}
	p.replaces = stands
	err := o.one(ctx, unsigned(p))
	if !has(err, "message_not_found", "cant_update_message", "edit_window_closed") {
		return err
	}
	p.replaces = ""
	return o.post(ctx, headed(p, laterWords(o.d, "edited")))
}

// unsigned is for changing a post: the name it stands under stays.
func unsigned(p post) post {
	p.author, p.icon = "", ""
	return p
}

// takeAway deletes a message of ours. Where the workspace keeps everything, it
// says that it was withdrawn.
func (o *sending) takeAway(ctx context.Context, part int, ts string) error {
	ctx2, sent := watch(ctx)
	_, _, err := o.api.DeleteMessageContext(ctx2, o.d.Thread.Channel, ts)
	switch {
	case err == nil, has(err, "message_not_found"):
		o.receipts = append(o.receipts, receipt(o.d, part, ""))
		return nil
	case has(err, "cant_delete_message", "compliance_exports_prevent_deletion"):
		p := lineOf("🗑 This message was withdrawn.")
		p.part, p.replaces = part, ts
		return o.one(ctx, p)
	}
	return send(err, sent())
}

// revisedPosts are the parts of an entry as it is now. word tells that it was
// told as a word, most how many parts of it there were.
func revisedPosts(d core.Delivery, word bool, most int) []post {
	e := d.Entries[0]
	if !e.Deleted.IsZero() {
		if word {
			return nil
		}
		return append(make([]post, most), lineOf(laterWords(d, "deleted")))
	}
	posts := wordPosts(d)
	if len(posts) == 0 {
		return nil
	}
	if !word {
		posts[0] = headed(posts[0], laterWords(d, "edited"))
	}
	if last := &posts[len(posts)-1]; len(last.blocks) > 0 && !e.Edited.IsZero() {
		last.blocks = append(last.blocks, contextLine(mrkdwn(editedLater+at(e.Edited, d.Now))))
	}
	return posts
}

// laterWords say what happened to words that stand further up.
func laterWords(d core.Delivery, did string) string {
	author, _ := authorOf(d.Entries[0], d)
	if did == "deleted" {
		return "🗑 " + author + " deleted an earlier message"
	}
	return "✏️ " + author + " " + did + " an earlier message:"
}

// headed puts a line of ours before a post.
func headed(p post, line string) post {
	sign(p.blocks, "") // the line is the first now
	p.blocks = append([]slackgo.Block{contextLine(plainText(line, maxSection))}, p.blocks...)
	p.text = escape(line) + " " + p.text
	return p
}
