package check

import (
	"hash/fnv"
	"regexp"
	"strconv"
)

// tokens are letters that say whose word it is, the visitor's number, and a
// serial: "vw12x7".
var tokens = regexp.MustCompile(`\b(?:vw|ve|ag|nt|dr|bt|gu|ed|vf|af)[0-9]+x[0-9]+\b`)

// Token makes one. The letters are one of vw (visitor), ve (the end of a long
// text of a visitor), ag (agent), nt (note), dr (text kept back), bt (bot), gu
// (guest), ed (what an agent changed a text into), vf and
// af (in the name of a visitor's or an agent's file).
func Token(letters string, visitor, serial int) string {
	return letters + strconv.Itoa(visitor) + "x" + strconv.Itoa(serial)
}

// Tokens finds all tokens in a text, in order.
func Tokens(text string) []string { return tokens.FindAllString(text, -1) }

// Sum tells two messages apart.
func (m Message) Sum() uint64 {
	h := fnv.New64a()
	for _, s := range []string{m.Kind, m.Code, m.ClientID, m.Author, m.Text, strconv.FormatBool(m.Deleted)} {
		_, _ = h.Write([]byte(s + "\x00")) // a hash takes everything
	}
	return h.Sum64()
}
