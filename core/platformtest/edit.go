package platformtest

import (
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// edits are what people do to words they said.
func edits() []sentence {
	said := func(p *play, root, text string) core.Happening {
		p.Helper()
		hs := only(p.read(p.h.Say(Anna, root, text)), core.Said)
		if len(hs) != 1 {
			p.Fatalf("said %+v", hs)
		}
		return hs[0]
	}
	return []sentence{
		{"an edit says which word, its new text and when", func(p *play) {
			root := p.ring()
			word := said(p, root, "helo")
			first := only(p.read(p.h.Edit(Anna, root, word.Remote, "hello")), core.Edited)
			second := only(p.read(p.h.Edit(Anna, root, word.Remote, "hello there")), core.Edited)
			if len(first) != 1 || len(second) != 1 {
				p.Fatalf("edited %+v and %+v", first, second)
			}
			h := second[0]
			if h.Text != "hello there" || h.Remote != word.Remote || h.Thread != root || h.Channel != word.Channel || h.By != word.By {
				p.Errorf("edited %+v", h)
			}
			if first[0].At.IsZero() || !h.At.After(first[0].At) {
				p.Errorf("edited at %s and then at %s", first[0].At, h.At)
			}
		}},
		{"an edit keeps the meaning of its text, marks too", func(p *play) {
			root := p.ring()
			word := said(p, root, "public")
			hs := only(p.read(p.h.Edit(Anna, root, word.Remote, "// private after all")), core.Edited)
			if len(hs) != 1 || core.ReadTyped(hs[0].Text).Action != core.ActNote {
				p.Errorf("edited %+v", hs)
			}
		}},
		{"a word that was edited before it was read in its thread says so", func(p *play) {
			catcher, ok := p.p.(core.Catcher)
			if !ok {
				p.Skip("the platform reads no threads")
			}
			root := p.ring()
			began := time.Now().Add(-time.Minute)
			word, plain := said(p, root, "// between us"), said(p, root, "hello")
			p.h.Edit(Anna, root, word.Remote, "for everyone")
			caught, err := catcher.CatchUp(p.soon(), p.c, core.Gap{Channel: p.h.Channel(), Thread: root, Since: began})
			if err != nil {
				p.Fatal(err)
			}
			changed := map[string]bool{}
			for _, h := range only(p.read(caught.Events), core.Said) {
				changed[h.Remote] = h.Changed
			}
			if edited, known := changed[word.Remote]; !known || !edited {
				p.Errorf("the edited word: read %v, changed %v", known, edited)
			}
			if edited, known := changed[plain.Remote]; !known || edited {
				p.Errorf("the other word: read %v, changed %v", known, edited)
			}
		}},
		{"a deletion says which word", func(p *play) {
			root := p.ring()
			word := said(p, root, "oops")
			hs := only(p.read(p.h.Delete(Anna, root, word.Remote)), core.Removed)
			if len(hs) != 1 || hs[0].Remote != word.Remote || hs[0].Thread != root || hs[0].Channel != word.Channel ||
				hs[0].By.Remote != "" && hs[0].By.Remote != word.By.Remote {
				p.Errorf("removed %+v", hs)
			}
		}},
		{"an edit shares the lane of its word and comes after it", func(p *play) {
			root := p.ring()
			p.h.Events()
			events := p.h.Say(Anna, root, "helo")
			before := p.saying(events, "helo")
			word := only(p.read([]core.RawEvent{before}), core.Said)[0]
			for _, e := range p.h.Edit(Anna, root, word.Remote, "hello") {
				if len(only(p.read([]core.RawEvent{e}), core.Edited)) == 1 && (e.Lane != before.Lane || e.Sort <= before.Sort) {
					p.Errorf("lanes %q and %q, order %q and %q", before.Lane, e.Lane, before.Sort, e.Sort)
				}
			}
		}},
		{"a preview of a link changes nothing, not even after an edit", func(p *play) {
			root := p.ring()
			word := said(p, root, "see https://example.com/a")
			if hs := p.read(p.h.Unfurl(root, word.Remote)); len(hs) != 0 {
				p.Errorf("a preview means %+v", hs)
			}
			p.h.Edit(Anna, root, word.Remote, "see https://example.com/b")
			if hs := p.read(p.h.Unfurl(root, word.Remote)); len(hs) != 0 {
				p.Errorf("a preview after an edit means %+v", hs)
			}
		}},
		{"our own changes and what guests change mean nothing", func(p *play) {
			root := p.ring()
			rs := p.word(core.KindVisitor, "hello")
			p.h.Events()
			p.revised(p.log[1], rs, func(e *core.Entry) { e.Text = "hello!" })
			p.h.DeleteCard(p.ringElsewhere())
			if hs := p.read(p.h.Events()); len(only(hs, core.Edited))+len(only(hs, core.Removed))+len(only(hs, core.Said)) != 0 {
				p.Errorf("our own changes mean %+v", hs)
			}
			p.h.Say(Guest, root, "me too")
			seen := p.inThread()
			guests := seen[len(seen)-1].Remote
			hs := p.read(p.h.Edit(Guest, root, guests, "me three"))
			if hs = append(hs, p.read(p.h.Delete(Guest, root, guests))...); len(hs) != 0 {
				p.Errorf("a guest's changes mean %+v", hs)
			}
		}},
	}
}

// ringElsewhere posts a card of another conversation, and answers its thread.
func (p *play) ringElsewhere() string {
	p.Helper()
	here := p.talk.Threads[0].Remote
	p.talk.Threads[0].Remote = ""
	other := p.ring()
	p.talk.Threads[0].Remote = here
	return other
}
