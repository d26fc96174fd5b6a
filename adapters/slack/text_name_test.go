package slack

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestANameIsOneSafeLine(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Anna", "Anna"}, {"", "Visitor"}, {" \t\n", "Visitor"}, {"\u200b\u2060\u202e", "Visitor"}, {"\u3164", "Visitor"}, {"\u0301", "Visitor"},
		{"An\u202ena\x00\u200b", "Anna"}, {"  Anna \n  Berg ", "Anna Berg"}, {"<@U123>", "U123"}, {"<!channel>", "channel"}, {"@here", "here"},
		{"*Anna* _B_ `c` ~d~", "Anna B c d"}, {":warning: System", "warning System"}, {"&lt;!channel&gt;", "+lt;!channel+gt;"}, {"Slackbot", "Slackbot (visitor)"},
		{"sl\u200backBOT", "slackBOT (visitor)"}, {"Zoë 张伟 👍🏽", "Zoë 张伟 👍🏽"}, {"\xff\xfeAnna", "Anna"}, {"#general", "general"}, {"O'Neil & Sons", "O'Neil + Sons"},
	} {
		if got := safeName(c.name); got != c.want {
			t.Errorf("%q: %q, want %q", c.name, got, c.want)
		}
	}
	for _, long := range []string{strings.Repeat("a", 200), strings.Repeat("é", 200), strings.Repeat("👨‍👩‍👧", 60), strings.Repeat("张", 81), strings.Repeat("e\u0301", 90)} {
		if got := safeName(long); !utf8.ValidString(got) || utf8.RuneCountInString(got) > maxName || utf8.RuneCountInString(got) < maxName-8 {
			t.Errorf("%d runes: %q", utf8.RuneCountInString(got), got)
		}
	}
}
