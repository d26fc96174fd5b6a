package markup

import (
	"strings"
	"unicode"
)

// joiner (word joiner, U+2060) is what Write puts between marks and words that would otherwise be misread.
// It has no width and no meaning, so Parse drops it.
const joiner = '\u2060'

// cell is one rune with its look: the form in which spans are cut and tidied.
type cell struct {
	r     rune
	style Style
	url   string
}

func cells(spans []Span) []cell {
	var out []cell
	for _, s := range spans {
		s.URL, _ = cleanURL(s.URL)
		if strings.TrimFunc(s.Text, unseen) == "" { // there is no blank inline code
			s.Style &^= Mono
		}
		for _, r := range s.Text {
			if r == joiner || r == '\r' || r != '\n' && r != '\t' && unicode.IsControl(r) {
				continue
			}
			if r == '\n' && s.Style.Has(Mono) {
				r = ' '
			}
			out = append(out, cell{r, s.Style, s.URL})
		}
	}
	return out
}

func spansOf(cs []cell) []Span {
	var out []Span
	for i := 0; i < len(cs); {
		var b strings.Builder
		j := i
		for ; j < len(cs) && cs[j].style == cs[i].style && cs[j].url == cs[i].url; j++ {
			b.WriteRune(cs[j].r)
		}
		out = append(out, Span{b.String(), cs[i].style, cs[i].url})
		i = j
	}
	return out
}

func unseen(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == joiner }

func blank(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }

// tidy brings the cells of one paragraph into the one form each meaning has: no space around line breaks, no look on edges
// that are only space, no look on what is only ASCII punctuation. Looks nest Strong > Em > Strike > link > Mono.
func tidy(cs []cell) []cell {
	cs = trimLines(cs)
	outer := Style(0)
	for _, look := range []Style{Strong, Em, Strike} {
		outer |= look
		groups(cs, outer, func(part []cell) {
			if part[0].style.Has(look) {
				tidyLook(part, look)
			}
		})
	}
	for i := 0; i < len(cs); {
		j := i
		for ; j < len(cs) && cs[j].url == cs[i].url; j++ {
		}
		if cs[i].url != "" {
			tidyLink(cs[i:j])
		}
		i = j
	}
	return cs
}

// groups calls fn with each longest run of cells that have the same looks of mask.
func groups(cs []cell, mask Style, fn func([]cell)) {
	for i := 0; i < len(cs); {
		j := i
		want := cs[i].style & mask
		for ; j < len(cs) && cs[j].style&mask == want; j++ {
		}
		fn(cs[i:j])
		i = j
	}
}

func tidyLook(part []cell, look Style) {
	lo, hi := edges(part)
	drop(part[:lo], look)
	drop(part[hi:], look)
	if !wordy(part[lo:hi]) {
		drop(part[lo:hi], look)
	}
}

func tidyLink(part []cell) {
	lo, hi := edges(part)
	if blankCells(part) {
		lo = hi
	}
	for i := range part {
		if i < lo || i >= hi {
			part[i].url = ""
		}
	}
}

// edges finds where the words of a run begin and end; the space of inline code belongs to its words.
func edges(part []cell) (lo, hi int) {
	space := func(c cell) bool { return unicode.IsSpace(c.r) && !c.style.Has(Mono) }
	for hi = len(part); hi > 0 && space(part[hi-1]); hi-- {
	}
	for ; lo < hi && space(part[lo]); lo++ {
	}
	return lo, hi
}

func drop(part []cell, look Style) {
	for i := range part {
		part[i].style &^= look
	}
}

func blankCells(part []cell) bool {
	for _, c := range part {
		if !blank(c.r) {
			return false
		}
	}
	return true
}

// wordy reports whether a run holds more than ASCII punctuation: "*_*" and "*.*" are faces and patterns, not emphasis.
func wordy(part []cell) bool {
	for _, c := range part {
		if c.r > unicode.MaxASCII || unicode.IsLetter(c.r) || unicode.IsDigit(c.r) || c.style.Has(Mono) {
			return true
		}
	}
	return false
}

// trimLines removes space at both ends of every line.
func trimLines(cs []cell) []cell {
	out := cs[:0]
	space := func(c cell) bool { return (c.r == ' ' || c.r == '\t') && !c.style.Has(Mono) }
	for _, c := range cs {
		if c.r == '\n' {
			if len(out) == 0 {
				continue
			}
			for len(out) > 0 && space(out[len(out)-1]) {
				out = out[:len(out)-1]
			}
		}
		if space(c) && (len(out) == 0 || out[len(out)-1].r == '\n') {
			continue
		}
		out = append(out, c)
	}
	for len(out) > 0 && (space(out[len(out)-1]) || out[len(out)-1].r == '\n') {
		out = out[:len(out)-1]
	}
	return out
}
