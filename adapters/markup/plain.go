package markup

import (
	"strconv"
	"strings"
)

// Plain gives the words without looks, for notifications, fallbacks and mail: "• " and "1. " before items, "> " before quoted
// lines, an address in brackets after the words that lead there when they do not say it.
func Plain(d Doc) string { return strings.Join(plainLines(normal(d)), "\n") }

func plainLines(d Doc) []string {
	var out []string
	for i, b := range d {
		if i > 0 {
			out = append(out, "")
		}
		switch b.Kind {
		case Paragraph:
			out = append(out, strings.Split(plainSpans(b.Spans), "\n")...)
		case Code:
			out = append(out, strings.Split(b.Text, "\n")...)
		case Quote:
			for _, line := range plainLines(b.Blocks) {
				out = append(out, strings.TrimRight("> "+line, " "))
			}
		case List:
			out = append(out, plainItems(b)...)
		}
	}
	return out
}

func plainItems(b Block) []string {
	var out []string
	for i, item := range b.Items {
		mark := "• "
		if b.Ordered {
			mark = strconv.Itoa(b.first()+i) + ". "
		}
		indent := strings.Repeat(" ", len([]rune(mark)))
		for k, block := range item {
			for j, line := range plainLines(Doc{block}) {
				lead := indent
				if k == 0 && j == 0 {
					lead = mark
				}
				out = append(out, strings.TrimRight(lead+line, " "))
			}
		}
	}
	return out
}

func plainSpans(spans []Span) string {
	var b strings.Builder
	for i := 0; i < len(spans); {
		url := spans[i].URL
		from := b.Len()
		for ; i < len(spans) && spans[i].URL == url; i++ {
			b.WriteString(spans[i].Text)
		}
		if url != "" && !Says(b.String()[from:], url) {
			b.WriteString(" (" + url + ")")
		}
	}
	return b.String()
}

// Says reports whether words already show the address they lead to, so that it need not stand beside them.
func Says(words, url string) bool {
	bare := func(s string) string {
		s = strings.TrimPrefix(s, "mailto:")
		s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
		return strings.TrimSuffix(s, "/")
	}
	words = strings.TrimSpace(words)
	if strings.HasPrefix(words, "http://") != strings.HasPrefix(url, "http://") && strings.Contains(words, "://") {
		return false
	}
	return bare(words) == bare(url)
}

// Preview gives the first words of a text in one line of at most n runes, ending in "…" when there are more. It never cuts a
// character in two, also none of several runes (flags, families, skin tones, accents).
func Preview(text string, n int) string {
	return Cut(strings.Join(strings.Fields(Plain(Parse(text))), " "), n)
}

// Cut shortens s to at most n runes, the last of which is then "…".
func Cut(s string, n int) string {
	rs := []rune(s)
	if len(rs) <= n {
		return s
	}
	if n <= 0 {
		return ""
	}
	return strings.TrimRight(string(rs[:boundary(rs, n-1)]), " ") + "…"
}
