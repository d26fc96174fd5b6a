package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// markParser reads *em*, _em_, **strong**, ***both*** and ~~strike~~. It is stricter than CommonMark, for the sake of what
// people type: no mark next to a letter or digit on its outer side ("2*3*4", "snake_case"), none between punctuation
// ("^_^"), no "__", no single "~".
type markParser struct{}

func (markParser) Trigger() []byte { return []byte{'*', '_', '~'} }

func (markParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	c := line[0]
	n := 0
	for n < len(line) && line[n] == c {
		n++
	}
	run := segment.WithStop(segment.Start + n)
	before := block.PrecendingCharacter()
	block.Advance(n)
	if c == '_' && n != 1 || c == '~' && n != 2 || n > 3 {
		return ast.NewTextSegment(run)
	}
	after := '\n'
	if n < len(line) {
		after, _ = utf8.DecodeRune(line[n:])
	}
	var pair parser.DelimiterProcessor = pairing{}
	if c == '~' {
		pair = striking{}
	}
	d := parser.NewDelimiter(stands(before, after, opening), stands(after, before, closing), n, c, pair)
	d.Segment = run
	pc.PushDelimiter(d)
	return d
}

// What a mark that encloses punctuation may have on its outer side, besides space. A sentence mark is not among it, so that
// "*.jpg,*.png" stays a pattern.
const (
	opening = "([{\"'“‘«*_~"
	closing = ")]}\"'”’»*_~"
)

// stands reports whether a mark may stand with outer on its outer and inner on its inner side. A joiner counts as space.
func stands(outer, inner rune, allowed string) bool {
	switch {
	case open(inner) || word(outer):
		return false
	case !punct(inner) || open(outer):
		return true
	}
	return strings.ContainsRune(allowed, outer)
}

// open reports whether there is space at r, seen or not.
func open(r rune) bool { return unicode.IsSpace(r) || r == joiner }

func punct(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// pairing says which marks belong together.
type pairing struct{}

func (pairing) IsDelimiter(b byte) bool { return b == '*' || b == '_' || b == '~' }

func (pairing) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (pairing) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

// striking is the pairing of "~~".
type striking struct{ pairing }

func (striking) OnMatch(int) ast.Node { return east.NewStrikethrough() }
