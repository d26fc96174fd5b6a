package discord

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// escaped shows s as it stands: what Discord could read as a mark, a mention, a
// time or a command means nothing any more.
func escaped(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\*_~|`[]>", r):
			b.WriteByte('\\')
			b.WriteRune(r)
			continue
		case r == '<':
			b.WriteString("\\<")
			if token(s[i+1:]) {
				b.WriteString(joiner)
			}
			continue
		case turning(r), r >= ink[0] && r <= ink[3]:
			continue
		}
		b.WriteRune(r)
		if r == '@' && (strings.HasPrefix(strings.ToLower(s[i:]), "@everyone") || strings.HasPrefix(strings.ToLower(s[i:]), "@here")) {
			b.WriteString(joiner)
		}
	}
	return b.String()
}

// turning are the characters that turn around what stands beside them.
func turning(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

// token tells whether what follows "<" could be something of Discord's.
func token(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("@#:/&!tai", r)
}

// lineStart keeps the beginning of a line from being read as a heading, a list
// or small print.
func lineStart(l string) string {
	bare := strings.TrimLeft(l, " "+joiner)
	lead := l[:len(l)-len(bare)]
	r, _ := utf8.DecodeRuneInString(bare)
	if r == '#' || r == '-' || r == '+' {
		return lead + "\\" + bare
	}
	digits := len(bare) - len(strings.TrimLeft(bare, "0123456789"))
	if digits > 0 && digits < len(bare) && (bare[digits] == '.' || bare[digits] == ')') {
		return lead + bare[:digits] + "\\" + bare[digits:]
	}
	return l
}

// literal is a text in one line, as it stands.
func literal(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	return unsealed(lineStart(escaped(s)))
}
