package discord

import "github.com/bellhop-chat/bellhop/core"

// maxShared is how much goes into a post that tells several words; with our key
// it is within what Discord takes.
const maxShared = 1800

// Shares is core.Paced.Shares: words that fit into one post. A note stands
// alone, so that what the visitor does not see is never beside what they do, and
// so does a change.
func (d *Discord) Shares(what core.Delivery) int {
	size := 0
	for i, e := range what.Entries {
		if !e.IsWord() {
			return max(i, 1)
		}
		for _, p := range sharedPieces(e, what, true) {
			size += units(p) + 1
		}
		if size > maxPart {
			return max(i, 1)
		}
	}
	return max(len(what.Entries), 1)
}

// sharedPosts are the words of a post that tells several, as they are now: one
// post, unless edits have made them too long for it. It stands under the name of
// the first one's author, also when that word is gone; a line names the author
// wherever another one goes on.
func sharedPosts(d core.Delivery) []post {
	e := d.Entries[0]
	name, above := authorOf(e, d), voiceOf(e)
	under := post{name: name, plain: plainName(e), avatar: avatarOf(d, name)}
	var posts []post
	for _, e := range d.Entries {
		pieces := sharedPieces(e, d, voiceOf(e) != above)
		if len(pieces) > 0 {
			above = voiceOf(e)
		}
		for _, piece := range pieces {
			last := len(posts) - 1
			if last < 0 || units(posts[last].content)+1+units(piece) > maxShared {
				posts, last = append(posts, under), last+1
			}
			posts[last].content = joined(posts[last].content, piece)
		}
	}
	return posts
}

// sharedPieces are the pieces of a word that are not cut: the first with the
// line that names its author, when it is named.
func sharedPieces(e core.Entry, d core.Delivery, named bool) []string {
	if !e.Deleted.IsZero() {
		return nil
	}
	pieces := renderParts(e.Text, speakerOf(e.Kind))
	if line := citeLine(e.Cites); line != "" {
		pieces = append(pieces, line)
	}
	if anyFiles(e) {
		pieces = append(pieces, fileLine(e.Files))
	}
	if len(pieces) == 0 {
		return nil
	}
	if !e.Edited.IsZero() {
		pieces = append(pieces, small(editedLater+at(e.Edited, d.Now)))
	}
	if named {
		pieces[0] = small(literal(voiceLine(e, d))) + "\n" + pieces[0]
	}
	return pieces
}

// voice is who speaks, and from where.
type voice struct {
	kind   core.EntryKind
	author string
	where  core.Surface
}

func voiceOf(e core.Entry) voice { return voice{e.Kind, e.Author, e.Where} }
