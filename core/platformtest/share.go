package platformtest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// sharing is what a platform promises that has paces: words that waited for
// their turn may share a post.
func sharing() []sentence {
	return []sentence{
		{"words that share a post stand in it in order, each with its author where it changes", sharedInOrder},
		{"a shared post whose answer was lost is found, and not sent twice", sharedFound},
		{"our own shared post seen on the platform says its key", sharedEchoed},
		{"a word of a shared post that changes is changed in it, and the others stay", sharedRevised},
		{"a word that was withdrawn before its shared post is not in it", sharedWithdrawn},
		{"what shares a post fits into one, and a note shares none", sharedFits},
		{"a send passes gates, and throttling names the one that is shut", gatesNamed},
	}
}

// paced is the platform's pace; a sentence about it is skipped without one.
func (p *play) paced() core.Paced {
	p.Helper()
	paced, ok := p.p.(core.Paced)
	if !ok {
		p.Skip("the platform has no pace")
	}
	return paced
}

// together is a delivery of words that share a post.
func (p *play) together(entries ...core.Entry) core.Delivery {
	p.Helper()
	d := p.delivery(core.EffectWord, entries...)
	if n := p.paced().Shares(d); n != len(entries) {
		p.Fatalf("%d of %d short words share a post", n, len(entries))
	}
	d.Group = int64(p.sent)
	return d
}

// inOrder wants a message to say words in this order.
func (p *play) inOrder(s Seen, words ...string) {
	p.Helper()
	rest := s.Text
	for _, w := range words {
		_, after, ok := strings.Cut(rest, w)
		if !ok {
			p.Errorf("%q is not in its place in %q", w, s.Text)
			return
		}
		rest = after
	}
}

func sharedInOrder(p *play) {
	p.paced()
	p.ring()
	entries := []core.Entry{p.entry(core.KindVisitor, "one"), p.entry(core.KindVisitor, "🤖 Bot"), p.entry(core.KindBot, "three"),
		p.entry(core.KindVisitor, "four"), p.entry(core.KindAgent, "five")}
	entries[0].Files = []core.File{{Name: "invoice.pdf"}}
	rs := p.deliver(p.together(entries...))
	seen := p.one("the thread", p.inThread())
	if len(rs) != 1 || rs[0].Remote != seen.Remote || rs[0].Part != 0 {
		p.Errorf("receipts %v for %s", rs, seen.Remote)
	}
	if !strings.Contains(seen.Author, "Lena") {
		p.Errorf("it stands under the name %q", seen.Author)
	}
	p.inOrder(seen, "one", "invoice.pdf", "🤖 Bot", "Bot", "three", "Lena", "four", "Carla", "five")
	named := slices.DeleteFunc(slices.Clone(seen.Heads), func(h string) bool { return strings.Contains(h, "invoice") })
	if len(named) != 3 || !strings.Contains(named[0], "Bot") || !strings.Contains(named[1], "Lena") || !strings.Contains(named[2], "Carla") {
		p.Errorf("authors are named by the lines %q", named)
	}
}

func sharedFound(p *play) {
	p.paced()
	p.ring()
	d := p.together(p.entry(core.KindVisitor, "one"), p.entry(core.KindVisitor, "two"))
	p.h.Break(LoseLate)
	p.fails(d, core.Unknown)
	found, err := p.p.Find(p.soon(), p.c, d)
	if err != nil || len(found) != 1 || found[0].Part != 0 {
		p.Fatalf("found %v, %v", found, err)
	}
	d.Done = found
	if rs := p.deliver(d); len(rs) != 0 {
		p.Errorf("sent again: %v", rs)
	}
	p.inOrder(p.one("the thread", p.inThread()), "one", "two")
}

func sharedEchoed(p *play) {
	p.paced()
	root := p.ring()
	p.h.Events()
	d := p.together(p.entry(core.KindVisitor, "one"), p.entry(core.KindVisitor, "two"))
	rs := p.deliver(d)
	hs := only(p.read(p.h.Events()), core.Echoed)
	hs = slices.DeleteFunc(hs, func(h core.Happening) bool { return h.Key != d.Key })
	if len(hs) != 1 || hs[0].Remote != rs[0].Remote || hs[0].Thread != root || hs[0].Part != 0 {
		p.Errorf("echoed %+v; sent %v", hs, rs)
	}
}

