package markup

// Doc is what a text means: its blocks, top to bottom. The zero value is an empty text.
type Doc []Block

// Kind tells which fields of a Block count.
type Kind int

// The kinds of block.
const (
	Paragraph Kind = iota // Spans
	Code                  // Text, Lang
	Quote                 // Blocks
	List                  // Ordered, Start, Items
)

// Block is one block of a text.
type Block struct {
	Kind    Kind
	Spans   []Span // Paragraph: its words; a line break is "\n" within a span's text
	Text    string // Code: the lines, without the last newline
	Lang    string // Code: a known language name, or empty
	Blocks  Doc    // Quote: what is quoted
	Ordered bool   // List: numbered
	Start   int    // List: the first number; 0 means 1. Parse only makes 1, splitting makes others
	Items   []Doc  // List: one document per item
}

// Style is a set of looks that words can have.
type Style uint8

// The looks. Mono is inline code; its text is literal and may carry other looks too.
const (
	Strong Style = 1 << iota
	Em
	Strike
	Mono
)

// Has reports whether all looks of t are in s.
func (s Style) Has(t Style) bool { return s&t == t }

// Span is a run of words with one look. Neighbours with the same URL are one link.
type Span struct {
	Text  string
	Style Style
	URL   string // http, https or mailto; empty when the words are no link
}

// Literal is the document that shows s as it stands: nothing in it is markup.
// An empty line separates paragraphs. No addresses become links here.
func Literal(s string) Doc {
	return normal(Doc{{Kind: Paragraph, Spans: []Span{{Text: s}}}})
}

// first is the number of an ordered list's first item.
func (b Block) first() int {
	if b.Start <= 0 {
		return 1
	}
	return b.Start
}
