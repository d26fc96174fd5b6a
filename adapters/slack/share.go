package slack

import "github.com/bellhop-chat/bellhop/core"

// Shares is core.Paced.Shares: words that fill no more than what Slack shows
// without folding. A note stands alone, so that what the visitor does not see is
// never beside what they do, and so does a change.
func (s *Slack) Shares(d core.Delivery) int {
	size, blocks := 0, 0
	for i, e := range d.Entries {
		if !e.IsWord() {
			return max(i, 1)
		}
		t := turnOf(e, d)
		if size, blocks = size+t.size, blocks+len(t.blocks)+1; size > maxPart || blocks > maxPostBlocks {
			return max(i, 1)
		}
	}
	return max(len(d.Entries), 1)
}

// sharedPosts are the words of a post that tells several, as they are now: one
// post, unless edits have made them too long for it. It stands under the name of
// the first one's author, also when that word is gone; a line names the author
// wherever another one goes on.
func sharedPosts(d core.Delivery) []post {
	name, icon := authorOf(d.Entries[0], d)
	above := voiceOf(d.Entries[0])
	var turns []turn
	for _, e := range d.Entries {
		t := turnOf(e, d)
		if len(t.blocks) == 0 {
			continue
		}
		if voiceOf(e) == above {
			t.blocks, t.text = t.blocks[1:], withoutFirstLine(t.text)
		}
		if len(e.Cites) > 0 {
			t.blocks = append(t.blocks, citeLine(e.Cites))
		}
		if !e.Edited.IsZero() {
			t.blocks = append(t.blocks, contextLine(mrkdwn(editedLater+at(e.Edited, d.Now))))
		}
		above = voiceOf(e)
		turns = append(turns, t)
	}
	posts := packed(turns)
	for i := range posts {
		posts[i].author, posts[i].icon = name, icon
	}
	return posts
}

// voice is who speaks, and from where.
type voice struct {
	kind   core.EntryKind
	author string
	where  core.Surface
}

func voiceOf(e core.Entry) voice { return voice{e.Kind, e.Author, e.Where} }
