package core

import "strings"

// Literal makes a name, which may hold anything, safe within a sentence of our
// own Markdown: it is read there as it is. Only what is a mark is escaped, a
// backslash before anything else would be shown.
func Literal(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case r == '\\':
			b.WriteString("&#92;")
			continue
		case strings.ContainsRune("*_~`[]<>", r), r == '&' && strings.HasPrefix(name[i:], "&#92;"):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// opening is a name that begins a sentence: there a dash, a hash or a number
// would begin a list or a heading.
func opening(name string) string {
	s := Literal(name)
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch rest := s[digits:]; {
	case rest == "":
	case digits == 0 && strings.ContainsRune("-+#", rune(rest[0])), digits > 0 && digits < 10 && (rest[0] == '.' || rest[0] == ')'):
		return s[:digits] + `\` + rest
	}
	return s
}
