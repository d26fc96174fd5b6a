package slack

import (
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// maxIndent is how deep Slack nests lists.
const maxIndent = 8

// richOptions say how a document is shown.
type richOptions struct {
	Unmask  bool   // show where links lead whose words do not say so
	BlockID string // of the block; empty lets Slack choose
}

// toRichText shows a document as one rich_text block; none when there is nothing to show.
func toRichText(doc markup.Doc, opts richOptions) []slackgo.Block {
	r := &richWriter{opts: opts}
	r.blocks(doc, 0)
	if len(r.out) == 0 {
		return nil
	}
	return []slackgo.Block{slackgo.NewRichTextBlock(opts.BlockID, r.out...)}
}

// richWriter turns blocks into rich_text elements. Slack nests nothing but list items: what stands in a quote is bordered, what
// stands in an item beside its words interrupts the list.
type richWriter struct {
	opts richOptions
	out  []slackgo.RichTextElement
}

// blocks writes blocks; border is 1 within a quote.
func (r *richWriter) blocks(doc markup.Doc, border int) {
	for i := 0; i < len(doc); i++ {
		switch b := doc[i]; b.Kind {
		case markup.Paragraph:
			j := i
			for ; j+1 < len(doc) && doc[j+1].Kind == markup.Paragraph; j++ {
			}
			r.words(r.paragraphs(doc[i:j+1], "\n\n"), border)
			i = j
		case markup.Code:
			code := slackgo.NewRichTextSectionTextElement(b.Text, nil)
			r.out = append(r.out, &slackgo.RichTextPreformatted{Type: slackgo.RTEPreformatted, Border: border,
				Elements: []slackgo.RichTextSectionElement{code}})
		case markup.Quote:
			r.blocks(b.Blocks, 1)
		case markup.List:
			r.list(b, 0, border)
		}
	}
}

func (r *richWriter) words(leaves []slackgo.RichTextSectionElement, border int) {
	if border == 0 {
		r.out = append(r.out, slackgo.NewRichTextSection(leaves...))
		return
	}
	r.out = append(r.out, &slackgo.RichTextQuote{Type: slackgo.RTEQuote, Elements: leaves})
}

// richList is Slack's list. The library's own always says "offset", which Slack knows but its published types do not.
type richList struct {
	Type     slackgo.RichTextElementType     `json:"type"`
	Elements []slackgo.RichTextElement       `json:"elements"`
	Style    slackgo.RichTextListElementType `json:"style"`
	Indent   int                             `json:"indent,omitempty"`
	Border   int                             `json:"border,omitempty"`
	Offset   int                             `json:"offset,omitempty"` // one less than the first number
}

// RichTextElementType makes it an element of a rich_text block.
func (l *richList) RichTextElementType() slackgo.RichTextElementType { return l.Type }

// list writes a list: one element per stretch of items at one depth. A stretch after an interruption goes on with its numbers.
func (r *richWriter) list(b markup.Block, indent, border int) {
	indent = min(indent, maxIndent)
	style := slackgo.RTEListBullet
	if b.Ordered {
		style = slackgo.RTEListOrdered
	}
	var open *richList
	for i, item := range b.Items {
		words := 0
		for words < len(item) && item[words].Kind == markup.Paragraph {
			words++
		}
		if open == nil {
			open = &richList{Type: slackgo.RTEList, Style: style, Indent: indent, Border: border}
			if b.Ordered {
				open.Offset = max(b.Start, 1) - 1 + i
			}
			r.out = append(r.out, open)
		}
		open.Elements = append(open.Elements, slackgo.NewRichTextSection(r.paragraphs(item[:words], "\n")...))
		for _, inner := range item[words:] {
			open = nil
			if inner.Kind == markup.List {
				r.list(inner, indent+1, border)
			} else {
				r.blocks(markup.Doc{inner}, border)
			}
		}
	}
}

// paragraphs writes the words of paragraphs, apart by between.
func (r *richWriter) paragraphs(doc markup.Doc, between string) []slackgo.RichTextSectionElement {
	leaves := []slackgo.RichTextSectionElement{}
	for i, b := range doc {
		if i > 0 {
			leaves = append(leaves, slackgo.NewRichTextSectionTextElement(between, nil))
		}
		leaves = append(leaves, r.spans(b.Spans)...)
	}
	return leaves
}

func (r *richWriter) spans(spans []markup.Span) (leaves []slackgo.RichTextSectionElement) {
	for i := 0; i < len(spans); {
		url := spans[i].URL
		j := i
		var words strings.Builder
		for ; j < len(spans) && spans[j].URL == url; j++ {
			words.WriteString(spans[j].Text)
		}
		masked := url != "" && r.opts.Unmask && !markup.Says(words.String(), url)
		for _, s := range spans[i:j] {
			if url != "" && !masked {
				leaves = append(leaves, slackgo.NewRichTextSectionLinkElement(url, s.Text, styleOf(s.Style)))
				continue
			}
			leaves = append(leaves, slackgo.NewRichTextSectionTextElement(s.Text, styleOf(s.Style)))
		}
		if masked {
			leaves = append(leaves, slackgo.NewRichTextSectionTextElement(" (", nil),
				slackgo.NewRichTextSectionLinkElement(url, "", nil), slackgo.NewRichTextSectionTextElement(")", nil))
		}
		i = j
	}
	return leaves
}

func styleOf(s markup.Style) *slackgo.RichTextSectionTextStyle {
	if s == 0 {
		return nil
	}
	return &slackgo.RichTextSectionTextStyle{
		Bold: s.Has(markup.Strong), Italic: s.Has(markup.Em), Strike: s.Has(markup.Strike), Code: s.Has(markup.Mono),
	}
}
