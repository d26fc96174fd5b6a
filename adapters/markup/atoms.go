package markup

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// firstAtom..lastAtom are the private runes that stand for atoms while goldmark reads a paragraph.
const (
	firstAtom = rune(0xF0000)
	lastAtom  = rune(0x10FFFD)
)

// atom is a piece of a paragraph whose meaning is settled before marks are read: an escaped character, inline code, an address.
type atom struct {
	raw  string // as typed
	text string // as read
	mono bool
	url  string
}

// backslash is the one character reference we know: how Write says a backslash that is not to be read as an escape.
const backslash = "&#92;"

// escapable are the characters that a backslash before them makes literal anywhere.
const escapable = "*_~`[]<>"

// prepared is a paragraph with its atoms taken out.
type prepared struct {
	text  strings.Builder
	atoms []atom
}

func (p *prepared) add(a atom) {
	r := firstAtom + rune(len(p.atoms))
	if r > lastAtom { // more than a text of MaxText can hold in earnest
		p.text.WriteString(strings.ToValidUTF8(a.text, ""))
		return
	}
	p.atoms = append(p.atoms, a)
	p.text.WriteRune(r)
}

// atomAt gives the atom a rune stands for.
func (p *prepared) atomAt(r rune) (atom, bool) {
	if r < firstAtom || int(r-firstAtom) >= len(p.atoms) {
		return atom{}, false
	}
	return p.atoms[r-firstAtom], true
}

// prepare takes the atoms out of a paragraph.
func prepare(s string) *prepared {
	p := &prepared{}
	prev := '\n'
	for i := 0; i < len(s); {
		leads := strings.HasSuffix(p.text.String(), "](") // here stands where a link leads to
		if n, a, ok := nextAtom(s, i, prev, leads); ok {
			p.add(a)
			i += n
			prev, _ = utf8.DecodeLastRuneInString(s[:i])
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		p.text.WriteString(s[i : i+n])
		prev = r
		i += n
	}
	return p
}

func nextAtom(s string, i int, prev rune, leads bool) (int, atom, bool) {
	rest := s[i:]
	switch c := rest[0]; {
	case c == '`':
		return codeAt(rest, prev)
	case c == '\\':
		return backslashAt(s, i, prev)
	case c == '&':
		if strings.HasPrefix(rest, backslash) {
			return len(backslash), atom{raw: backslash, text: `\`}, true
		}
		return 0, atom{}, false
	case c == '<':
		return angleAt(rest)
	case c >= utf8.RuneSelf:
		if r, n := utf8.DecodeRuneInString(rest); r >= firstAtom {
			return n, atom{raw: rest[:n], text: rest[:n]}, true
		}
	}
	if leads {
		return 0, atom{}, false
	}
	return plainAt(rest, prev)
}

// plainAt finds what needs no marks: addresses and Windows paths.
func plainAt(rest string, prev rune) (int, atom, bool) {
	if n, link := address(rest, prev); n > 0 {
		return n, atom{raw: rest[:n], text: rest[:n], url: link}, true
	}
	if n := pathLength(rest, prev); n > 0 {
		return n, atom{raw: rest[:n], text: rest[:n]}, true
	}
	return 0, atom{}, false
}

// pathLength measures a Windows path ("C:\dir\_file", "\\server\share"): in it a backslash is a backslash.
func pathLength(s string, prev rune) int {
	head := 2
	switch {
	case len(s) < 4 || word(prev) || prev == '\\':
		return 0
	case s[1:3] == `:\` && (s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z'):
		head = 3
	case s[:2] != `\\`:
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(s[head:]); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return 0
	}
	for i, r := range s[head:] {
		if unicode.IsSpace(r) || r == joiner || r >= firstAtom || strings.ContainsRune("*~`[]<>\"|&", r) {
			return head + i
		}
	}
	return len(s)
}

// backslashAt: an escape, or a backslash. "\\" is two backslashes, and the arm of the shrug is one.
func backslashAt(s string, i int, prev rune) (int, atom, bool) {
	rest := s[i:]
	if prev == '¯' && strings.HasPrefix(rest, `\_(`) {
		return 2, atom{raw: `\_`, text: `\_`}, true
	}
	if n := pathLength(rest, prev); n > 0 {
		return n, atom{raw: rest[:n], text: rest[:n]}, true
	}
	if len(rest) > 1 && (strings.IndexByte(escapable, rest[1]) >= 0 || escapedHere(s[:i], rest[1:])) {
		return 2, atom{raw: rest[:2], text: rest[1:2]}, true
	}
	return 1, atom{raw: `\`, text: `\`}, true
}

var numberBefore = regexp.MustCompile(`(?:^|\s)\d{1,9}$`)

// escapedHere: characters that mean something only in some places are escaped only there.
func escapedHere(before, after string) bool {
	switch after[0] {
	case '!':
		return strings.HasPrefix(after, "![")
	case '&':
		return strings.HasPrefix(after, backslash)
	case '-', '+', '#':
		return before == "" || strings.IndexByte(" \t\n*~-", before[len(before)-1]) >= 0
	case '.', ')':
		return numberBefore.MatchString(before[max(0, len(before)-12):])
	}
	return false
}

// codeAt reads inline code: it ends on its line, and a single backtick in a word ("don`t") opens none.
func codeAt(rest string, prev rune) (int, atom, bool) {
	n := fenceLength(rest)
	ticks := rest[:n]
	literal := atom{raw: ticks, text: ticks}
	if n == 1 && word(prev) {
		return n, literal, true
	}
	line, _, _ := strings.Cut(rest[n:], "\n")
	for at := 0; ; {
		k := strings.Index(line[at:], ticks)
		if k < 0 {
			return n, literal, true
		}
		at += k
		if m := fenceLength(line[at:]); m != n {
			at += m
			continue
		}
		text := line[:at]
		if strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") && strings.Trim(text, " ") != "" {
			text = text[1 : len(text)-1]
		}
		end := n + at + n
		return end, atom{raw: rest[:end], text: text, mono: true}, true
	}
}

// angleAt reads an address in angle brackets.
func angleAt(rest string) (int, atom, bool) {
	end := strings.IndexAny(rest[:min(len(rest), maxURL)], "> \n")
	if end < 2 || rest[end] != '>' {
		return 0, atom{}, false
	}
	text := rest[1:end]
	link := text
	if email(text) == len(text) {
		link = "mailto:" + text
	}
	clean, ok := cleanURL(link)
	if !ok {
		return 0, atom{}, false
	}
	return end + 1, atom{raw: rest[:end+1], text: text, url: clean}, true
}
