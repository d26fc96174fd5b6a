package markup

import (
	"strings"
	"unicode"
)

// normal gives a document the one form that Parse would give it, so that documents made by hand can be written.
func normal(d Doc) Doc {
	var out Doc
	for _, b := range d {
		switch b.Kind {
		case Paragraph:
			out = append(out, paragraphs(cells(b.Spans))...)
		case Code:
			b.Text = strings.Trim(dropControls(b.Text), "\n")
			if strings.TrimSpace(b.Text) == "" {
				continue
			}
			if !language(b.Lang) {
				b.Lang = ""
			}
			out = append(out, Block{Kind: Code, Text: b.Text, Lang: b.Lang})
		case Quote:
			if inner := normal(b.Blocks); len(inner) > 0 {
				out = append(out, Block{Kind: Quote, Blocks: inner})
			}
		case List:
			out = addList(out, b)
		}
	}
	return out
}

// addList appends a list, or its items to the bullet list before it: two of them in a row cannot be told apart.
func addList(out Doc, b Block) Doc {
	l := Block{Kind: List, Ordered: b.Ordered}
	if b.Ordered {
		l.Start = b.first()
	}
	flush := func() {
		if len(l.Items) > 0 {
			out = append(out, l)
		}
	}
	for i, item := range b.Items {
		if item = normal(item); len(item) > 0 {
			l.Items = append(l.Items, item)
			continue
		}
		if b.Ordered { // an empty item keeps its number by not being there
			flush()
			l = Block{Kind: List, Ordered: true, Start: b.first() + i + 1}
		}
	}
	if n := len(out); n > 0 && out[n-1].Kind == List && !b.Ordered && !out[n-1].Ordered {
		out[n-1].Items = append(out[n-1].Items, l.Items...)
		return out
	}
	flush()
	return out
}

// paragraphs cuts cells at empty lines.
func paragraphs(cs []cell) Doc {
	var out Doc
	add := func(part []cell) {
		if part = tidy(part); len(part) > 0 {
			out = append(out, Block{Kind: Paragraph, Spans: spansOf(part)})
		}
	}
	from := 0
	for i := 0; i < len(cs); i++ {
		if cs[i].r != '\n' {
			continue
		}
		j := i + 1
		for ; j < len(cs) && (cs[j].r == ' ' || cs[j].r == '\t'); j++ {
		}
		if j < len(cs) && cs[j].r == '\n' {
			add(append([]cell(nil), cs[from:i]...))
			from = j
			i = j - 1
		}
	}
	add(append([]cell(nil), cs[from:]...))
	return out
}

func dropControls(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}
