package discord

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// anyText draws texts full of markup, ours and Discord's.
func anyText() *rapid.Generator[string] {
	pieces := slices.Concat(attacks, []string{"a", "word", "1", " ", " ", "\n", "\n\n", "**", "*", "~~", "`", "```\n", "\n```\n", "> ", "\n> ", "- ", "\n- ", "\n  - ", "1. ", "\n2. ",
		"**b**", "*i*", "~~s~~", "`c`", "[x](https://x.com)", "https://y.com/a_b", "<", ">", "&", "_", "|", "#", "👍🏽", "中", "é", ".", "!"})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 20).Draw(t, "pieces"), "")
	})
}

func TestNoTextOfAVisitorPings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		for _, p := range renderParts(text, visitorSpeaks) {
			checkHarmless(t, text, p)
		}
	})
}

// letters are what can be read of a text, whatever it looks like.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// within tells whether all of s stands in t, in order: an address may be shown
// in more letters than were written.
func within(s, t string) bool {
	rest := []rune(t)
	for _, r := range s {
		i := slices.Index(rest, r)
		if i < 0 {
			return false
		}
		rest = rest[i+1:]
	}
	return true
}

func TestNoLetterOfATextIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		doc := markup.Parse(text)
		want := letters(markup.Plain(doc))
		got := letters(strings.Join(renderParts(text, visitorSpeaks), ""))
		if !within(want, got) {
			t.Fatalf("%q shows %q, want %q", text, got, want)
		}
	})
}

func TestNothingAnAgentCanTypeBreaksReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		read := fromDiscord(text, known{})
		if again := markup.Write(markup.Parse(read)); again != read {
			t.Fatalf("%q is read as %q, which is read as %q", text, read, again)
		}
	})
}
