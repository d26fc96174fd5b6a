package markup

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/microcosm-cc/bluemonday"
	"pgregory.net/rapid"
)

// anyText draws texts full of what could be markup.
func anyText() *rapid.Generator[string] {
	pieces := []string{"a", "b", "1", "2", "word", " ", " ", "  ", "\n", "\n", "\n\n", "*", "**", "***", "_", "__", "~", "~~", "`", "``", "```", "```go\n", "\n```\n",
		"[", "]", "(", ")", "](", "![", "<", ">", "> ", "\n> ", "- ", "\n- ", "\n  - ", "1. ", "\n1. ", "\n2. ", "\n   ", "3) ", "\\", "\\\\", "&#92;", "&", "#", "# ", "!", ".", ",", ":", "/",
		"https://x.com/a_b", "http://y.org/(c)", "www.a.de", "a@b.de", "[x](https://z.com)", "<https://q.com>", "mailto:", "C:\\a_b", "\\\\srv", "¯", "\\_(", "é", "中", "文", "👍🏽", "\U000F0000",
		"\t", "^_^", "**b**", "*i*", "~~s~~", "`c`", "-", "+", "\r\n", "\u00a0", "“", "”", "\x00", "•"}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 24).Draw(t, "pieces"), "")
	})
}

func TestWhatIsWrittenReadsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		doc := Parse(text)
		written := Write(doc)
		if diff := cmp.Diff(doc, Parse(written)); diff != "" {
			t.Fatalf("%q written as %q: %s", text, written, diff)
		}
	})
}

func TestEscapedTextReadsAsItStands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		want := Plain(Literal(text))
		if got := Plain(unlinked(Parse(Escape(text)))); got != want {
			t.Fatalf("%q escaped as %q reads %q", text, Escape(text), got)
		}
	})
}

// unlinked is a document without its addresses.
func unlinked(d Doc) Doc {
	for i := range d {
		for j := range d[i].Spans {
			d[i].Spans[j].URL = ""
		}
		d[i].Blocks = unlinked(d[i].Blocks)
		for k := range d[i].Items {
			d[i].Items[k] = unlinked(d[i].Items[k])
		}
	}
	return d
}

// anyDoc draws documents as adapters build them: looks that overlap, spaces at edges, words full of marks.
func anyDoc(depth int) *rapid.Generator[Doc] {
	return rapid.Custom(func(t *rapid.T) Doc {
		var d Doc
		for range rapid.IntRange(0, 3).Draw(t, "blocks") {
			kind := rapid.IntRange(0, 3).Draw(t, "kind")
			if depth == 0 {
				kind %= 2
			}
			switch Kind(kind) {
			case Paragraph:
				d = append(d, Block{Spans: rapid.SliceOfN(anySpan(), 0, 6).Draw(t, "spans")})
			case Code:
				d = append(d, Block{Kind: Code, Text: anyText().Draw(t, "code"), Lang: rapid.SampledFrom([]string{"", "go", "no such"}).Draw(t, "lang")})
			case Quote:
				d = append(d, Block{Kind: Quote, Blocks: anyDoc(depth-1).Draw(t, "quoted")})
			case List:
				d = append(d, Block{Kind: List, Ordered: rapid.Bool().Draw(t, "ordered"), Items: rapid.SliceOfN(anyDoc(depth-1), 0, 3).Draw(t, "items")})
			}
		}
		return d
	})
}

func anySpan() *rapid.Generator[Span] {
	return rapid.Custom(func(t *rapid.T) Span {
		return Span{
			Text:  rapid.OneOf(anyText(), rapid.SampledFrom([]string{"a", "b", " ", "!", "(x)", "中", "a b", "`", "*"})).Draw(t, "text"),
			Style: Style(rapid.IntRange(0, 15).Draw(t, "style")),
			URL:   rapid.SampledFrom([]string{"", "", "", "https://x.com", "https://x.com/(a", "mailto:a@b.de", "javascript:x"}).Draw(t, "url"),
		}
	})
}

func TestADocumentMadeByHandKeepsItsMeaningWhenWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := anyDoc(2).Draw(t, "doc")
		written := Write(doc)
		if got, want := packed(Parse(written)), packed(normal(doc)); got != want {
			t.Fatalf("written as %q\nreads %q\nwant  %q", written, got, want)
		}
		if diff := cmp.Diff(normal(unlinked(Parse(written))), normal(unlinked(Parse(Write(Parse(written)))))); diff != "" {
			t.Fatalf("not stable: %s", diff)
		}
	})
}

// packed is a document's words, marks of lists included, without any space.
func packed(d Doc) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(Plain(unlinked(d))), ""), ">", "")
}

func TestHTMLPassesAStrictGateUnchanged(t *testing.T) {
	gate := bluemonday.NewPolicy()
	gate.AllowElements("p", "br", "strong", "em", "del", "code", "pre", "ul", "ol", "li", "blockquote")
	gate.AllowAttrs("start").OnElements("ol")
	gate.AllowAttrs("href", "rel", "target").OnElements("a")
	gate.AllowURLSchemes("http", "https", "mailto")
	gate.RequireParseableURLs(true)
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		got := HTML(Parse(text))
		if safe := gate.Sanitize(got); unquote(safe) != unquote(got) {
			t.Fatalf("%q\n got %s\nsafe %s", text, got, safe)
		}
	})
}

// unquote levels the two ways of writing quotes and addresses.
func unquote(s string) string {
	s = regexp.MustCompile(`href="(https?:|mailto:)[^"]*"`).ReplaceAllString(s, `href="$1"`)
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&quot;", `"`).Replace(s)
}
