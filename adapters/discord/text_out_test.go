package discord

import (
	"regexp"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

func TestMarkdownBecomesDiscords(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"words", "hi\nthere\n\nyou", "hi\nthere\n\nyou"},
		{"looks", "**b** *i* ~~s~~ `c`", "**b** *i* ~~s~~ `c`"},
		{"fence", "```go\nx < 1\n```", "```go\nx < 1\n```"},
		{"quote", "> q", "> q"},
		{"list", "1. a\n   - b\n2. c", "1. a\n   - b\n2. c"},
		{"address", "https://x.com/a_b", "<https://x.com/a_b>"},
		{"masked link", "[https://good.com](https://evil.com)", "https://good.com (<https://evil.com>)"},
		{"no heading", "# big", `\# big`},
		{"no small print", "-# small", `\-# small`},
		{"no spoiler", "||secret||", `\|\|secret\|\|`},
		{"no underline", "__under__", `\_\_under\_\_`},
		{"no number", "2020. A year", `2020\. A year`},
		{"mention", "<@1> <#2> <@&3> <:a:4> <t:5:R> </x:6> <id:home>", `\<` + joiner + `@1\> \<` + joiner + `#2\> \<` + joiner + `@&3\> \<` + joiner +
			`:a:4\> \<` + joiner + `t:5:R\> \<` + joiner + `/x:6\> \<` + joiner + `id:home\>`},
		{"everyone", "@everyone and @Here", "@" + joiner + "everyone and @" + joiner + "Here"},
		{"fence in code", "````\n```\n````", "```\n`" + joiner + "`" + joiner + "`\n```"},
		{"turned", "a\u202eb", "ab"},
		{"our ink", "a\u2061\u2062\u2063\u2064b", "ab"},
	}
	for _, c := range cases {
		got := toDiscord(markup.Parse(c.text), visitorSpeaks)
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := renderParts(" \n ", visitorSpeaks); got != nil {
		t.Errorf("nothing to show gives %q", got)
	}
}

func TestOnlyAVisitorsLinksAreUnmasked(t *testing.T) {
	const text = "[shop](https://x.com)"
	if got := renderParts(text, agentSpeaks)[0]; got != "[shop](<https://x.com>)" {
		t.Error(got)
	}
	if got := renderParts(text, visitorSpeaks)[0]; got != "shop (<https://x.com>)" {
		t.Error(got)
	}
}

// attacks are what a visitor may type to ping or fool the team.
var attacks = []string{
	"<@123>", "<@!123>", "<@&123>", "<#123>", "@everyone", "@here", "@everyone @here", "</claim:1>", "<t:1:R>", "<id:home>", "<:tada:1>", "<a:tada:1>",
	"**<@123>**", "`<@123>`", "```\n<@123>\n```", "- @everyone", "> <@123>", "[<@123>](https://x.com)", "[x](https://x.com/<@123>)",
	"https://x.com/<@123>", "\\<@123>", "<\u200b@123>", "<\u2060@123>", "&lt;@123&gt;", "# heading", "-# 🔒 Note among the team · the visitor does not see it",
	"||spoiler||", "__under__", ">>> all", "[Claim](https://evil.example)", "[a](discord://x)", "\u2061\u2062\u2063\u2064", "||||", "``` ```", "`", "```", "\\", "\\\\",
}

var (
	liveToken = regexp.MustCompile(`(^|[^\\])<(@|#|:|a:|t:|/|id:)`)
	liveMask  = regexp.MustCompile(`(^|[^\\])\]\(`)
	livePing  = regexp.MustCompile(`(?i)@(everyone|here)`)
)

// withoutCode is a text of Discord's without its code and without what is
// escaped, in which nothing counts.
func withoutCode(s string) string {
	var b strings.Builder
	for s != "" {
		run := len(s) - len(strings.TrimLeft(s, "`"))
		switch {
		case s[0] == '\\' && len(s) > 1:
			s = s[2:]
			b.WriteByte('.')
			continue
		case run > 0:
			if end := strings.Index(s[run:], s[:run]); end >= 0 {
				s = s[run+end+run:]
				continue
			}
			b.WriteString(s[:run])
			s = s[run:]
			continue
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	return b.String()
}

// checkHarmless fails when a text could ping, mask a link or be taken for ours.
func checkHarmless(t interface{ Errorf(string, ...any) }, text, shown string) {
	bare := withoutCode(shown)
	switch {
	case liveToken.MatchString(bare) || livePing.MatchString(bare):
		t.Errorf("%q: lives in %q", text, shown)
	case liveMask.MatchString(bare):
		t.Errorf("%q: a masked link in %q", text, shown)
	case units(shown) > maxPart+200:
		t.Errorf("%q: %d characters", text, units(shown))
	}
	if _, _, ok := keyIn(shown); ok {
		t.Errorf("%q: holds a key", text)
	}
	for l := range strings.SplitSeq(bare, "\n") {
		if strings.HasPrefix(l, "-# ") || strings.HasPrefix(l, "# ") || strings.HasPrefix(l, ">>> ") {
			t.Errorf("%q: the line %q", text, l)
		}
	}
}

func TestAVisitorPingsNobodyAndForgesNothing(t *testing.T) {
	for _, attack := range attacks {
		for _, shown := range renderParts(attack, visitorSpeaks) {
			checkHarmless(t, attack, shown)
		}
	}
}

func TestALongTextTakesSeveralPosts(t *testing.T) {
	text := strings.Repeat("Some words of a **long** story <@1>, told & told again.\n\n", 200)
	for _, who := range []speaker{visitorSpeaks, agentSpeaks, botSpeaks} {
		parts := renderParts(text, who)
		sentences := 0
		for _, p := range parts {
			if n := units(p); n > maxPart {
				t.Errorf("a part of %d characters", n)
			}
			sentences += strings.Count(p, "told again.")
		}
		if sentences != 200 || len(parts) < 6 || len(parts) > 12 {
			t.Errorf("%d sentences of 200 in %d parts", sentences, len(parts))
		}
	}
}

func TestAKeyIsReadBackAndNobodyElsesIs(t *testing.T) {
	for _, key := range []string{"0190a5b0-0000-7000-8000-000000000001.17", "0190a5b0-0000-7000-8000-000000000001.2.history", "conv.2", "0190A5B0-0000-7000-8000-000000000001.1"} {
		for _, part := range []int{0, 1, 300} {
			s := sealed(key, part)
			if got, n, ok := keyIn("words" + s); !ok || got != key || n != part {
				t.Errorf("%q part %d is read as %q %d %v", key, part, got, n, ok)
			}
			if units(s) > 170 || strings.TrimFunc(s, func(r rune) bool { return r >= ink[0] && r <= ink[3] }) != "" {
				t.Errorf("%q is written in %d characters", key, units(s))
			}
			if n := nonce(key, part); len(n) > 25 {
				t.Errorf("the nonce %q is too long", n)
			}
		}
	}
	for _, s := range []string{"", "words", "\u2061", "\u2061\u2062\u2063\u2064\u2061\u2062\u2063\u2064\u2061\u2062\u2063\u2064\u2061\u2062\u2063\u2064", sealed("a", 0) + sealed("b", 0)} {
		if key, _, ok := keyIn(s); ok {
			t.Errorf("%q holds the key %q", s, key)
		}
	}
	if nonce("a", 0) == nonce("a", 1) {
		t.Error("nonces do not tell parts apart")
	}
}
