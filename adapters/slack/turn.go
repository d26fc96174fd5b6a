package slack

import (
	"strings"
	"unicode/utf8"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

// turn is one entry as a conversation shows it: a line that names its author,
// which nobody can write into a text, and the words.
type turn struct {
	blocks []slackgo.Block
	size   int // characters
	text   string
}

// turnOf renders an entry for a conversation told at once. What is nothing for
// a conversation has no blocks.
func turnOf(e core.Entry, d core.Delivery) turn {
	if !e.Deleted.IsZero() || !e.IsWord() && e.Kind != core.KindNote {
		return turn{}
	}
	author := authorLine(e, d)
	t := turn{text: escape(author)}
	t.blocks = append(t.blocks, contextLine(plainText(author, maxSection), mrkdwn(at(e.At, d.Now))))
	for _, p := range renderParts(e.Text, speakerOf(e.Kind)) {
		t.blocks = append(t.blocks, p.Blocks...)
		t.text += "\n" + p.Fallback
	}
	if anyFiles(e) {
		t.blocks = append(t.blocks, fileLine(e.Files))
		t.text += "\n" + escape(filesText(e.Files))
	}
	t.size = utf8.RuneCountInString(t.text) + 100
	return t
}

// authorLine says who spoke, and as what.
func authorLine(e core.Entry, d core.Delivery) string {
	switch e.Kind {
	case core.KindVisitor:
		return "👤 " + nameOf(d.Visitor)
	case core.KindBot:
		return "🤖 " + nameBot
	case core.KindNote:
		return "🔒 " + e.Author + " · note, not shown to the visitor"
	}
	return "💬 " + e.Author + " · team"
}

// filesText names files: first those that crossed, then those that did not.
func filesText(files []core.File) string {
	names := func(files []core.File) string {
		var out []string
		for _, f := range files {
			out = append(out, f.Name)
		}
		return strings.Join(out, ", ")
	}
	var lines []string
	if crossed := core.Carried(files); len(crossed) > 0 {
		lines = append(lines, "📎 "+names(crossed))
	}
	if lacking := core.Lacking(files); len(lacking) > 0 {
		lines = append(lines, "📎 "+names(lacking)+" — named only, the file itself did not cross")
	}
	return strings.Join(lines, "\n")
}

// anyFiles tells whether there is a file to name.
func anyFiles(e core.Entry) bool { return len(core.Carried(e.Files))+len(core.Lacking(e.Files)) > 0 }

func fileLine(files []core.File) *slackgo.ContextBlock {
	return contextLine(plainText(filesText(files), maxSection))
}

// The most that goes into one post. Slack takes 50 blocks and, by experience,
// about 13,200 characters.
const (
	maxPostBlocks = 46
	maxPostSize   = 10_000
	maxSummary    = 3500 // bytes of the text beside many turns; the blocks say it all
)

// pack is what goes into one post.
type pack struct {
	turns  []turn
	blocks int
	size   int
}

func (p *pack) fits(t turn) bool {
	return p.blocks+len(t.blocks) <= maxPostBlocks && p.size+t.size <= maxPostSize
}

func (p *pack) add(t turn) {
	p.turns = append(p.turns, t)
	p.blocks += len(t.blocks)
	p.size += t.size
}

// post makes the post of a pack.
func (p *pack) post() post {
	var out post
	for _, t := range p.turns {
		out.blocks = append(out.blocks, t.blocks...)
		if len(out.text)+len(t.text) <= maxSummary {
			out.text += t.text + "\n"
		}
	}
	if out.text = strings.TrimSpace(out.text); out.text == "" {
		out.text = firstLine(p.turns[0].text)
	}
	return out
}

// split cuts a turn that fits into no post, at its blocks.
func (t turn) split() []turn {
	if (&pack{}).fits(t) || len(t.blocks) < 3 {
		return []turn{t}
	}
	var out []turn
	per := t.size / len(t.blocks)
	for rest := t.blocks; len(rest) > 0; {
		n := max(1, min(len(rest), maxPostBlocks, maxPostSize/max(per, 1)))
		out = append(out, turn{blocks: rest[:n], size: per * n, text: "…"})
		rest = rest[n:]
	}
	out[0].text = firstLine(t.text)
	return out
}

func withoutFirstLine(s string) string {
	_, rest, _ := strings.Cut(s, "\n")
	return rest
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
