package slack

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// looksOf are the marks of mrkdwn.
var looksOf = map[byte]markup.Style{'*': markup.Strong, '_': markup.Em, '~': markup.Strike, '`': markup.Mono}

// maxLook is the longest marked stretch, in bytes; it bounds the time.
const maxLook = 4000

var emojiName = regexp.MustCompile(`^:[\pL\pN_+'-]{1,100}(?:::skin-tone-[2-6])?:`)

// spans reads words with looks, tokens and emoji names, on every line for itself.
func (r *mrkdwnReader) spans(s string, style markup.Style) []markup.Span {
	var out []markup.Span
	var words strings.Builder
	flush := func() {
		if words.Len() > 0 {
			out = append(out, markup.Span{Text: words.String(), Style: style})
			words.Reset()
		}
	}
	prev := ' '
	for i := 0; i < len(s); {
		if body, n := tokenAt(s[i:]); n > 0 {
			flush()
			span := r.token(body)
			span.Style |= style
			out = append(out, span)
			i, prev = i+n, '>'
			continue
		}
		if look, inner, n := lookAt(s[i:], prev); n > 0 && !style.Has(look) {
			flush()
			if look == markup.Mono {
				out = append(out, markup.Span{Text: r.plain(inner), Style: style | look})
			} else {
				out = append(out, r.spans(inner, style|look)...)
			}
			i, prev = i+n, rune(s[i])
			continue
		}
		if e, n := emojiAt(s[i:]); n > 0 {
			words.WriteString(e)
			i, prev = i+n, ':'
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		prev = r
		if c := entityAt(s[i:]); c != "" {
			words.WriteString(decode(c))
			i += len(c)
			continue
		}
		words.WriteString(s[i : i+n])
		i += n
	}
	flush()
	return out
}

// emojiAt finds an emoji's name at the start of s, and what it shows.
func emojiAt(s string) (shows string, n int) {
	if s[0] != ':' {
		return "", 0
	}
	name := emojiName.FindString(s[:min(len(s), 128)])
	shows, ok := markup.Emoji(name)
	if name == "" || !ok {
		return "", 0
	}
	return shows, len(name)
}

func entityAt(s string) string {
	for _, e := range []string{"&amp;", "&lt;", "&gt;"} {
		if strings.HasPrefix(s, e) {
			return e
		}
	}
	return ""
}

// lookAt finds a marked stretch at the start of s: it opens at the start of a word, closes at the end of one, on the same line.
func lookAt(s string, prev rune) (look markup.Style, inner string, n int) {
	look, ok := looksOf[s[0]]
	if !ok || unicode.IsLetter(prev) || unicode.IsDigit(prev) || len(s) < 3 {
		return 0, "", 0
	}
	line, _, _ := strings.Cut(s[1:min(len(s), maxLook)], "\n")
	if r, _ := utf8.DecodeRuneInString(line); look != markup.Mono && unicode.IsSpace(r) {
		return 0, "", 0
	}
	for at := 1; at < len(line); at++ {
		if line[at] != s[0] {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(line[:at])
		after, size := utf8.DecodeRuneInString(line[at+1:])
		if look != markup.Mono && unicode.IsSpace(before) || size > 0 && (unicode.IsLetter(after) || unicode.IsDigit(after)) {
			continue
		}
		if strings.Trim(line[:at], "*_~` ") == "" || strings.Count(line[:at], "<") != strings.Count(line[:at], ">") {
			continue
		}
		return look, line[:at], at + 2
	}
	return 0, "", 0
}
