package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Split cuts a text into parts of at most limit runes, each a text of its own: between paragraphs when it can, then lines, sentences,
// words, characters. Code is closed and opened again with its language, a list goes on with its numbers (as words: see Write), a link is
// cut only when it alone is longer than a part. Only space is lost at a cut. A text that fits is returned as it is; an empty
// one gives no part. A limit under MinLimit counts as MinLimit.
func Split(text string, limit int) []string {
	if utf8.RuneCountInString(text) <= limit {
		if text == "" {
			return nil
		}
		return []string{text}
	}
	var out []string
	size := func(d Doc) int { return utf8.RuneCountInString(strings.Join(writeLines(d), "\n")) }
	for _, d := range SplitDoc(Parse(text), limit, size) {
		out = append(out, Write(d))
	}
	return out
}

// MinLimit is the smallest part that Split makes: below it, marks leave no room for words.
const MinLimit = 64

// SplitDoc is Split for those who write a document in their own way: size says how long it gets there.
func SplitDoc(d Doc, limit int, size func(Doc) int) []Doc {
	c := cutter{limit: max(limit, MinLimit), size: size}
	d = normal(d)
	var out []Doc
	for len(d) > 0 {
		n := longest(min(len(d), c.limit), func(n int) bool { return c.fits(d[:n]) })
		part := d[:n:n]
		d = d[n:]
		if len(d) > 0 {
			c.fresh = n == 0
			head, tail := c.cut(part, d[0])
			if n == 0 && len(head) == 0 { // nothing of it fits: it goes alone, as it is
				head, tail = d[:1:1], nil
			}
			part = append(part, head...)
			d = append(tail[:len(tail):len(tail)], d[1:]...)
		}
		out = append(out, part)
	}
	return out
}

type cutter struct {
	limit int
	size  func(Doc) int
	fresh bool // the part is empty: what does not fit now never will
}

func (c cutter) fits(d Doc) bool { return c.size(d) <= c.limit }

// cut divides a block that does not fit behind before. No head means that it should start a part of its own.
func (c cutter) cut(before Doc, b Block) (head, tail Doc) {
	fits := func(d Doc) bool { return c.fits(append(before[:len(before):len(before)], d...)) }
	switch alone := c.fits(Doc{b}); {
	case len(before) > 0 && (alone || b.Kind == Paragraph):
		return nil, Doc{b}
	case b.Kind == Paragraph:
		return c.cutWords(b, fits)
	case b.Kind == Code:
		return c.cutCode(b, fits)
	case b.Kind == Quote:
		inner, rest := c.cutDoc(b.Blocks, func(d Doc) bool { return fits(Doc{{Kind: Quote, Blocks: d}}) })
		return wrap(Quote, inner), wrap(Quote, rest)
	}
	return c.cutList(b, fits)
}

func wrap(kind Kind, d Doc) Doc {
	if len(d) == 0 {
		return nil
	}
	return Doc{{Kind: kind, Blocks: d}}
}

// cutDoc divides blocks within a container.
func (c cutter) cutDoc(d Doc, fits func(Doc) bool) (head, tail Doc) {
	n := longest(min(len(d), c.limit), func(n int) bool { return fits(d[:n]) })
	if n > 0 || len(d) == 0 {
		return d[:n:n], d[n:]
	}
	inner := cutter{limit: c.limit, fresh: c.fresh, size: func(part Doc) int {
		if fits(part) {
			return 0
		}
		return c.limit + 1
	}}
	head, tail = inner.cut(nil, d[0])
	return head, append(tail, d[1:]...)
}

