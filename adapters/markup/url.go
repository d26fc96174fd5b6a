package markup

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxURL is the longest address that becomes a link; a longer one stays words.
const maxURL = 2048

// cleanURL gives an address that may stand in a link, or false: only http, https and mailto, with a host or an addressee.
// What could end a link early somewhere is percent-encoded.
func cleanURL(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxURL || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) || r == utf8.RuneError }) {
		return "", false
	}
	u, err := url.Parse(s)
	if err != nil {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Hostname() == "" || u.User != nil { // "https://good.com@evil.com" is not shown as a link
			return "", false
		}
	case "mailto":
		if !strings.Contains(u.Opaque, "@") {
			return "", false
		}
	default:
		return "", false
	}
	if !balanced(s) {
		s = strings.NewReplacer("(", "%28", ")", "%29").Replace(s)
	}
	return hard.Replace(s), true
}

var hard = strings.NewReplacer("\\", "%5C", "<", "%3C", ">", "%3E", `"`, "%22", "`", "%60", "\u2060", "%E2%81%A0")

func balanced(s string) bool {
	depth := 0
	for _, r := range s {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return depth == 0
}

// address finds an address that starts at s (prev stands before it) and is typed without any mark: how long it is and where
// it leads. Punctuation that ends a sentence and a bracket opened before it do not belong to it.
func address(s string, prev rune) (n int, link string) {
	if s == "" || !alnum(s[0]) || !apart(prev) {
		return 0, ""
	}
	switch low := strings.ToLower(s[:min(len(s), 8)]); {
	case strings.HasPrefix(low, "http://"), strings.HasPrefix(low, "https://"):
		n = addressEnd(s)
		link = s[:n]
	case strings.HasPrefix(low, "www."):
		if n = addressEnd(s); strings.Count(s[:n], ".") < 2 {
			return 0, ""
		}
		link = "http://" + s[:n]
	case strings.HasPrefix(low, "mailto:"):
		if n = email(s[7:]); n > 0 {
			n += 7
			link = s[:n]
		}
	}
	clean, ok := cleanURL(link)
	if host := max(0, strings.Index(s[:n], "://")+3); !ok && host < n {
		if i := strings.IndexByte(s[host:n], ':'); i > 0 { // what follows the host is no port
			link = strings.TrimSuffix(link, s[host+i:n])
			n = host + i
			clean, ok = cleanURL(link)
		}
	}
	if ok && n > 0 {
		return n, clean
	}
	if n = email(s); n > 0 && prev != '_' { // also "www.anna@example.com"
		return n, "mailto:" + s[:n]
	}
	return 0, ""
}

// apart reports whether an address may start behind prev. Behind a joiner none does: Write puts one where none should.
func apart(prev rune) bool { return !word(prev) && !strings.ContainsRune("@/.%+-=\u2060", prev) }

func alnum(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func addressEnd(s string) int {
	n, round, square, bracket := len(s), 0, 0, 0
	host := max(0, strings.Index(s[:min(len(s), 8)], "://")+3)
scan:
	for i, r := range s {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), r >= firstAtom,
			strings.ContainsRune("<>\"`\\|\u2060", r),
			r == '[' && !strings.ContainsAny(s[host:i], "/?#"),
			strings.HasPrefix(s[i:], "**"), strings.HasPrefix(s[i:], "~~"), strings.HasPrefix(s[i:], backslash):
			n = i
			break scan
		case r == '(':
			round++
		case r == '[':
			if square++; square == 1 {
				bracket = i
			}
		case r == ')':
			round--
		case r == ']':
			square--
		}
		if round < 0 || square < 0 || i > maxURL {
			n = i
			break
		}
	}
	if square > 0 { // never closed
		n = bracket
	}
	return len(strings.TrimRight(s[:n], "?!.,:;*_~'([{“”‘’„«»…。，、！？；：（「『【"))
}

var emailShape = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}`)

func email(s string) int {
	if at := strings.IndexByte(s[:min(len(s), 66)], '@'); at < 1 {
		return 0
	}
	n := len(emailShape.FindString(s[:min(len(s), 320)]))
	if next, _ := utf8.DecodeRuneInString(s[n:]); n < len(s) && (word(next) || next == '@') {
		return 0
	}
	return n
}

// word reports whether r is a letter or digit of a script that puts spaces between words. Next to one, a mark is no mark
// ("2*3*4", "snake_case", "don`t"); Chinese, Japanese and Thai have no spaces, so there it is.
func word(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
