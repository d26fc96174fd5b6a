package slack

import (
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// Resolver gives the names that people see, without "@" or "#"; empty when not known. It must not block long: it is asked
// once per mention.
type Resolver interface {
	User(id string) string
	Channel(id string) string
	UserGroup(id string) string
}

// fromMessage reads a Slack message as canonical text: what its author saw is what the visitor will see. The rich_text that the
// composer makes is the truth; text (mrkdwn) counts only when there is none.
func fromMessage(blocks slackgo.Blocks, text string, resolve Resolver) string {
	var doc markup.Doc
	in := &richReader{resolve: resolve}
	for _, b := range blocks.BlockSet {
		if rich, ok := b.(*slackgo.RichTextBlock); ok {
			doc = append(doc, in.elements(rich.Elements)...)
		}
	}
	if written := markup.Write(doc); written != "" {
		return written
	}
	return markup.Write(fromMrkdwn(text, resolve))
}

// richReader turns rich_text elements into blocks.
type richReader struct {
	resolve Resolver
}

func (r *richReader) elements(elements []slackgo.RichTextElement) markup.Doc {
	var doc markup.Doc
	for i := 0; i < len(elements); i++ {
		switch e := elements[i].(type) {
		case *slackgo.RichTextSection:
			doc = append(doc, markup.Block{Kind: markup.Paragraph, Spans: r.spans(e.Elements)})
		case *slackgo.RichTextQuote:
			doc = append(doc, markup.Block{Kind: markup.Quote, Blocks: markup.Doc{{Kind: markup.Paragraph, Spans: r.spans(e.Elements)}}})
		case *slackgo.RichTextPreformatted:
			doc = append(doc, bordered(e.Border, markup.Doc{{Kind: markup.Code, Text: r.words(e.Elements), Lang: e.Language}})...)
		case *slackgo.RichTextList:
			border := e.Border
			var items []listItem
			for ; i < len(elements); i++ {
				l, ok := elements[i].(*slackgo.RichTextList)
				if !ok || l.Border != border {
					break
				}
				items = append(items, r.items(l)...)
			}
			i--
			doc = append(doc, bordered(border, nest(items))...)
		case *slackgo.RichTextUnknown:
			doc = append(doc, markup.Literal(sayOf(e.Raw))...)
		}
	}
	return doc
}

func bordered(border int, doc markup.Doc) markup.Doc {
	if border == 0 {
		return doc
	}
	return markup.Doc{{Kind: markup.Quote, Blocks: doc}}
}

// listItem is one item with its depth: Slack's lists are flat.
type listItem struct {
	indent  int
	ordered bool
	number  int
	words   []markup.Span
}

func (r *richReader) items(l *slackgo.RichTextList) []listItem {
	var out []listItem
	for i, e := range l.Elements {
		item := listItem{indent: l.Indent, ordered: l.Style == slackgo.RTEListOrdered, number: max(l.Offset, 0) + i + 1}
		if s, ok := e.(*slackgo.RichTextSection); ok {
			item.words = r.spans(s.Elements)
		}
		out = append(out, item)
	}
	return out
}

// nest makes lists of flat items: what is deeper than the item before belongs to it. An item goes on with the list before when
// its kind is the same and its number the next.
func nest(items []listItem) markup.Doc {
	var doc markup.Doc
	for i := 0; i < len(items); {
		head := items[i]
		j := i + 1
		for j < len(items) && items[j].indent > head.indent {
			j++
		}
		item := append(markup.Doc{{Kind: markup.Paragraph, Spans: head.words}}, nest(items[i+1:j])...)
		last := len(doc) - 1
		if last >= 0 && doc[last].Ordered == head.ordered && (!head.ordered || head.number == doc[last].Start+len(doc[last].Items)) {
			doc[last].Items = append(doc[last].Items, item)
		} else {
			l := markup.Block{Kind: markup.List, Ordered: head.ordered, Items: []markup.Doc{item}}
			if head.ordered {
				l.Start = head.number
			}
			doc = append(doc, l)
		}
		i = j
	}
	return doc
}

// words is what leaves say, without looks.
func (r *richReader) words(leaves []slackgo.RichTextSectionElement) string {
	var b strings.Builder
	for _, s := range r.spans(leaves) {
		b.WriteString(s.Text)
	}
	return b.String()
}
