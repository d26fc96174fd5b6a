package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// writer writes the words of one paragraph with marks, and puts a joiner outside of a mark that would otherwise be misread.
type writer struct {
	b      strings.Builder
	opened bool // the last thing written opened a mark
	closed bool // the last thing written closed a mark
	atom   bool // the last thing written was an address or path that must end here
	apart  bool // a joiner is due before whatever comes next, unless that closes a mark too
}

// marksOf are the marks of the looks that nest, outermost first.
var marksOf = []struct {
	look Style
	mark string
}{{Strong, "**"}, {Em, "*"}, {Strike, "~~"}}

// spans writes spans whose looks before level are settled; next is the first rune after them, 0 at the end.
func (w *writer) spans(spans []Span, level int, next rune) {
	for i := 0; i < len(spans); {
		j := i
		if level == len(marksOf) {
			for ; j < len(spans) && spans[j].URL == spans[i].URL; j++ {
			}
			w.link(spans[i:j], after(spans, j, next))
			i = j
			continue
		}
		m := marksOf[level]
		styled := spans[i].Style.Has(m.look)
		for ; j < len(spans) && spans[j].Style.Has(m.look) == styled; j++ {
		}
		group, follows := spans[i:j], after(spans, j, next)
		if styled {
			w.open(m.mark, group[0], level)
			w.spans(group, level+1, follows)
			w.close(m.mark, group[len(group)-1], follows)
		} else {
			w.spans(group, level+1, follows)
		}
		i = j
	}
}

func after(spans []Span, j int, next rune) rune {
	if j == len(spans) {
		return next
	}
	switch {
	case spans[j].URL != "":
		return '['
	case spans[j].Style.Has(Mono):
		return '`'
	}
	r, _ := utf8.DecodeRuneInString(spans[j].Text)
	return r
}

// last is the rune before what comes next.
func (w *writer) last() rune {
	if w.apart {
		w.join()
	}
	if w.b.Len() == 0 {
		return '\n'
	}
	r, _ := utf8.DecodeLastRuneInString(w.b.String())
	return r
}

func (w *writer) put(s string) {
	if w.apart {
		w.b.WriteRune(joiner)
	}
	w.b.WriteString(s)
	w.opened, w.closed, w.atom, w.apart = false, false, false, false
}

func (w *writer) join() {
	w.apart = false
	w.put(string(joiner))
}

func (w *writer) open(mark string, s Span, level int) {
	if !w.opened {
		r, _ := utf8.DecodeRuneInString(s.Text)
		// Beside a mark that starts here too, or inside one of the same character, it could be misread as an end.
		nests := deeper(s, level) || mark == "*" && s.Style.Has(Strong)
		if prev := w.last(); w.closed || w.atom || word(prev) || !open(prev) && (nests || !plainSide(r, s)) {
			w.join()
		}
	}
	w.put(mark)
	w.opened = true
}

// deeper reports whether a span has a look that nests within that of level.
func deeper(s Span, level int) bool {
	for _, m := range marksOf[level+1:] {
		if s.Style.Has(m.look) {
			return true
		}
	}
	return false
}

func (w *writer) close(mark string, s Span, next rune) {
	r, _ := utf8.DecodeLastRuneInString(s.Text)
	apart := w.apart || w.atom || word(next) || next != 0 && !open(next) && (w.closed || !plainSide(r, s))
	w.apart = false
	w.put(mark)
	w.closed, w.apart = true, apart
}

// plainSide: beside a letter, a digit or code a mark may stand whatever is on its other side.
func plainSide(r rune, s Span) bool {
	return s.URL == "" && (s.Style.Has(Mono) || unicode.IsLetter(r) || unicode.IsDigit(r))
}

// link writes spans of one address, or of none.
func (w *writer) link(spans []Span, next rune) {
	url := spans[0].URL
	if url == "" {
		w.leaves(spans, next)
		return
	}
	if len(spans) == 1 && !spans[0].Style.Has(Mono) {
		if n, a, ok := angleAt("<" + spans[0].Text + ">"); ok && n == len(spans[0].Text)+2 && a.url == url {
			w.put("<" + spans[0].Text + ">")
			return
		}
	}
	if w.last() == '!' || w.atom {
		w.join()
	}
	w.put("[")
	if strings.TrimSpace(spans[0].Text) == "" { // the space between two looks of one link; without a joiner it would show its address
		w.join()
	}
	w.leaves(spans, ']')
	w.put("](" + url + ")")
}

func (w *writer) leaves(spans []Span, next rune) {
	for i, s := range spans {
		if s.Style.Has(Mono) {
			w.code(s.Text)
			continue
		}
		w.text(s.Text, after(spans, i+1, next))
	}
}

// code writes inline code.
func (w *writer) code(text string) {
	n := 1
	if word(w.last()) {
		n = 2
	}
	for hasRun(text, n) {
		n++
	}
	if w.last() == '`' {
		w.join()
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") ||
		strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") && strings.Trim(text, " ") != "" {
		text = " " + text + " "
	}
	ticks := strings.Repeat("`", n)
	w.put(ticks + text + ticks)
}

// hasRun reports whether text holds a run of exactly n backticks.
func hasRun(text string, n int) bool {
	for {
		i := strings.IndexByte(text, '`')
		if i < 0 {
			return false
		}
		m := fenceLength(text[i:])
		if m == n {
			return true
		}
		text = text[i+m:]
	}
}
