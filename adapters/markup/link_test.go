package markup

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAddressesBecomeLinks(t *testing.T) {
	cases := []struct{ text, words, url string }{
		{"see https://x.com/a_b_c?q=1&r=2.", "https://x.com/a_b_c?q=1&r=2", "https://x.com/a_b_c?q=1&r=2"},
		{"HTTPS://X.com/", "HTTPS://X.com/", "HTTPS://X.com/"},
		{"(http://x.com/a_(b))", "http://x.com/a_(b)", "http://x.com/a_(b)"},
		{"http://localhost:3000/x", "http://localhost:3000/x", "http://localhost:3000/x"},
		{"https://x.com/_foo_/*", "https://x.com/_foo_/", "https://x.com/_foo_/"},
		{"https://x.com/?a[]=1&b[c]=2", "https://x.com/?a[]=1&b[c]=2", "https://x.com/?a[]=1&b[c]=2"},
		{"**https://x.com/a**", "https://x.com/a", "https://x.com/a"},
		{"www.example.com, please", "www.example.com", "http://www.example.com"},
		{"write anna.b+c@mail.example.com!", "anna.b+c@mail.example.com", "mailto:anna.b+c@mail.example.com"},
		{"mailto:a@b.de", "mailto:a@b.de", "mailto:a@b.de"},
		{"<https://x.com/a*b*c>", "https://x.com/a*b*c", "https://x.com/a*b*c"},
		{"<a@b.de>", "a@b.de", "mailto:a@b.de"},
		{"[the **shop**](https://x.com)", "the shop", "https://x.com"},
		{"[https://good.com](https://evil.com)", "https://good.com", "https://evil.com"},
		{`[a \] b](https://x.com/\a)`, "a ] b", "https://x.com/%5Ca"},
		{"![a cat](https://x.com/cat.png)", "a cat", "https://x.com/cat.png"},
		{"[](https://x.com)", "https://x.com", "https://x.com"},
		{`[x](https://x.com "title")`, "x", "https://x.com"},
		{"[x](<https://x.com/a b>)", "https://x.com/a", "https://x.com/a"},
		{"[x](data:text/html,x)", "", ""},
		{"ftp://x.com", "", ""}, {"xhttp://x.com", "", ""}, {"http://", "", ""}, {"[x](https://good.com@evil.com)", "", ""}, {"a@b", "", ""}, {"[ref]\n\n[ref]: foo", "", ""},
		{"javascript:alert(1)", "", ""}, {"<javascript:alert(1)>", "", ""}, {"\\<https:x>", "", ""},
	}
	for _, c := range cases {
		words, url := "", ""
		for _, b := range Parse(c.text) {
			for _, s := range b.Spans {
				if s.URL != "" {
					words += s.Text
					url = s.URL
				}
			}
		}
		if words != c.words || url != c.url {
			t.Errorf("%q: %q -> %q", c.text, words, url)
		}
	}
}

func TestALinkVouchesForNothing(t *testing.T) {
	want := `<p><a href="https://x.com/?a=1&amp;b=%22" rel="noopener noreferrer nofollow ugc" target="_blank">x</a></p>`
	if diff := cmp.Diff(want, HTML(Parse(`[x](https://x.com/?a=1&b=")`))); diff != "" {
		t.Error(diff)
	}
}

func TestPlainSaysWhereALinkLeads(t *testing.T) {
	for text, want := range map[string]string{
		"[here](https://x.com)":                "here (https://x.com)",
		"https://x.com":                        "https://x.com",
		"[x.com](https://x.com/)":              "x.com",
		"[http://x.com](https://x.com)":        "http://x.com (https://x.com)",
		"[https://good.com](https://evil.com)": "https://good.com (https://evil.com)",
		"a@b.de":                               "a@b.de",
		"- a\n- b\n\n> q":                      "• a\n• b\n\n> q",
	} {
		if got := Plain(Parse(text)); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestAPreviewCutsNoCharacterInTwo(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"**Hello**\n\nworld", 40, "Hello world"}, {"Hello world", 6, "Hello…"}, {"Hello world", 7, "Hello…"},
		{"ab👨‍👩‍👧cd", 5, "ab…"}, {"a👍🏽b", 3, "a…"}, {"🇩🇪🇫🇷🇮🇹", 4, "🇩🇪…"}, {"e\u0301e\u0301e\u0301", 4, "e\u0301…"}, {"abc", 0, ""}, {"abc", 1, "…"},
	} {
		if got := Preview(c.text, c.n); got != c.want {
			t.Errorf("%q at %d: %q", c.text, c.n, got)
		}
	}
	if got := Preview("a"+strings.Repeat("\u0301", 5000), 100); len([]rune(got)) != 100 {
		t.Errorf("a pile of accents gives %d runes", len([]rune(got)))
	}
}

func TestEmojiNamesBecomeCharacters(t *testing.T) {
	for name, want := range map[string]string{
		"thumbsup": "👍", ":tada:": "🎉", "thumbsup::skin-tone-3": "👍🏼", ":+1::skin-tone-6:": "👍🏿", "flag-de": "🇩🇪", "heart": "❤️",
		"point_up::skin-tone-2": "☝🏻", "slightly_smiling_face": "🙂",
	} {
		if got, ok := Emoji(name); !ok || got != want {
			t.Errorf("%s: %q %v", name, got, ok)
		}
	}
	if _, ok := Emoji("our_own_party_parrot"); ok {
		t.Error("a name of one workspace is known")
	}
}