// sharedRevised changes each of three words, and takes all away in the end.
func sharedRevised(p *play) {
	p.paced()
	p.ring()
	words := []core.Entry{p.entry(core.KindVisitor, "word1"), p.entry(core.KindBot, "word2"), p.entry(core.KindVisitor, "word3")}
	d := p.together(words...)
	told := p.deliver(d)
	p.word(core.KindVisitor, "after it")
	revise := func(i int, text string) []Seen {
		if words[i].Text, words[i].Edited = text, p.now; text == "" {
			words[i].Deleted = p.now
		}
		r := p.delivery(core.EffectRevise, words...)
		r.Told, r.Group = told, d.Group
		for _, n := range p.deliver(r) {
			n.Kind = core.EffectRevise
			told = append(told, n)
		}
		return p.inThread()
	}
	wants := func(what string, seen []Seen, words ...string) {
		p.Helper()
		if len(seen) != 2 || seen[0].Remote != told[0].Remote || numbered(seen) != strings.Join(words, " ") {
			p.Fatalf("%s, the thread shows %+v", what, seen)
		}
	}
	for i := range told {
		told[i].Kind = core.EffectWord
	}
	seen := revise(2, "word4")
	wants("edited", seen, "word1", "word2", "word4")
	p.says(seen[0], "edited")
	wants("edited the first", revise(0, "word5"), "word5", "word2", "word4")
	seen = revise(0, "")
	wants("withdrawn the first", seen, "word2", "word4")
	p.inOrder(seen[0], "Bot", "word2", "Lena", "word4")
	grown := long(900)
	if got := numbered(revise(2, grown)); got != "word2 "+grown {
		p.Errorf("grown, the thread shows %d characters", len(got))
	}
	revise(2, "")
	revise(1, "")
	p.says(p.one("withdrawn, the thread", p.inThread()), "after it")
}

func sharedWithdrawn(p *play) {
	p.paced()
	p.ring()
	gone, stays := p.entry(core.KindVisitor, ""), p.entry(core.KindVisitor, "still here")
	gone.Deleted = p.now
	p.deliver(p.together(gone, stays))
	if seen := p.one("the thread", p.inThread()); seen.Text != "still here" {
		p.Errorf("the thread shows %+v", seen)
	}
}

func sharedFits(p *play) {
	paced := p.paced()
	p.ring()
	word, note := p.entry(core.KindVisitor, "a word"), p.entry(core.KindNote, "between us")
	for _, entries := range [][]core.Entry{{word}, {note, word}, {word, note}, {note, note}} {
		if n := paced.Shares(p.delivery(core.EffectWord, entries...)); n != 1 {
			p.Errorf("%d of %v share a post", n, entries)
		}
	}
	var many []core.Entry
	for i := range 60 {
		many = append(many, p.entry(core.KindVisitor, fmt.Sprintf("word%04d %s", i, strings.Repeat("& so on ", 20))))
	}
	n := paced.Shares(p.delivery(core.EffectWord, many...))
	if n < 2 || n == len(many) {
		p.Fatalf("%d of %d words share a post", n, len(many))
	}
	p.deliver(p.together(many[:n]...))
	if got := strings.Fields(numbered([]Seen{p.one("the thread", p.inThread())})); len(got) != n {
		p.Errorf("%d of %d words are there", len(got), n)
	}
}

func gatesNamed(p *play) {
	paced := p.paced()
	p.ring()
	d := p.delivery(core.EffectWord, p.entry(core.KindVisitor, "hello"))
	gates := paced.Gates(p.c, d)
	if len(gates) == 0 {
		p.Fatal("a word passes no gate")
	}
	for _, g := range gates {
		if g.Key == "" || g.Every <= 0 || g.Burst < 1 {
			p.Errorf("gate %+v", g)
		}
	}
	p.h.Break(Throttle)
	se := p.fails(d, core.Retry)
	if !slices.ContainsFunc(gates, func(g core.Gate) bool { return g.Key == se.Gate }) {
		p.Errorf("the gate %q that is shut is none of %+v", se.Gate, gates)
	}
	d.Thread.Channel += "9"
	for _, g := range paced.Gates(p.c, d) {
		if g.Key == se.Gate {
			p.Errorf("%q shuts other channels too", se.Gate)
		}
	}
}
