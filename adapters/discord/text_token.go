package discord

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// tokens are the things in angle brackets that Discord shows as something else.
var tokens = regexp.MustCompile(`^<(?:(@!?|@&|#)(\d+)|a?:(\w+):\d+|(t):(-?\d+)(?::([tTdDfFRsS]))?|/([^:<>\n]+):\d+|id:(\w+))>`)

// token reads one of them as the words that its author saw; an address keeps
// its brackets.
func (r *reader) token() {
	m := tokens.FindStringSubmatch(r.rest)
	if m == nil {
		if end := strings.IndexByte(r.rest, '>'); end > 0 && strings.Contains(r.rest[:end], "://") && !strings.ContainsAny(r.rest[:end], " \n") {
			r.take(end + 1)
			return
		}
		r.take(1)
		return
	}
	r.out.WriteString(markup.Escape(r.shown(m)))
	r.skip(len(m[0]))
}

// shown is what a token shows.
func (r *reader) shown(m []string) string {
	switch {
	case m[1] == "@&":
		return "@" + first(r.resolve.Role(m[2]), "a role")
	case m[1] == "#":
		return "#" + first(r.resolve.Channel(m[2]), "a channel")
	case m[1] != "":
		return "@" + first(r.resolve.User(m[2]), "somebody")
	case m[3] != "":
		return ":" + m[3] + ":"
	case m[4] != "":
		return momentWords(m[5], m[6])
	case m[7] != "":
		return "/" + m[7]
	}
	return m[8]
}

// momentWords is a time as one can say it to somebody whose clock is not known.
func momentWords(unix, style string) string {
	n, err := strconv.ParseInt(unix, 10, 64)
	if err != nil || n < -62135596800 || n > 253402300799 {
		return "a time"
	}
	t := time.Unix(n, 0).UTC()
	switch style {
	case "t", "T":
		return t.Format("15:04") + " UTC"
	case "d", "D":
		return t.Format("2 January 2006")
	}
	return t.Format("2 January 2006 15:04") + " UTC"
}
