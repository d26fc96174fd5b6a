package markup

import "unicode"

// boundary is the last place at or before n where rs can be cut without dividing what readers see as one character. When there
// is none in the 64 runes before (a hostile pile of accents), it is n.
func boundary(rs []rune, n int) int {
	if n <= 0 || n >= len(rs) {
		return min(max(n, 0), len(rs))
	}
	for i := n; i > 0 && n-i < 64; i-- {
		if !joined(rs, i) {
			return i
		}
	}
	if n < 64 {
		return 0
	}
	return n
}

// joined reports whether rs[i] belongs to the character of rs[i-1].
func joined(rs []rune, i int) bool {
	a, b := rs[i-1], rs[i]
	switch {
	case unicode.In(b, unicode.Mn, unicode.Me, unicode.Mc), // accents, vowel signs, variation selectors, keycaps
		b == '\u200d' || a == '\u200d' && b > 0x2000, // zero-width joiner
		b >= 0x1F3FB && b <= 0x1F3FF,                 // skin tones
		b >= 0xE0020 && b <= 0xE007F,                 // tags of regional flags
		a == '\r' && b == '\n',
		hangul(a, 0x1100, 0x115F) && hangul(b, 0x1160, 0x11A7),
		hangul(a, 0x1160, 0x11A7) && hangul(b, 0x11A8, 0x11FF):
		return true
	case regional(a) && regional(b):
		n := 0
		for j := i - 1; j >= 0 && regional(rs[j]); j-- {
			n++
		}
		return n%2 == 1
	}
	return false
}

func hangul(r, lo, hi rune) bool { return r >= lo && r <= hi }

func regional(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }
