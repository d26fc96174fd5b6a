package markup

import (
	"html"
	"strconv"
	"strings"
)

// HTML renders a document for a browser: p br strong em del code pre ul ol li blockquote a, and nothing else. All words are
// escaped, links go only to http, https and mailto, open in a new window, and vouch for nothing.
func HTML(d Doc) string {
	var b strings.Builder
	for _, block := range normal(d) {
		htmlBlock(&b, block)
	}
	return b.String()
}

func htmlBlock(b *strings.Builder, block Block) {
	switch block.Kind {
	case Paragraph:
		b.WriteString("<p>")
		htmlSpans(b, block.Spans)
		b.WriteString("</p>")
	case Code:
		b.WriteString("<pre><code>" + html.EscapeString(block.Text) + "</code></pre>")
	case Quote:
		b.WriteString("<blockquote>")
		for _, inner := range block.Blocks {
			htmlBlock(b, inner)
		}
		b.WriteString("</blockquote>")
	case List:
		htmlList(b, block)
	}
}

func htmlList(b *strings.Builder, block Block) {
	tag := "ul"
	open := "<ul>"
	if block.Ordered {
		tag = "ol"
		open = "<ol>"
		if n := block.first(); n != 1 {
			open = `<ol start="` + strconv.Itoa(n) + `">`
		}
	}
	b.WriteString(open)
	for _, item := range block.Items {
		b.WriteString("<li>")
		for i, inner := range item {
			if i == 0 && inner.Kind == Paragraph { // the words of an item need no paragraph
				htmlSpans(b, inner.Spans)
				continue
			}
			htmlBlock(b, inner)
		}
		b.WriteString("</li>")
	}
	b.WriteString("</" + tag + ">")
}

func htmlSpans(b *strings.Builder, spans []Span) {
	for i := 0; i < len(spans); {
		j := i
		for ; j < len(spans) && spans[j].URL == spans[i].URL; j++ {
		}
		if url := spans[i].URL; url != "" {
			b.WriteString(`<a href="` + html.EscapeString(url) + `" rel="noopener noreferrer nofollow ugc" target="_blank">`)
			htmlWords(b, spans[i:j])
			b.WriteString("</a>")
		} else {
			htmlWords(b, spans[i:j])
		}
		i = j
	}
}

// looks are the tags of the looks, outermost first.
var looks = []struct {
	style Style
	tag   string
}{{Strong, "strong"}, {Em, "em"}, {Strike, "del"}, {Mono, "code"}}

func htmlWords(b *strings.Builder, spans []Span) {
	for _, s := range spans {
		for _, l := range looks {
			if s.Style.Has(l.style) {
				b.WriteString("<" + l.tag + ">")
			}
		}
		b.WriteString(strings.ReplaceAll(html.EscapeString(s.Text), "\n", "<br>"))
		for i := len(looks) - 1; i >= 0; i-- {
			if s.Style.Has(looks[i].style) {
				b.WriteString("</" + looks[i].tag + ">")
			}
		}
	}
}
