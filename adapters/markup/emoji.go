package markup

import (
	"strings"

	"github.com/kyokomi/emoji/v2"
)

// Emoji gives the characters for an emoji's name as chat platforms send it: with or without colons, with a skin tone behind it
// ("thumbsup::skin-tone-3"), flags as "flag-de". False for names that only one workspace knows.
func Emoji(name string) (string, bool) {
	name, tone, toned := strings.Cut(strings.Trim(name, ":"), "::skin-tone-")
	s, ok := emoji.CodeMap()[":"+name+":"]
	if !ok {
		if cc, is := strings.CutPrefix(name, "flag-"); is && len(cc) == 2 && lower(cc[0]) && lower(cc[1]) {
			return string([]rune{0x1F1E6 + rune(cc[0]-'a'), 0x1F1E6 + rune(cc[1]-'a')}), true
		}
		return "", false
	}
	if toned && len(tone) == 1 {
		return Tone(s, int(tone[0]-'0')), true
	}
	return s, true
}

// Tone gives an emoji a skin tone, 2 (light) to 6 (dark); any other number leaves it as it is.
func Tone(s string, tone int) string {
	rs := []rune(s)
	if tone < 2 || tone > 6 || len(rs) == 0 {
		return s
	}
	out := []rune{rs[0], 0x1F3FB + rune(tone-2)}
	for i, r := range rs[1:] {
		if i == 0 && r == 0xFE0F { // the tone already says: show as emoji
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

func lower(c byte) bool { return c >= 'a' && c <= 'z' }
