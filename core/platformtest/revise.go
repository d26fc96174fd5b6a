package platformtest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// revision is the delivery of an entry that was changed after it was told.
func (p *play) revision(e core.Entry, told []core.Receipt, change func(*core.Entry)) core.Delivery {
	change(&e)
	e.Rev++
	if e.Deleted.IsZero() {
		e.Edited = p.now
	}
	d := p.delivery(core.EffectRevise, e)
	d.Told = told
	return d
}

// revised tells a change, and answers what the entry is in the thread then.
func (p *play) revised(e core.Entry, told []core.Receipt, change func(*core.Entry)) []core.Receipt {
	p.Helper()
	rs := p.deliver(p.revision(e, told, change))
	for i := range rs {
		rs[i].Kind = core.EffectRevise
	}
	return append(slices.Clone(told), rs...)
}

// long is a text of n numbered words.
func long(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "word%04d ", i)
	}
	return strings.TrimSpace(b.String())
}

// numbered picks the numbered words out of messages.
func numbered(seen []Seen) string {
	var all []string
	for _, s := range seen {
		for _, w := range strings.Fields(s.Text) {
			if strings.HasPrefix(w, "word") {
				all = append(all, w)
			}
		}
	}
	return strings.Join(all, " ")
}

func revisions() []sentence {
	says := func(text string) func(*core.Entry) { return func(e *core.Entry) { e.Text = text } }
	gone := func(p *play) func(*core.Entry) {
		return func(e *core.Entry) { e.Text, e.Deleted = "", p.now }
	}
	return []sentence{
		{"an edited word changes where it stands, and says so", func(p *play) {
			p.ring()
			told := p.word(core.KindVisitor, "helo")
			p.word(core.KindVisitor, "after it")
			p.revised(p.log[1], told, says("hello"))
			seen := p.inThread()
			if len(seen) != 2 || seen[0].Remote != told[0].Remote || !strings.Contains(seen[0].Author, "Lena") {
				p.Fatalf("the thread shows %+v", seen)
			}
			p.says(seen[0], "hello", "edited")
		}},
		{"a withdrawn word is taken away, twice is once", func(p *play) {
			p.ring()
			told := p.word(core.KindVisitor, long(900))
			p.word(core.KindVisitor, "after it")
			d := p.revision(p.log[1], told, gone(p))
			p.deliver(d)
			p.deliver(d)
			p.says(p.one("the thread", p.inThread()), "after it")
		}},
		{"an edit that needs more parts adds them, one that needs fewer takes them away", func(p *play) {
			p.ring()
			told := p.word(core.KindVisitor, "short")
			told = p.revised(p.log[1], told, says(long(900)))
			seen := p.inThread()
			if len(seen) < 2 || seen[0].Remote != told[0].Remote || numbered(seen) != long(900) {
				p.Fatalf("grown, the thread shows %d messages, receipts %v", len(seen), told)
			}
			p.says(seen[1], "(continued)")
			told = p.revised(p.log[1], told, says(long(10)))
			if one := p.one("the thread", p.inThread()); numbered([]Seen{one}) != long(10) {
				p.Errorf("shrunk, the thread shows %+v", one)
			}
			told = p.revised(p.log[1], told, says(long(800)))
			if got := numbered(p.inThread()); got != long(800) {
				p.Errorf("grown again, the thread shows %d characters", len(got))
			}
			p.revised(p.log[1], told, gone(p))
			if seen := p.inThread(); len(seen) != 0 {
				p.Errorf("withdrawn, the thread shows %+v", seen)
			}
		}},
		{"a part that was added is found after its answer was lost, and not added twice", func(p *play) {
			p.ring()
			d := p.revision(p.entry(core.KindVisitor, "short"), nil, says(long(900)))
			d.Told = p.deliver(p.delivery(core.EffectWord, p.log[1]))
			p.h.Break(LoseLate)
			p.fails(d, core.Unknown)
			found, err := p.p.Find(p.soon(), p.c, d)
			if err != nil || len(found) == 0 {
				p.Fatalf("found %v, %v", found, err)
			}
			d.Done = found
			p.deliver(d)
			if got := numbered(p.inThread()); got != long(900) {
				p.Errorf("the thread shows %d characters in %d messages", len(got), len(p.inThread()))
			}
		}},
		{"a change of what stands in a history only is a new line", func(p *play) {
			p.ring()
			p.deliver(p.delivery(core.EffectHistory, p.log...))
			told := p.revised(p.log[0], nil, says("My card was refused"))
			seen := p.inThread()
			if len(seen) != 2 {
				p.Fatalf("the thread shows %+v", seen)
			}
			p.says(seen[1], "Lena", "edited an earlier message", "My card was refused")
			told = p.revised(p.log[0], told, says("My second card was refused"))
			if seen = p.inThread(); len(seen) != 2 {
				p.Fatalf("the thread shows %+v", seen)
			}
			p.says(seen[1], "edited an earlier message", "My second card was refused")
			p.revised(p.log[0], told, gone(p))
			if seen = p.inThread(); len(seen) != 2 {
				p.Fatalf("the thread shows %+v", seen)
			}
			p.says(seen[1], "Lena", "deleted an earlier message")
		}},
		{"a word that somebody took away is told as a new line when it changes", func(p *play) {
			root := p.ring()
			other := p.word(core.KindVisitor, "stays")
			told := p.word(core.KindVisitor, "helo")
			told[0].Remote = lacking(other[0].Remote)
			p.revised(p.log[2], told, says("hello"))
			seen := p.h.Look(Anna, root)
			p.says(seen[len(seen)-1], "edited an earlier message", "hello")
		}},
		{"a note that changes stays a note", func(p *play) {
			p.ring()
			told := p.word(core.KindNote, "between us")
			p.revised(p.log[1], told, says("still between us"))
			p.says(p.one("the thread", p.inThread()), "🔒", "still between us")
		}},
	}
}

// lacking is the id of a message like this one that is not there.
func lacking(remote string) string {
	last := remote[len(remote)-1]
	return remote[:len(remote)-1] + string('0'+(last-'0'+7)%10)
}
