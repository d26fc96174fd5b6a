package discord

import (
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/core"
)

// turn is one entry as a conversation shows it: fields of an embed, whose names
// say who spoke, which nobody can write into a text.
type turn struct {
	fields []field
	size   int // characters
}

// maxTurnPart is how much of a turn stands in one field.
const maxTurnPart = 900

// nothing is the name of a field that goes on with the one before.
const nothing = "\u200b"

// turnOf renders an entry for a conversation told at once. What is nothing for
// a conversation has no fields.
func turnOf(e core.Entry, d core.Delivery) turn {
	if !e.Deleted.IsZero() || !e.IsWord() && e.Kind != core.KindNote {
		return turn{}
	}
	who := speakerOf(e.Kind)
	var words []string
	size := func(doc markup.Doc) int { return units(toDiscord(doc, who)) }
	for _, doc := range markup.SplitDoc(markup.Parse(e.Text), maxTurnPart, size) {
		words = append(words, toDiscord(doc, who))
	}
	if anyFiles(e) {
		words = append(words, filesText(e.Files))
	}
	var t turn
	for i, w := range words {
		name := nothing
		if i == 0 {
			name = authorLine(e, d)
		}
		t.fields = append(t.fields, fieldOf(name, w, false))
		t.size += units(name) + units(w)
	}
	return t
}

// authorLine says who spoke, as what, and when.
func authorLine(e core.Entry, d core.Delivery) string {
	when := " · " + e.At.UTC().Format("15:04") + " UTC"
	if d.Now.Sub(e.At).Abs() > 12*time.Hour {
		when = " · " + e.At.UTC().Format("2 Jan 15:04") + " UTC"
	}
	return voiceLine(e, d) + when
}

// voiceLine says who spoke, and as what.
func voiceLine(e core.Entry, d core.Delivery) string {
	switch e.Kind {
	case core.KindVisitor:
		return "👤 " + nameOf(d.Visitor)
	case core.KindBot:
		return "🤖 " + nameBot
	case core.KindNote:
		return "🔒 " + safeName(e.Author) + " · note, not shown to the visitor"
	}
	return "💬 " + safeName(e.Author) + " · team"
}

// filesText names files: first those that crossed, then those that did not.
func filesText(files []core.File) string {
	names := func(files []core.File) string {
		var out []string
		for _, f := range files {
			out = append(out, literal(f.Name))
		}
		return strings.Join(out, ", ")
	}
	var lines []string
	if crossed := core.Carried(files); len(crossed) > 0 {
		lines = append(lines, "📎 "+names(crossed))
	}
	if lacking := core.Lacking(files); len(lacking) > 0 {
		lines = append(lines, "📎 "+names(lacking)+" — named only, the file itself did not cross")
	}
	return markup.Cut(strings.Join(lines, "\n"), maxField)
}

// anyFiles tells whether there is a file to name.
func anyFiles(e core.Entry) bool { return len(core.Carried(e.Files))+len(core.Lacking(e.Files)) > 0 }

// fileLine names files in small print, in one line.
func fileLine(files []core.File) string {
	return small(markup.Cut(strings.ReplaceAll(filesText(files), "\n", " · "), maxCites))
}

// The most that goes into one post. Discord takes 6,000 characters in embeds.
const (
	maxPostFields = 24
	maxPostSize   = 5500
)

// pack is what goes into one post.
type pack struct {
	turns  []turn
	fields int
	size   int
}

func (p *pack) fits(t turn) bool {
	return p.fields+len(t.fields) <= maxPostFields && p.size+t.size <= maxPostSize
}

func (p *pack) add(t turn) {
	p.turns = append(p.turns, t)
	p.fields += len(t.fields)
	p.size += t.size
}

// embed is the frame of a pack.
func (p *pack) embed() embed {
	var e embed
	for _, t := range p.turns {
		e.Fields = append(e.Fields, t.fields...)
	}
	return e
}

// split cuts a turn that fits into no post, at its fields.
func (t turn) split() []turn {
	if (&pack{}).fits(t) {
		return []turn{t}
	}
	var out []turn
	for _, f := range t.fields {
		size := units(f.Name) + units(f.Value)
		last := len(out) - 1
		if last < 0 || out[last].size+size > maxPostSize || len(out[last].fields) >= maxPostFields {
			out = append(out, turn{})
			last++
		}
		out[last].fields = append(out[last].fields, f)
		out[last].size += size
	}
	return out
}
