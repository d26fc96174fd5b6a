package markup

import (
	"strings"
	"unicode/utf8"
)

// MaxText is the longest text, in bytes, whose marks are read. A longer one is all literal words.
const MaxText = 256 << 10

// maxDepth is how deep quotes and lists nest; deeper marks are literal.
const maxDepth = 8

// Parse reads a text. It never fails and loses nothing: what is no markup is words. The time is bounded by the
// text's length (see the guards in doc.go).
func Parse(text string) Doc {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = dropControls(text)
	if len(text) > MaxText || utf8.RuneCountInString(text) == 0 {
		return Literal(text)
	}
	p := &blockParser{inline: newInlineParser()}
	return normal(p.blocks(strings.Split(text, "\n"), 0))
}

type blockParser struct {
	inline *inlineParser
}

// blocks reads lines of one container.
func (p *blockParser) blocks(lines []string, depth int) Doc {
	var out Doc
	var words []string
	flush := func() {
		if len(words) > 0 {
			out = append(out, Block{Kind: Paragraph, Spans: p.inline.parse(strings.Join(words, "\n"))})
			words = nil
		}
	}
	noFence := 0 // fences at least this long are known never to close
	for i := 0; i < len(lines); {
		line := strings.Trim(lines[i], " \t")
		block, next := Block{}, i
		switch {
		case line == "":
			flush()
			i++
			continue
		case strings.HasPrefix(line, "```"):
			n := fenceLength(line)
			if noFence == 0 || n < noFence {
				if block, next = fenced(lines, i, n); next == i && !strings.Contains(line[n:], "`") {
					noFence = n
				}
			}
		case depth < maxDepth && quoted(line, true):
			block, next = p.quote(lines, i, depth)
		case depth < maxDepth:
			if m, ok := matchItem(lines[i]); ok && m.startsList() {
				block, next = p.list(lines, i, m, depth)
			}
		}
		if next > i {
			flush()
			out = append(out, block)
			i = next
			continue
		}
		words = append(words, line)
		i++
	}
	flush()
	return out
}

// quoted reports whether a trimmed line is quoted: "> words", and within a quote also ">" alone. ">_<" and ">5" are not.
func quoted(line string, opens bool) bool {
	if strings.HasPrefix(line, "> ") || strings.HasPrefix(line, ">\t") {
		return true
	}
	return !opens && line == ">"
}

func (p *blockParser) quote(lines []string, i, depth int) (Block, int) {
	var inner []string
	for ; i < len(lines); i++ {
		line := strings.TrimLeft(lines[i], " \t")
		if !quoted(line, false) && strings.TrimRight(line, " \t") != ">" {
			break
		}
		line = line[1:]
		if strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t") {
			line = line[1:]
		}
		inner = append(inner, line)
	}
	return Block{Kind: Quote, Blocks: p.blocks(inner, depth+1)}, i
}
