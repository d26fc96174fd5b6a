package platformtest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func words() []sentence {
	return []sentence{
		{"words appear in order under the visitor's name", func(p *play) {
			p.ring()
			for _, w := range []string{"one", "two", "three"} {
				p.word(core.KindVisitor, w)
			}
			seen := p.inThread()
			if len(seen) != 3 {
				p.Fatalf("want three words, see %+v", seen)
			}
			for i, w := range []string{"one", "two", "three"} {
				if seen[i].Text != w || !strings.Contains(seen[i].Author, "Lena") {
					p.Errorf("word %d is %+v", i, seen[i])
				}
			}
		}},
		{"agents' words from elsewhere, the bot's and notes are told apart", func(p *play) {
			p.ring()
			p.word(core.KindAgent, "from the inbox")
			p.word(core.KindBot, "beep")
			p.word(core.KindNote, "between us")
			seen := p.inThread()
			if len(seen) != 3 {
				p.Fatalf("want three words, see %+v", seen)
			}
			if !strings.Contains(seen[0].Author, "Carla") || !strings.Contains(seen[0].Author, "Inbox") {
				p.Errorf("the agent stands there as %q", seen[0].Author)
			}
			if !strings.Contains(seen[1].Author, "Bot") {
				p.Errorf("the bot stands there as %q", seen[1].Author)
			}
			p.says(seen[2], "🔒", "between us")
		}},
		{"a change is a line of our own", func(p *play) {
			p.ring()
			e := p.entry(core.KindChange, "")
			e.Code, e.Author = core.CodeJoined, "Ben_*x*"
			p.deliver(p.delivery(core.EffectWord, e))
			p.says(p.one("the thread", p.inThread()), "has this conversation")
		}},
		{"a file is named and said not to have crossed", func(p *play) {
			p.ring()
			e := p.entry(core.KindVisitor, "")
			e.Files = []core.File{{Name: "invoice.pdf"}}
			p.deliver(p.delivery(core.EffectWord, e))
			p.says(p.one("the thread", p.inThread()), "invoice.pdf", "did not cross")
		}},
		{"a stub says that a word could not be shown", func(p *play) {
			p.ring()
			d := p.delivery(core.EffectWord, p.entry(core.KindVisitor, "unspeakable"))
			d.Stub = true
			p.deliver(d)
			seen := p.one("the thread", p.inThread())
			if strings.Contains(seen.Text, "unspeakable") || seen.Text == "" {
				p.Errorf("the stub says %q", seen.Text)
			}
		}},
		{"a long word is split, and resumed after a failure without doubling", longWord},
		{"text keeps its meaning on the way out", func(p *play) {
			p.ring()
			p.word(core.KindVisitor, "**loud** and `x < y` at https://example.com/a?b=c")
			seen := p.one("the thread", p.inThread())
			p.says(seen, "loud and x < y at")
			if !slices.Contains(seen.Bold, "loud") || !slices.Contains(seen.Code, "x < y") || !slices.Contains(seen.Links, "https://example.com/a?b=c") {
				p.Errorf("looks are lost: %+v", seen)
			}
		}},
	}
}

func longWord(p *play) {
	p.ring()
	var b strings.Builder
	for i := range 1600 {
		fmt.Fprintf(&b, "word%04d ", i)
	}
	d := p.delivery(core.EffectWord, p.entry(core.KindVisitor, b.String()))
	whole, err := p.p.Deliver(p.soon(), p.c, d)
	if err != nil || len(whole) < 2 {
		p.Fatalf("want several parts, got %v, %v", whole, err)
	}
	before := p.inThread()
	if len(before) != len(whole) {
		p.Fatalf("%d receipts for %d messages", len(whole), len(before))
	}

	d2 := p.delivery(core.EffectWord, d.Entries...)
	d2.Done = whole[:1]
	p.h.Break(Throttle)
	got, err := p.p.Deliver(p.soon(), p.c, d2)
	if err == nil || len(got) != 0 {
		p.Fatalf("the throttled part answered %v, %v", got, err)
	}
	p.h.Pass(ThrottledFor * time.Second)
	rest := p.deliver(d2)
	if len(rest) != len(whole)-1 {
		p.Errorf("resuming answered %d parts, want %d", len(rest), len(whole)-1)
	}
	var all []string
	for _, s := range append(slices.Clone(before[:1]), p.inThread()[len(before):]...) {
		all = append(all, strings.Fields(s.Text)...)
	}
	if got := strings.Join(all, " "); got != strings.TrimSpace(b.String()) {
		p.Errorf("what the parts say is not what was said: %d words of 1600", len(all))
	}
	for i, r := range rest {
		if r.Part != i+1 {
			p.Errorf("part %d stands on receipt %d", r.Part, i+1)
		}
	}
}
