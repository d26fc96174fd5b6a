package discord

import (
	"strings"
	"unicode"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// maxName is the longest name a webhook can post under, in characters.
const maxName = 80

// nobodysName is what stands where a name is none that Discord takes.
const nobodysName = "Visitor"

// barred are the words that Discord allows in no name of a webhook, and those
// that look like a ping.
var barred = []string{"clyde", "discord", "everyone", "here", "system message", "```"}

// safeName is a name for the username of a post. It is one line of visible
// characters, with nothing that Discord could read as markup or mention, and
// with none of the words it refuses; never empty. Telling it from the team's
// own names is up to the caller.
func safeName(name string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(name, "") {
		switch {
		case unicode.IsSpace(r):
			b.WriteRune(' ')
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Variation_Selector), hollow(r), strings.ContainsRune("<>|*_~`:@#\\", r):
			// dropped: control, direction and zero-width characters, and what makes markup
		default:
			b.WriteRune(r)
		}
	}
	s := strings.Trim(strings.Join(strings.Fields(b.String()), " "), "/!&- ")
	if !strings.ContainsFunc(s, seen) {
		return nobodysName
	}
	for _, word := range barred {
		s = unword(s, word)
	}
	return markup.Cut(s, maxName)
}

// unword puts a dot into a word that may not stand in a name, however it is
// spelt: "Dis·cord fan" is still who they say they are.
func unword(s, word string) string {
	low := strings.ToLower(s)
	if len(low) != len(s) || !strings.Contains(low, word) {
		if strings.Contains(strings.ToLower(strings.Map(plainLetter, s)), word) {
			return nobodysName // spelt with letters that fold to it
		}
		return s
	}
	if (word == "here" || word == "everyone") && low != word { // in another word they do no harm
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(low, word)
		if i < 0 {
			return b.String() + s
		}
		b.WriteString(s[:i+2] + "·" + s[i+2:i+len(word)])
		s, low = s[i+len(word):], low[i+len(word):]
	}
}

// plainLetter folds the letters whose lower case has another length.
func plainLetter(r rune) rune {
	switch r {
	case 'İ':
		return 'i'
	case 'K':
		return 'k'
	}
	return unicode.ToLower(r)
}

// hollow are letters that show nothing.
func hollow(r rune) bool { return strings.ContainsRune("\u115f\u1160\u3164\uffa0\u2800", r) }

func seen(r rune) bool { return !unicode.IsSpace(r) && !unicode.In(r, unicode.Mn, unicode.Me) }
