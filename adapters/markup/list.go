package markup

import (
	"strconv"
	"strings"
)

// item is the head of a list item: "- words", "* words", "1. words", "1) words".
type item struct {
	indent  int // columns before the mark
	width   int // columns of the mark and the space after it
	ordered bool
	number  int
	words   string
}

// startsList: a bullet, or a number that is 1. "1986. A great year" stays a sentence.
func (m item) startsList() bool { return !m.ordered || m.number == 1 }

// matchItem reads the head of an item. An empty one ("-", "1.") and a line drawn with marks ("* * *") are none.
func matchItem(line string) (item, bool) {
	bytes, indent := margin(line)
	rest := line[bytes:]
	m := item{indent: indent}
	n := 1
	switch {
	case rest == "":
		return m, false
	case rest[0] == '-' || rest[0] == '*':
	default:
		for n = 0; n < len(rest) && rest[n] >= '0' && rest[n] <= '9'; n++ {
		}
		if n == 0 || n > 9 || n == len(rest) || rest[n] != '.' && rest[n] != ')' {
			return m, false
		}
		m.ordered = true
		m.number, _ = strconv.Atoi(rest[:n])
		if rest[0] == '0' {
			return m, false
		}
		n++
	}
	space, columns := margin(rest[n:])
	m.words = strings.TrimRight(rest[n+space:], " \t")
	if space == 0 || strings.Trim(m.words, "-* \t") == "" {
		return m, false
	}
	m.width = n + columns
	if columns > 4 {
		m.width = n + 1
	}
	return m, true
}

// list reads a list at line i. Lines indented by two or more belong to the item above; a line that is not does end the list
// (no lazy lines: the "Thanks!" under a list is no part of it). Numbers must count up by one, so that none is shown wrong.
func (p *blockParser) list(lines []string, i int, m item, depth int) (Block, int) {
	b := Block{Kind: List, Ordered: m.ordered}
	base, number := m.indent, m.number
	for {
		inner := []string{m.words}
		j := i + 1
		for j < len(lines) {
			k := skipBlank(lines, j)
			if k == len(lines) {
				break
			}
			if _, col := margin(lines[k]); col < base+2 {
				break
			}
			for ; j < k; j++ {
				inner = append(inner, "")
			}
			inner = append(inner, strip(lines[k], base+m.width))
			j = k + 1
		}
		b.Items = append(b.Items, p.blocks(inner, depth+1))
		number++
		k := skipBlank(lines, j)
		if k == len(lines) {
			return b, j
		}
		next, ok := matchItem(lines[k])
		if !ok || next.indent <= base-2 || next.ordered != b.Ordered || b.Ordered && next.number != number {
			return b, j
		}
		i, m = k, next
	}
}

func skipBlank(lines []string, i int) int {
	for i < len(lines) && strings.Trim(lines[i], " \t") == "" {
		i++
	}
	return i
}
