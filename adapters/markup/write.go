package markup

import (
	"strconv"
	"strings"
)

// Write gives the canonical text of a document: Parse of it has the same meaning, and is equal to the document when that came
// from Parse. A list that does not start at 1 comes back as the words it shows.
func Write(d Doc) string { return strings.Join(writeLines(normal(d)), "\n") }

// Escape gives a text that shows s as it stands, wherever in a text of ours it is put. An address in it still becomes a link.
func Escape(s string) string { return Write(Literal(s)) }

func writeLines(d Doc) []string {
	var out []string
	for i, b := range d {
		if i > 0 {
			out = append(out, "")
		}
		switch b.Kind {
		case Paragraph:
			w := &writer{}
			w.spans(b.Spans, 0, 0)
			out = append(out, strings.Split(w.b.String(), "\n")...)
		case Code:
			fence := fenceFor(b.Text)
			out = append(out, fence+b.Lang)
			out = append(out, strings.Split(b.Text, "\n")...)
			out = append(out, fence)
		case Quote:
			for _, line := range writeLines(b.Blocks) {
				out = append(out, strings.TrimRight("> "+line, " "))
			}
		case List:
			out = append(out, writeItems(b)...)
		}
	}
	return out
}

func writeItems(b Block) []string {
	var out []string
	for i, item := range b.Items {
		mark := "- "
		if b.Ordered {
			mark = strconv.Itoa(b.first()+i) + ". "
		}
		indent := strings.Repeat(" ", len(mark))
		if b.Ordered && b.first() != 1 && item[0].Kind != Paragraph { // will not be read as a list: the number stands alone
			out = append(out, strings.TrimSpace(strings.Replace(mark, ".", `\.`, 1)), "")
			mark = indent
		}
		for j, line := range writeLines(item) {
			switch {
			case j == 0:
				out = append(out, mark+line)
			case line == "":
				out = append(out, "")
			default:
				out = append(out, indent+line)
			}
		}
	}
	return out
}

// fenceFor is a fence longer than any backticks in the code.
func fenceFor(code string) string {
	longest, n := 2, 0
	for _, r := range code {
		if n++; r != '`' {
			n = 0
		}
		longest = max(longest, n)
	}
	return strings.Repeat("`", longest+1)
}
