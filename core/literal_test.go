package core

import "testing"

// What is expected here is what the readers of our Markdown show as the name
// itself: a backslash stands only where it is taken off again.
func TestANameIsReadAsItIs(t *testing.T) {
	for name, want := range map[string]string{
		"R&D | Anna! #1 (C#)": "R&D | Anna! #1 (C#)",
		"*Ben* _x_ ~y~ `z`":   "\\*Ben\\* \\_x\\_ \\~y\\~ \\`z\\`",
		"[a](b) <!here>":      `\[a\](b) \<!here\>`,
		`back\slash`:          "back&#92;slash",
		"&#92;":               `\&#92;`,
		"-1 &amp;":            "-1 &amp;",
	} {
		if got := Literal(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestANameThatBeginsASentenceBeginsNoListAndNoHeading(t *testing.T) {
	for name, want := range map[string]string{
		"- Ben": `\- Ben`, "# Ben": `\# Ben`, "+ Ben": `\+ Ben`, "1. Ben": `1\. Ben`, "12) Ben": `12\) Ben`, "> Ben": `\> Ben`,
		"Ben": "Ben", "7": "7", "7of9": "7of9", "": "",
	} {
		if got := opening(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
