package markup

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxMarks is how many marks and brackets a paragraph may have before it is all literal: pairing them takes time that grows
// with the square of their number.
const maxMarks = 1200

// inlineParser reads the words of one paragraph. Goldmark does what is hard to get right (which marks pair, where links
// end); what is ours (escapes, code, addresses) is taken out before.
type inlineParser struct {
	parser parser.Parser
}

func newInlineParser() *inlineParser {
	return &inlineParser{parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 100)),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(markParser{}, 500),
		),
	)}
}

// parse reads trimmed, non-blank lines.
func (p *inlineParser) parse(s string) []Span {
	prep := prepare(s)
	source := prep.text.String()
	w := &walker{prep: prep, source: []byte(source)}
	if marks(source) > maxMarks || strings.TrimFunc(source, unicode.IsSpace) == "" {
		w.words(source, 0, "")
		return w.out
	}
	root := p.parser.Parse(text.NewReader(w.source))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		w.children(n, 0, "")
	}
	return linkify(w.out)
}

// linkify finds the addresses that looked like the end of a link and were none.
func linkify(spans []Span) []Span {
	var out []Span
	prev := '\n'
	for _, s := range merged(spans) {
		from := 0
		for i, r := range s.Text {
			if i < from {
				continue
			}
			if s.URL != "" || s.Style.Has(Mono) {
				break
			}
			if n, a, ok := plainAt(s.Text[i:], prev); ok {
				out = append(out, Span{s.Text[from:i], s.Style, ""}, Span{s.Text[i : i+n], s.Style, a.url})
				from = i + n
			}
			prev = r
		}
		out = append(out, Span{s.Text[from:], s.Style, s.URL})
	}
	return out
}

func marks(s string) int {
	n := 0
	for i := range len(s) {
		if strings.IndexByte("*_~[]", s[i]) >= 0 {
			n++
		}
	}
	return n
}

// merged joins neighbours with one look and no address.
func merged(spans []Span) []Span {
	var out []Span
	for i := 0; i < len(spans); {
		s := spans[i]
		var text strings.Builder
		text.WriteString(s.Text)
		for i++; i < len(spans) && s.URL == "" && spans[i].URL == "" && spans[i].Style == s.Style && !s.Style.Has(Mono); i++ {
			text.WriteString(spans[i].Text)
		}
		s.Text = text.String()
		out = append(out, s)
	}
	return out
}

// walker turns goldmark's tree into spans.
type walker struct {
	prep   *prepared
	source []byte
	out    []Span
}

func (w *walker) children(n ast.Node, style Style, url string) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c, style, url)
	}
}

func (w *walker) node(n ast.Node, style Style, url string) {
	switch n := n.(type) {
	case *ast.Text:
		w.words(string(n.Value(w.source)), style, url)
		if n.SoftLineBreak() || n.HardLineBreak() {
			w.words("\n", style, url)
		}
	case *ast.Emphasis:
		look, mark := Em, string(w.source[n.Pos()])
		if n.Level == 2 {
			look, mark = Strong, mark+mark
		}
		w.look(n, look, mark, style, url)
	case *east.Strikethrough:
		w.look(n, Strike, "~~", style, url)
	case *ast.Link:
		w.link(n, n.Destination, style, url)
	case *ast.Image:
		w.link(n, n.Destination, style, url)
	default:
		w.children(n, style, url)
	}
}

// look gives words a look, unless they are no words: then the marks were a face or a pattern.
func (w *walker) look(n ast.Node, look Style, mark string, style Style, url string) {
	inner := &walker{prep: w.prep, source: w.source}
	inner.children(n, style|look, url)
	if wordy(cells(inner.out)) {
		w.out = append(w.out, inner.out...)
		return
	}
	w.words(mark, style, url)
	for _, s := range inner.out {
		w.words(s.Text, style, url)
	}
	w.words(mark, style, url)
}

// link: an image is a link too. One that leads nowhere we allow stays as typed.
func (w *walker) link(n ast.Node, destination []byte, style Style, outer string) {
	raw := w.typed(string(destination))
	clean, ok := cleanURL(strings.TrimSuffix(strings.TrimPrefix(raw, "<"), ">"))
	if !ok {
		w.words("[", style, outer)
		w.children(n, style, outer)
		w.out = append(w.out, Span{"](" + raw + ")", style, outer})
		return
	}
	if outer != "" {
		clean = outer
	}
	before := len(w.out)
	w.children(n, style, clean)
	for _, s := range w.out[before:] {
		if strings.TrimSpace(s.Text) != "" {
			return
		}
	}
	w.out = append(w.out, Span{clean, style, clean})
}

// typed gives back the source of prepared text.
func (w *walker) typed(s string) string {
	var b strings.Builder
	for _, r := range s {
		if a, ok := w.prep.atomAt(r); ok {
			if strings.HasPrefix(a.raw, `\`) {
				b.WriteString(a.text)
			} else {
				b.WriteString(a.raw)
			}
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// words puts atoms back and adds a span.
func (w *walker) words(s string, style Style, url string) {
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			w.out = append(w.out, Span{b.String(), style, url})
			b.Reset()
		}
	}
	for _, r := range s {
		a, ok := w.prep.atomAt(r)
		switch {
		case !ok:
			b.WriteRune(r)
		case !a.mono && (a.url == "" || url != ""):
			b.WriteString(a.text)
		default:
			flush()
			atom := Span{a.text, style, url}
			if a.mono {
				atom.Style |= Mono
			}
			if url == "" {
				atom.URL = a.url
			}
			w.out = append(w.out, atom)
		}
	}
	flush()
}
