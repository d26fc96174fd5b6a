package markup

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text writes literal words: what Parse would read as markup is escaped, and nothing else. next is the rune that follows.
func (w *writer) text(s string, next rune) {
	for i := 0; i < len(s); {
		if w.atom && !unicode.IsSpace(rune(s[i])) {
			w.join()
		}
		prev := w.last()
		if n, _, ok := plainAt(s[i:], prev); ok {
			w.put(s[i : i+n])
			w.atom = true
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		w.rune(s, i, r, n, prev, next)
		i += n
		if strings.ContainsRune("hHwWmM", r) && apart(prev) && scheme.MatchString(s[i-n:min(len(s), i+8)]) { // no address as it stands, but its beginning could become one
			w.join()
		}
	}
}

var scheme = regexp.MustCompile(`^(?i:https?://|www\.|mailto:)`)

func (w *writer) rune(s string, i int, r rune, n int, prev, next rune) {
	follows := next
	if i+n < len(s) {
		follows, _ = utf8.DecodeRuneInString(s[i+n:])
	}
	c := string(r)
	switch {
	case r == '\\':
		if unicode.IsLetter(follows) || unicode.IsDigit(follows) && prev != '\\' {
			if prev != '\\' && prev != '¯' && i+n < len(s) {
				break
			}
		}
		c = backslash
	case r == '*' || r == '_':
		if !word(prev) || !word(follows) || i == 0 || i+n == len(s) {
			c = `\` + c
		} else if _, _, ok := plainAt(s[i+n:], r); ok {
			c = `\` + c
		}
	case r == '~':
		if i == 0 || i+n == len(s) || prev == '~' || follows == '~' {
			c = `\~`
		}
	case strings.ContainsRune("`[]", r):
		c = `\` + c
	case r == '<':
		if i+n == len(s) || unicode.IsLetter(follows) || unicode.IsDigit(follows) {
			c = `\<`
		}
	case r == '&' && strings.HasPrefix(s[i:], backslash):
		c = `\&`
	case r == '>' && prev == '\n' && (i+n == len(s) || blank(follows)):
		c = `\>`
	case r == '-':
		if prev == '\n' && (i+n == len(s) || blank(follows)) || w.drawn() && strings.Trim(firstLine(s[i:]), "-* \t") == "" {
			c = `\-`
		}
	case r == '.' || r == ')':
		if numberStarts(w.b.String()) && (i+n == len(s) || blank(follows)) {
			c = `\` + c
		}
	}
	if prev == '¯' && strings.HasPrefix(c, `\`) {
		w.join()
	}
	w.put(c)
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// drawn reports whether the line so far could be one drawn with marks.
func (w *writer) drawn() bool {
	s := w.b.String()
	s = s[max(0, len(s)-16):]
	return strings.Trim(s[strings.LastIndexByte(s, '\n')+1:], "-* ") == ""
}

// numberStarts reports whether the last line written so far is a short number.
func numberStarts(s string) bool {
	s = s[max(0, len(s)-12):]
	if i := strings.LastIndexByte(s, '\n'); i >= 0 {
		s = s[i+1:]
	}
	return s != "" && len(s) < 10 && strings.Trim(s, "0123456789") == ""
}