func (c cutter) cutList(b Block, fits func(Doc) bool) (head, tail Doc) {
	list := func(items []Doc, start int) Doc {
		if len(items) == 0 {
			return nil
		}
		return Doc{{Kind: List, Ordered: b.Ordered, Start: start, Items: items}}
	}
	n := longest(min(len(b.Items), c.limit), func(n int) bool { return fits(list(b.Items[:n:n], b.Start)) })
	next := b.Start
	if b.Ordered {
		next = b.first() + n
	}
	if n > 0 {
		return list(b.Items[:n:n], b.Start), list(b.Items[n:], next)
	}
	one, rest := c.cutDoc(b.Items[0], func(d Doc) bool { return fits(list([]Doc{d}, b.Start)) })
	if len(one) == 0 {
		return nil, Doc{b}
	}
	if b.Ordered {
		next++
	}
	return list([]Doc{one}, b.Start), append(rest, list(b.Items[1:], next)...)
}

// longest finds the largest n up to high for which fits holds, 0 when none.
func longest(high int, fits func(n int) bool) int {
	low := 0
	for low < high {
		if mid := (low + high + 1) / 2; fits(mid) {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

func (c cutter) cutCode(b Block, fits func(Doc) bool) (head, tail Doc) {
	rs := []rune(b.Text)
	code := func(part []rune) Doc { return Doc{{Kind: Code, Text: string(part), Lang: b.Lang}} }
	n := longest(min(len(rs), c.limit), func(n int) bool { return fits(code(rs[:n])) })
	at := n
	for at > 0 && at < len(rs) && rs[at] != '\n' {
		at--
	}
	rest := at + 1
	if at == 0 { // one long line
		at = boundary(rs, n)
		rest = at
	}
	if at == 0 {
		return nil, Doc{b}
	}
	return normal(code(rs[:at])), normal(code(rs[min(rest, len(rs)):]))
}

func (c cutter) cutWords(b Block, fits func(Doc) bool) (head, tail Doc) {
	cs := cells(b.Spans)
	words := func(part []cell) Doc { return paragraphs(append([]cell(nil), part...)) }
	n := longest(min(len(cs), c.limit), func(n int) bool { return fits(words(cs[:n])) })
	at := place(cs, n)
	for at > 0 && !fits(words(cs[:at])) { // shorter can be longer when written: a look cut in two needs its marks twice
		at = place(cs, at-1)
	}
	if at == 0 && len(cs) > 0 {
		for at < len(cs) && cs[at].url == cs[0].url { // the first link may be short as a whole
			at++
		}
		switch {
		case fits(words(cs[:at])):
		case c.fresh && cs[0].url != "":
			return c.cutWords(Block{Spans: spansOf(append(unlink(cs[:at]), cs[at:]...))}, fits)
		default:
			at = 0
		}
	}
	if at == 0 {
		return nil, Doc{b}
	}
	return words(cs[:at]), words(cs[at:])
}

// unlink makes words of a link that is longer than a part.
func unlink(link []cell) []cell {
	url := link[0].url
	out := append([]cell(nil), link...)
	for i := range out {
		out[i].url = ""
	}
	if words := spansOf(out); !Says(plainSpans(words), url) {
		out = append(out, cells([]Span{{Text: " (" + url + ")"}})...)
	}
	return out
}

// place finds where to cut at or before n: a line's end or a sentence's in the last half, else a word's, else between characters;
// not in a link.
func place(cs []cell, n int) int {
	if n >= len(cs) {
		return len(cs)
	}
	line, sentence, space, link := 0, 0, 0, 0
	for i := n; i > 0; i-- {
		if cs[i].url != "" && cs[i-1].url == cs[i].url {
			continue
		}
		here := cs[i].r
		switch {
		case here == '\n' && line == 0:
			line = i
		case unicode.IsSpace(here) && ends(cs[i-1].r) && sentence == 0, cs[i-1].r == '。' && sentence == 0:
			sentence = i
		}
		if unicode.IsSpace(here) && space == 0 {
			space = i
		}
		if link == 0 && cs[n].url != "" && cs[n].url == cs[n-1].url {
			link = i
		}
	}
	switch {
	case line > n/2:
		return line
	case sentence > n/2:
		return sentence
	case space > 0:
		return space
	case link > 0:
		return link
	}
	rs := make([]rune, 0, n+1)
	for _, c := range cs[:n+1] {
		rs = append(rs, c.r)
	}
	return boundary(rs, n)
}

func ends(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' }
