package discord

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/bellhop-chat/bellhop/adapters/markup"
)

// maxPart is how much of a text goes into one post. Discord takes 2,000
// characters and does not say how it counts them; our key needs about 100, and
// what stands beside the words some more.
const maxPart = 1600

// joiner is an invisible character that keeps two others apart.
const joiner = "\u2060"

// speaker is whose words are shown.
type speaker int

const (
	visitorSpeaks speaker = iota // may lie about where a link leads
	agentSpeaks
	botSpeaks
)

// renderParts shows a canonical text in as many posts as it takes; an empty
// text takes none.
func renderParts(text string, who speaker) []string {
	var out []string
	size := func(doc markup.Doc) int { return units(toDiscord(doc, who)) }
	for _, doc := range markup.SplitDoc(markup.Parse(text), maxPart, size) {
		if s := toDiscord(doc, who); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// units counts the way that counts most.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// toDiscord writes a document in Discord's Markdown. Everything that is no mark
// of ours is shown as it stands.
func toDiscord(doc markup.Doc, who speaker) string {
	w := &outWriter{who: who}
	w.blocks(doc)
	return unsealed(strings.Join(w.lines, "\n"))
}

type outWriter struct {
	who   speaker
	lines []string
}

func (w *outWriter) blocks(doc markup.Doc) {
	var before *markup.Block
	for i := range doc {
		b := doc[i]
		if before != nil && apart(*before, b) {
			w.lines = append(w.lines, "")
		}
		before = &doc[i]
		switch b.Kind {
		case markup.Paragraph:
			w.lines = append(w.lines, w.words(b.Spans)...)
		case markup.Code:
			w.lines = append(w.lines, fenced(b)...)
		case markup.Quote:
			inner := &outWriter{who: w.who}
			inner.blocks(b.Blocks)
			for _, l := range inner.lines {
				w.lines = append(w.lines, "> "+l)
			}
		case markup.List:
			w.items(b)
		}
	}
}

// apart tells whether an empty line stands between two blocks. What stands in
// frames of its own needs none.
func apart(before, b markup.Block) bool {
	return before.Kind == markup.Paragraph && b.Kind == markup.Paragraph || before.Kind == b.Kind && b.Kind != markup.Code
}

// fenced is code. Three backticks in it would end it.
func fenced(b markup.Block) []string {
	text := ticksApart(b.Text)
	if strings.TrimSpace(text) == "" {
		text = " "
	}
	return append(append([]string{"```" + b.Lang}, strings.Split(text, "\n")...), "```")
}

// items writes a list. What stands in an item beside its words and lists
// interrupts it, for Discord nests nothing else.
func (w *outWriter) items(b markup.Block) {
	start := max(b.Start, 1)
	for i, item := range b.Items {
		mark := "- "
		if b.Ordered {
			mark = strconv.Itoa(start+i) + ". "
		}
		indent := strings.Repeat(" ", len(mark))
		if len(item) > 0 && item[0].Kind != markup.Paragraph {
			w.lines = append(w.lines, mark+joiner)
		}
		for k, block := range item {
			inner := &outWriter{who: w.who}
			inner.blocks(markup.Doc{block})
			for j, l := range inner.lines {
				switch {
				case k == 0 && j == 0 && block.Kind == markup.Paragraph:
					l = mark + l
				case block.Kind == markup.Paragraph || block.Kind == markup.List:
					l = indent + l
				}
				w.lines = append(w.lines, l)
			}
		}
	}
}

// words writes a paragraph's lines.
func (w *outWriter) words(spans []markup.Span) []string {
	var b strings.Builder
	for i := 0; i < len(spans); {
		j := i
		for ; j < len(spans) && spans[j].URL == spans[i].URL; j++ {
		}
		w.link(&b, spans[i:j])
		i = j
	}
	lines := strings.Split(b.String(), "\n")
	for i, l := range lines {
		lines[i] = lineStart(l)
	}
	return lines
}

// link writes spans of one address, or of none. A visitor's link shows where it
// leads.
func (w *outWriter) link(b *strings.Builder, spans []markup.Span) {
	url := spans[0].URL
	if url == "" {
		w.spans(b, spans)
		return
	}
	var plain strings.Builder
	for _, s := range spans {
		plain.WriteString(s.Text)
	}
	web := !strings.HasPrefix(url, "mailto:")
	url = pings.ReplaceAllString(url, "%40$1")
	if !strings.Contains(url, "://[") { // brackets belong to a host, or could end a link
		url = strings.NewReplacer("[", "%5B", "]", "%5D").Replace(url)
	}
	switch says := markup.Says(plain.String(), url); {
	case says && web:
		b.WriteString("<" + url + ">")
	case says:
		w.spans(b, spans)
	case w.who == visitorSpeaks && web:
		w.spans(b, spans)
		b.WriteString(" (<" + url + ">)")
	case !web:
		w.spans(b, spans)
		b.WriteString(" (" + escaped(strings.TrimPrefix(url, "mailto:")) + ")")
	default:
		b.WriteString("[")
		w.spans(b, spans)
		b.WriteString("](<" + url + ">)")
	}
}

// pings are the words that notify many, also in an address.
var pings = regexp.MustCompile(`(?i)@(everyone|here)`)

// looks are the marks of Discord, innermost first.
var looks = []struct {
	look markup.Style
	mark string
}{{markup.Em, "*"}, {markup.Strong, "**"}, {markup.Strike, "~~"}}

func (w *outWriter) spans(b *strings.Builder, spans []markup.Span) {
	for i, s := range spans {
		if i > 0 && touches(spans[i-1].Text, s.Text) {
			b.WriteString(joiner) // marks side by side, or within a word, could be misread
		}
		words := strings.Trim(s.Text, " \n")
		if words == "" || s.Style == 0 {
			b.WriteString(escaped(s.Text))
			continue
		}
		lead, tail, _ := strings.Cut(s.Text, words)
		shown := escaped(words)
		if s.Style.Has(markup.Mono) {
			shown = inlineCode(words)
		}
		for _, l := range looks {
			if s.Style.Has(l.look) {
				shown = l.mark + shown + l.mark
			}
		}
		b.WriteString(lead + shown + tail)
	}
}

// touches tells whether two spans have no space between them.
func touches(before, after string) bool {
	return strings.TrimRight(before, " \n") == before && strings.TrimLeft(after, " \n") == after
}

// inlineCode is code in a line; backticks in it need a longer fence.
func inlineCode(s string) string {
	if !strings.Contains(s, "`") {
		return "`" + s + "`"
	}
	return "`` " + ticksApart(s) + " ``"
}

// ticksApart keeps backticks apart, so that none of them end what they stand in.
func ticksApart(s string) string {
	for strings.Contains(s, "``") {
		s = strings.ReplaceAll(s, "``", "`"+joiner+"`")
	}
	return s
}
