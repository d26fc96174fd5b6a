package slack

import (
	"strings"
	"unicode"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// maxName is the longest name a post can carry, in characters.
const maxName = 80

// safeName is a name for the username of a post. It is one line of visible characters, with nothing that Slack could read as
// markup, mention or emoji; never empty. Telling it from the team's own names is up to the caller.
func safeName(name string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(name, "") {
		switch {
		case unicode.IsSpace(r):
			b.WriteRune(' ')
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Variation_Selector), hollow(r), strings.ContainsRune("<>|*_~`:", r):
			// dropped: control, direction and zero-width characters, and what makes markup
		case r == '&':
			b.WriteRune('+')
		default:
			b.WriteRune(r)
		}
	}
	s := strings.TrimLeft(strings.Join(strings.Fields(b.String()), " "), "@#!/ ")
	switch low := strings.ToLower(s); {
	case !strings.ContainsFunc(s, seen):
		return "Visitor"
	case low == "slackbot" || low == "slack":
		s += " (visitor)"
	}
	return markup.Cut(s, maxName)
}

// hollow are letters that show nothing.
func hollow(r rune) bool { return strings.ContainsRune("\u115f\u1160\u3164\uffa0\u2800", r) }

func seen(r rune) bool { return !unicode.IsSpace(r) && !unicode.In(r, unicode.Mn, unicode.Me) }
