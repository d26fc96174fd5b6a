package discord

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestANameIsOneThatDiscordTakes(t *testing.T) {
	cases := map[string]string{
		"Lena": "Lena", " Lena\n M ": "Lena M", "": "Visitor", "\u3164": "Visitor", "@everyone": "ev·eryone", "here": "he·re", "There": "There",
		"Discord fan": "Di·scord fan", "CLYDE": "CL·YDE", "dis**cord**": "di·scord", "a:b|c": "abc", "```": "Visitor", "Dİscord": "Visitor",
	}
	for name, want := range cases {
		if got := safeName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
	if got := safeName(strings.Repeat("ä", 100)); utf8.RuneCountInString(got) > maxName || !utf8.ValidString(got) {
		t.Errorf("a long name becomes %q", got)
	}
}

func TestNoNameHoldsWhatDiscordRefuses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := []string{"clyde", "CLYDE", "discord", "DisCord", "dis", "cord", "everyone", "here", "a", " ", "\u200b", "@", "K", "İ", "ı", "é", "👍🏽", "`", "中", "·"}
		name := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), "")
		got := safeName(name)
		low := strings.ToLower(got)
		if got == "" || utf8.RuneCountInString(got) > maxName || strings.Contains(low, "clyde") || strings.Contains(low, "discord") || strings.ContainsAny(got, "@#:`\n") {
			t.Fatalf("%q becomes %q", name, got)
		}
	})
}
