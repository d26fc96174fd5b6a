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
	if len(o.d.Entries) == 0 { // what is told already shows the change
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
		if err := o.revisePart(ctx, c); err != nil {
			return o.receipts, err
		}
	}
	return o.receipts, nil
}

// change is a part of what was told before and what it is to be.
type change struct {
	post
	part   int
	stands string // the message that is there, empty for none
}

func (c change) empty() bool { return c.text == "" && len(c.blocks) == 0 }

// changes are what a revision does to each part.
func (o *sending) changes() []change {
	if len(o.d.Entries) == 0 {
		return nil
	}
	standing, word := core.Standing(o.d.Told)
	maps.DeleteFunc(standing, func(part int, _ string) bool { return part >= shownParts }) // files
	most := 0
	for part := range standing {
		most = max(most, part+1)
	}
	posts := revisedPosts(o.d, word, most)
	out := make([]change, max(most, len(posts)))
	for part := range out {
		out[part] = change{part: part, stands: standing[part]}
		if part < len(posts) {
			out[part].post = posts[part]
		}
	}
	return out
}

// revisePart changes the message that stands for a part, deletes it when there
// is nothing to say, and posts what no message stands for.
func (o *sending) revisePart(ctx context.Context, c change) error {
	p := c.post
	p.part = c.part
	switch {
	case c.empty() && c.stands == "":
		return nil
	case c.empty():
		return o.takeAway(ctx, c.part, c.stands)
	case c.stands == "":
		return o.post(ctx, headed(p, goesOn))
	}
	p.replaces = c.stands
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
	return shuts(send(err, sent()), gateDelete)
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
