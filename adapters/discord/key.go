package discord

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"github.com/google/uuid"
)

// Every post carries the key of its delivery and its part behind its words, in
// characters that nobody sees. Webhooks take no nonce, previews are off for
// visitors' words and with them embeds, so words are the one place that every
// post has. Bot posts carry a nonce as well, by which Discord itself knows a
// second try for some minutes.

// ink are the characters that the key is written in, two bits each. They are
// taken out of every text we send or read.
var ink = [4]rune{'\u2061', '\u2062', '\u2063', '\u2064'}

const (
	packedKey = 1 // an UUID in 16 bytes, and what follows it
	plainKey  = 2
)

// nonce is what Discord knows a second try by; it allows 25 characters.
func nonce(key string, part int) string {
	sum := sha256.Sum256(append([]byte(key), byte(part>>8), byte(part)))
	return base64.RawURLEncoding.EncodeToString(sum[:18])
}

// sealed is the key and part as they stand behind the words.
func sealed(key string, part int) string {
	raw := append([]byte{byte(part >> 8), byte(part)}, keyBytes(key)...)
	raw = append(raw, check(raw))
	var b strings.Builder
	for _, c := range raw {
		for shift := 6; shift >= 0; shift -= 2 {
			b.WriteRune(ink[c>>shift&3])
		}
	}
	return b.String()
}

func keyBytes(key string) []byte {
	if len(key) > 36 {
		if id, err := uuid.Parse(key[:36]); err == nil && id.String() == key[:36] {
			return append(append([]byte{packedKey}, id[:]...), key[36:]...)
		}
	}
	return append([]byte{plainKey}, key...)
}

// check tells a key from what somebody else may have written in our ink.
func check(raw []byte) byte {
	sum := sha256.Sum256(append([]byte("bellhop"), raw...))
	return sum[0]
}

// keyIn reads key and part back from the words of a post.
func keyIn(content string) (key string, part int, ok bool) {
	var raw []byte
	n, c := 0, byte(0)
	for _, r := range content {
		if r < ink[0] || r > ink[3] {
			continue
		}
		c = c<<2 | byte(r-ink[0])
		if n++; n%4 == 0 {
			raw = append(raw, c)
		}
	}
	last := len(raw) - 1
	if n%4 != 0 || last < 3 || check(raw[:last]) != raw[last] {
		return "", 0, false
	}
	part, raw = int(raw[0])<<8|int(raw[1]), raw[2:last]
	switch {
	case raw[0] == plainKey:
		return string(raw[1:]), part, true
	case raw[0] == packedKey && len(raw) >= 17:
		id, err := uuid.FromBytes(raw[1:17])
		return id.String() + string(raw[17:]), part, err == nil
	}
	return "", 0, false
}

// unsealed is a text without our ink.
func unsealed(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= ink[0] && r <= ink[3] {
			return -1
		}
		return r
	}, s)
}
