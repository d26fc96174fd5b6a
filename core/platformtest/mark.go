package platformtest

import (
	"slices"

	"github.com/bellhop-chat/bellhop/core"
)

// marks are about agents' own messages: Anna says something, and sees what
// became of it.
func marks() []sentence {
	const typed = "Let me look"
	// said has Anna say it, and answers the message and its entry.
	said := func(p *play) (string, core.Entry) {
		p.Helper()
		root := p.ring()
		hs := only(p.read(p.h.Say(Anna, root, typed)), core.Said)
		if len(hs) != 1 {
			p.Fatalf("said %+v", hs)
		}
		e := p.entry(core.KindAgent, typed)
		e.Where, e.Thread, e.Key = p.p.Surface(), "th1", string(p.p.Surface())+":"+hs[0].Channel+":"+hs[0].Remote
		return hs[0].Remote, e
	}
	marking := func(p *play, e core.Entry, m core.Mark, told []core.Receipt) core.Delivery {
		d := p.delivery(core.EffectMark, e)
		d.Mark, d.Told = m, told
		return d
	}
	shows := func(p *play, message string, want ...core.Mark) {
		p.Helper()
		got := p.h.Marks(p.thread(), message)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			p.Errorf("marked %q, want %q", got, want)
		}
	}
	return []sentence{
		{"a word is marked as what became of it, with the marks that still hold", func(p *play) {
			message, e := said(p)
			var told []core.Receipt
			for _, step := range []struct {
				mark core.Mark
				want []core.Mark
			}{
				{core.MarkGone, []core.Mark{core.MarkGone}},
				{core.MarkDelivered, []core.Mark{core.MarkDelivered}},
				{core.MarkRead, []core.Mark{core.MarkDelivered, core.MarkRead}},
				{core.MarkRetracted, []core.Mark{core.MarkRetracted}},
			} {
				rs := p.deliver(marking(p, e, step.mark, told))
				if told = append(told, rs...); len(rs) != 1 || rs[0].Remote != string(step.mark) {
					p.Errorf("%s answers %v", step.mark, rs)
				}
				shows(p, message, step.want...)
			}
		}},
		{"a word that did not cross is marked, until it does", func(p *play) {
			message, e := said(p)
			told := p.deliver(marking(p, e, core.MarkFailed, nil))
			shows(p, message, core.MarkFailed)
			p.deliver(marking(p, e, core.MarkDelivered, told))
			shows(p, message, core.MarkDelivered)
		}},
		{"marking twice is once", func(p *play) {
			message, e := said(p)
			for range 2 {
				p.deliver(marking(p, e, core.MarkDelivered, nil))
			}
			shows(p, message, core.MarkDelivered)
		}},
		{"a mark for a message that is gone is done", func(p *play) {
			message, e := said(p)
			p.h.Delete(Anna, p.thread(), message)
			p.deliver(marking(p, e, core.MarkDelivered, nil))
		}},
		{"where we may not mark, nothing fails", func(p *play) {
			message, e := said(p)
			p.h.Break(NoMarks)
			for range 2 {
				p.deliver(marking(p, e, core.MarkDelivered, nil))
			}
			shows(p, message)
			p.h.Mend()
			p.deliver(marking(p, e, core.MarkRead, nil))
			shows(p, message, core.MarkRead)
		}},
		{"a word from elsewhere has no message to mark", func(p *play) {
			p.ring()
			e := p.entry(core.KindAgent, "from the inbox")
			e.Key = "inbox:1"
			p.deliver(marking(p, e, core.MarkDelivered, nil))
		}},
	}
}

// lostThread: the card goes, and the next word finds out.
func lostThread(p *play) {
	root := p.ring()
	p.word(core.KindVisitor, "before")
	p.h.DeleteCard(root)
	d := p.delivery(core.EffectWord, p.entry(core.KindVisitor, "after"))
	if se := p.fails(d, core.Held); !se.Lost || se.Dead || se.Cure == "" {
		p.Errorf("failed with %+v", se)
	}
	for _, s := range p.inChannel() {
		if s.Text == "after" {
			p.Errorf("the word stands in the channel: %+v", s)
		}
	}
	p.talk.Threads[0].Remote, p.talk.Threads[0].Lost = "", root
	if other := p.ring(); other == root {
		p.Error("the new card has the id of the old one")
	}
	d.Thread = p.talk.Threads[0]
	p.deliver(d)
	p.says(p.one("the new thread", p.inThread()), "after")
}
