package platformtest

import (
	"errors"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// fails sends and wants it to end as how.
func (p *play) fails(d core.Delivery, how core.How) core.SendError {
	p.Helper()
	rs, err := p.p.Deliver(p.soon(), p.c, d)
	var se *core.SendError
	if !errors.As(err, &se) {
		p.Fatalf("want %s, got receipts %v and error %v", how, rs, err)
	}
	if se.How != how || se.Cause == "" {
		p.Fatalf("want %s with a cause, got %+v", how, se)
	}
	return *se
}

func faults() []sentence {
	return []sentence{
		{"throttling says how long to stay away", func(p *play) {
			p.ring()
			d := p.delivery(core.EffectWord, p.entry(core.KindVisitor, "hello"))
			p.h.Break(Throttle)
			if se := p.fails(d, core.Retry); se.After != ThrottledFor*time.Second {
				p.Errorf("stay away for %s, want %d s", se.After, ThrottledFor)
			}
			p.h.Pass(ThrottledFor * time.Second)
			p.deliver(d)
			p.one("the thread", p.inThread())
		}},
		{"a refused word is refused by itself", func(p *play) {
			p.ring()
			d := p.delivery(core.EffectWord, p.entry(core.KindVisitor, "hello"))
			p.h.Break(Refuse)
			p.fails(d, core.Refused)
			p.word(core.KindVisitor, "the next one")
			p.one("the thread", p.inThread())
		}},
		{"a dead token holds, with a cure, and what was held goes out after repair", held(DeadToken)},
		{"a lost channel holds, with a cure, and what was held goes out after repair", held(NoChannel)},
		{"a dead token says that nothing at all can be sent", func(p *play) {
			p.ring()
			d := p.delivery(core.EffectWord, p.entry(core.KindVisitor, "hello"))
			p.h.Break(DeadToken)
			if se := p.fails(d, core.Held); !se.Dead || se.Lost {
				p.Errorf("failed with %+v", se)
			}
		}},
		{"a lost channel is no dead connection and no lost thread", func(p *play) {
			p.ring()
			d := p.delivery(core.EffectWord, p.entry(core.KindVisitor, "hello"))
			p.h.Break(NoChannel)
			if se := p.fails(d, core.Held); se.Dead || se.Lost {
				p.Errorf("failed with %+v", se)
			}
		}},
		{"a thread whose card was deleted is lost, shows nothing elsewhere, and is opened anew", lostThread},
		{"a dead token is noticed when we introduce ourselves", func(p *play) {
			p.h.Break(DeadToken)
			_, err := p.p.Introduce(p.soon(), p.c)
			var se *core.SendError
			if !errors.As(err, &se) || se.How != core.Held {
				p.Errorf("introduce answered %v", err)
			}
		}},
	}
}

func held(f Fault) func(*play) {
	return func(p *play) {
		p.ring()
		d := p.delivery(core.EffectWord, p.entry(core.KindVisitor, "hello"))
		p.h.Break(f)
		if se := p.fails(d, core.Held); se.Cure == "" {
			p.Error("there is no cure")
		}
		p.h.Mend()
		p.deliver(d)
		p.one("the thread", p.inThread())
	}
}

// doubts are the sends of which nobody knows whether they arrived.
func doubts() []sentence {
	found := func(p *play, d core.Delivery, part int) core.Receipt {
		p.Helper()
		rs, err := p.p.Find(p.soon(), p.c, d)
		if err != nil || len(rs) != 1 || rs[0].Part != part {
			p.Fatalf("found %v, %v", rs, err)
		}
		return rs[0]
	}
	return []sentence{
		{"a word whose answer was lost is found, and not sent twice", func(p *play) {
			p.ring()
			p.word(core.KindVisitor, "hello")
			d := p.delivery(core.EffectWord, p.entry(core.KindVisitor, "hello"))
			p.h.Break(LoseLate)
			p.fails(d, core.Unknown)
			d.Done = append(d.Done, found(p, d, 0))
			if rs := p.deliver(d); len(rs) != 0 {
				p.Errorf("sent again: %v", rs)
			}
			if seen := p.inThread(); len(seen) != 2 || seen[1].Remote != d.Done[0].Remote {
				p.Errorf("the thread shows %+v", seen)
			}
		}},
		{"a word that never arrived is not found, though the same words are there", func(p *play) {
			p.ring()
			p.word(core.KindVisitor, "hello")
			d := p.delivery(core.EffectWord, p.entry(core.KindVisitor, "hello"))
			p.h.Break(LoseEarly)
			p.fails(d, core.Unknown)
			if rs, err := p.p.Find(p.soon(), p.c, d); err != nil || len(rs) != 0 {
				p.Errorf("found %v, %v", rs, err)
			}
			p.deliver(d)
			if seen := p.inThread(); len(seen) != 2 {
				p.Errorf("the thread shows %+v", seen)
			}
		}},
		{"a card whose answer was lost is found in the channel", func(p *play) {
			d := p.delivery(core.EffectCard, p.log...)
			p.h.Break(LoseLate)
			p.fails(d, core.Unknown)
			if r := found(p, d, 0); r.Remote != p.one("the channel", p.inChannel()).Remote {
				p.Errorf("found %v", r)
			}
		}},
		{"a part in doubt is found beside the parts that were accepted", func(p *play) {
			p.ring()
			long := make([]byte, 0, 8000)
			for len(long) < 7900 {
				long = append(long, "some words "...)
			}
			d := p.delivery(core.EffectWord, p.entry(core.KindVisitor, string(long)))
			whole := p.deliver(d)
			if len(whole) < 2 {
				p.Fatalf("want several parts, got %v", whole)
			}
			d.Done = whole[:1]
			rs, err := p.p.Find(p.soon(), p.c, d)
			if err != nil || len(rs) != len(whole)-1 || rs[0].Part != 1 || rs[0].Remote != whole[1].Remote {
				p.Errorf("found %v, %v; sent %v", rs, err, whole)
			}
		}},
	}
}
