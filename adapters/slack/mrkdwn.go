package slack

import (
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// toMrkdwn writes a line of our own, which is Markdown, for a context block.
// Everything in it that is no look of ours is literal; links show where they
// lead.
func toMrkdwn(text string) string {
	var lines []string
	for _, b := range markup.Parse(text) {
		if b.Kind != markup.Paragraph {
			lines = append(lines, literal(markup.Plain(markup.Doc{b})))
			continue
		}
		var line strings.Builder
		for i, s := range b.Spans {
			if i > 0 && touches(b.Spans[i-1].Text, s.Text) {
				line.WriteString("\u200b")
			}
			line.WriteString(spanMrkdwn(s))
		}
		lines = append(lines, line.String())
	}
	return strings.Join(lines, "\n")
}

// touches tells whether two spans have no space between them. Slack reads a
// mark only beside a space, or one that nobody sees.
func touches(before, after string) bool {
	return strings.TrimRight(before, " \n") == before && strings.TrimLeft(after, " \n") == after
}

// spanMrkdwn is a span with its looks.
func spanMrkdwn(s markup.Span) string {
	words := literal(s.Text)
	if strings.TrimSpace(words) == "" {
		return words
	}
	if s.URL != "" && !markup.Says(s.Text, s.URL) {
		words += " (" + literal(s.URL) + ")"
	}
	for _, m := range []struct {
		look markup.Style
		mark string
	}{{markup.Mono, "`"}, {markup.Em, "_"}, {markup.Strong, "*"}, {markup.Strike, "~"}} {
		if s.Style.Has(m.look) {
			words = m.mark + words + m.mark
		}
	}
	return words
}
