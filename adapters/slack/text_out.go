package slack

import (
	"strings"
	"unicode/utf8"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// Slack's limits on the text of a post, in characters: what we put into one (it shortens long messages behind "See more", and
// all blocks together may not pass about 13,000), what a fallback says, and what a markdown block may hold.
const (
	maxPart     = 3000
	maxBeside   = 3000
	maxMarkdown = 12_000
)

// speaker is whose words are shown.
type speaker int

const (
	visitorSpeaks speaker = iota // may lie about where a link leads
	agentSpeaks
	botSpeaks
)

// part is a piece of a text that fits into one post.
type part struct {
	Blocks   []slackgo.Block
	Fallback string // for notifications and screen readers: no markup, pings nobody
}

// renderParts shows a canonical text in as many posts as it takes; an empty text takes none. Words of people become rich_text,
// whose text leaves can ping nobody; our bot's become a markdown block.
func renderParts(text string, who speaker) []part {
	var out []part
	if who == botSpeaks {
		for _, piece := range markup.Split(text, maxPart) {
			out = append(out, part{[]slackgo.Block{toMarkdownBlock(piece)}, fallbackText(markup.Parse(piece))})
		}
		return out
	}
	for _, doc := range markup.SplitDoc(markup.Parse(text), maxPart, shownSize) {
		out = append(out, part{toRichText(doc, richOptions{Unmask: who == visitorSpeaks}), fallbackText(doc)})
	}
	return out
}

// shownSize is how many characters Slack has to show, addresses included.
func shownSize(d markup.Doc) int { return utf8.RuneCountInString(markup.Plain(d)) }

// fallbackText is a document without looks, escaped, at most maxBeside characters long.
func fallbackText(d markup.Doc) string {
	plain := markup.Plain(d)
	for n := maxBeside; ; n -= 100 {
		if s := escape(markup.Cut(plain, n)); utf8.RuneCountInString(s) <= maxBeside {
			return s
		}
	}
}

// toMarkdownBlock shows our bot's answer. Slack reads Markdown here, and would read its own mentions too: a joiner, which nobody
// sees, takes their meaning.
func toMarkdownBlock(text string) *slackgo.MarkdownBlock {
	doc := markup.Parse(text)
	written := harmless.Replace(markup.Write(doc))
	if utf8.RuneCountInString(written) > maxMarkdown { // split before, so only a caller's mistake
		written = harmless.Replace(markup.Write(markup.Literal(markup.Cut(markup.Plain(doc), maxMarkdown/8))))
	}
	return slackgo.NewMarkdownBlock("", written)
}

// harmless breaks what Slack could take for a mention, a command or a date, also when written as entities.
var harmless = strings.NewReplacer(
	"<!", "<\u2060!", "<@", "<\u2060@", "<#", "<\u2060#",
	"&lt;", "&\u2060lt;", "&LT;", "&\u2060LT;", "&#60;", "&\u2060#60;", "&#x3c;", "&\u2060#x3c;", "&#x3C;", "&\u2060#x3C;",
	"@here", "@\u2060here", "@channel", "@\u2060channel", "@everyone", "@\u2060everyone", "@group", "@\u2060group",
)
