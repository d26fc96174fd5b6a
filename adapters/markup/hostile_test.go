package markup

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestHostileTextsTakeLittleTime(t *testing.T) {
	const size = 8_000 // what a visitor may send
	for _, piece := range []string{"> ", "- ", "*", "**a", "*a_b", "_a ", "[", "![", "[a](", "`", "`a``", "```\n", "<", "<http://", "~~", "\\", "&#92;", "a@", "a.", "http://",
		"http://x.(", "www.", "1. ", "1. a\n", "- a\n  ", "> - ", "\n\n", " ", "\t", "\u0301", "👍🏽", "[a](http://x)", "**a** ", "*a ", "a* ", "C:\\a", "](", "\n> ", "- a\n\n\n\n", "``` a\n"} {
		text := strings.Repeat(piece, size/len(piece))
		begin := time.Now()
		d := Parse(text)
		_ = HTML(d)
		_ = Plain(d)
		parsed := time.Since(begin)
		begin = time.Now()
		parts := Split(text, 3000)
		split := time.Since(begin)
		if parsed > 10*time.Second || split > 20*time.Second {
			t.Errorf("%q: parse %v, split %v", piece, parsed, split)
		}
		if testing.Verbose() {
			t.Logf("%-14q parse %8v split %8v %d parts", piece, parsed.Round(time.Millisecond), split.Round(time.Millisecond), len(parts))
		}
	}
}

func TestNestingEndsAtADepth(t *testing.T) {
	text := strings.Repeat("> ", 100) + "deep"
	if got := strings.Count(HTML(Parse(text)), "<blockquote>"); got != maxDepth {
		t.Errorf("%d quotes", got)
	}
	if !strings.Contains(Plain(Parse(text)), strings.Repeat("> ", 92)+"deep") {
		t.Errorf("%q", Plain(Parse(text)))
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "**a** _b_", "- a\n  - b", "> q\n\n```go\nx\n```", "[a](http://b) `c` \\*", "1. a\n2. b", "\xff\xfe", "a\u2060b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := Parse(s)
		if html := HTML(d); !utf8.ValidString(html) || strings.Contains(html, "<script") || strings.Contains(html, "href=\"javascript") {
			t.Errorf("%q renders %q", s, html)
		}
		again := Parse(Write(d))
		if packed(again) != packed(d) {
			t.Errorf("%q written %q reads %q, not %q", s, Write(d), packed(again), packed(d))
		}
		for _, part := range Split(s, 100) {
			if n := utf8.RuneCountInString(part); n > 100 && !strings.Contains(part, "](") && !strings.Contains(part, "<") {
				t.Errorf("%q has a part of %d runes: %q", s, n, part)
			}
		}
	})
}
