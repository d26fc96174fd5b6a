package slack

import (
	"context"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/core"
)

// said is a piece of a text that fits into one post.
type piece struct {
	block *slackgo.RichTextBlock
	text  string // beside the block, escaped
}

// rich is a Markdown text in as many pieces as it takes.
func rich(text string) []piece {
	var out []piece
	for _, p := range pieces(markup.Plain(markup.Parse(text)), maxSection) {
		section := slackgo.NewRichTextSection(slackgo.NewRichTextSectionTextElement(p, nil))
		out = append(out, piece{block: slackgo.NewRichTextBlock("", section), text: escape(p)})
	}
	return out
}

// nameSafe is a name that can be shown as an author.
func nameSafe(name string) string { return strings.TrimSpace(markup.Cut(name, 70)) }

// words is what a message says, as Markdown.
func (s *Slack) words(_ context.Context, _ core.Connection, m slackgo.Message) string {
	return markup.Escape(m.Text)
}
