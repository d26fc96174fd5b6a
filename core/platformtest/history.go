package platformtest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// saga adds n turns of about 200 characters.
func (p *play) saga(n int) {
	for i := range n {
		kind := []core.EntryKind{core.KindVisitor, core.KindBot}[i%2]
		p.entry(kind, fmt.Sprintf("turn%03d %s end%03d", i, strings.Repeat("blah ", 36), i))
	}
}

func histories() []sentence {
	return []sentence{
		{"a short history is one post, with the bot's answers", func(p *play) {
			p.ring()
			p.entry(core.KindBot, "Have you tried another card?")
			p.deliver(p.delivery(core.EffectHistory, p.log...))
			p.says(p.one("the thread", p.inThread()), "Lena", "My card is refused", "Bot", "Have you tried another card?")
		}},
		{"a history is at most two posts, with the newest turns whole", func(p *play) {
			p.ring()
			p.saga(150)
			rs := p.deliver(p.delivery(core.EffectHistory, p.log...))
			seen := p.inThread()
			if len(seen) > 2 || len(rs) != len(seen) {
				p.Fatalf("%d posts, %d receipts", len(seen), len(rs))
			}
			text := seen[0].Text
			if len(seen) == 2 {
				text += "\n" + seen[1].Text
			}
			shown := 0
			for i := 149; i >= 0 && strings.Contains(text, fmt.Sprintf("turn%03d", i)); i-- {
				if !strings.Contains(text, fmt.Sprintf("end%03d", i)) {
					p.Errorf("turn %d is not whole", i)
				}
				shown++
			}
			if shown < 5 {
				p.Errorf("only %d turns are shown", shown)
			}
			p.says(seen[0], fmt.Sprintf("+ %d earlier", 151-shown))
			if !slices.Contains(seen[0].Buttons, "Show all") {
				p.Errorf("no button shows the rest: %q", seen[0].Buttons)
			}
		}},
		{"everything is told in as many posts as it takes", func(p *play) {
			p.ring()
			p.saga(150)
			p.deliver(p.delivery(core.EffectAll, p.log...))
			var all strings.Builder
			for _, s := range p.inThread() {
				all.WriteString(s.Text)
			}
			for i := range 150 {
				if n := strings.Count(all.String(), fmt.Sprintf("end%03d", i)); n != 1 {
					p.Errorf("turn %d is told %d times", i, n)
				}
			}
		}},
	}
}

func leads() []sentence {
	lead := func(p *play, turns int) (core.Delivery, string) {
		p.ring()
		p.saga(turns)
		p.talk.State = core.StateMissed
		p.talk.Ask.Ended, p.talk.Ask.Outcome, p.talk.Ask.Why = p.now, core.Missed, "wait"
		d := p.delivery(core.EffectLead, p.log...)
		d.Lead = &core.Lead{Ref: p.talk.Ref, Ask: 1, Why: "wait", Waited: 15 * time.Minute, At: p.now}
		rs := p.deliver(d)
		if len(rs) == 0 || rs[0].Part != 0 {
			p.Fatalf("a lead answers the receipt of its card first, got %v", rs)
		}
		return d, rs[0].Remote
	}
	return []sentence{
		{"a lead tells the channel who, why and what was said", func(p *play) {
			_, card := lead(p, 2)
			seen := p.inChannel()
			if len(seen) != 2 || seen[1].Remote != card {
				p.Fatalf("want card and lead, see %+v", seen)
			}
			p.says(seen[1], "Lena", "15 minutes", "My card is refused", "end001", "Pricing")
		}},
		{"card and lead of an ask over the limit say that nobody was rung", func(p *play) {
			p.ring()
			p.talk.State = core.StateMissed
			p.talk.Ask.Ended, p.talk.Ask.Outcome, p.talk.Ask.Why = p.now, core.Missed, core.WhyLimit
			p.deliver(p.delivery(core.EffectCard, p.log...))
			d := p.delivery(core.EffectLead, p.log...)
			d.Lead = &core.Lead{Ref: p.talk.Ref, Ask: 1, Why: core.WhyLimit, At: p.now}
			p.deliver(d)
			for _, seen := range p.inChannel() {
				p.says(seen, "over the limit", "nobody was rung")
			}
		}},
		{"a lead changes in place when details come", func(p *play) {
			_, card := lead(p, 2)
			p.who.Email = "lena@example.com"
			d := p.delivery(core.EffectLead, p.log...)
			d.Thread.Lead, d.Thread.LeadAsk = card, 1
			d.Lead = &core.Lead{Ref: p.talk.Ref, Ask: 1, Why: "wait", Waited: 15 * time.Minute, At: p.now, Updated: p.now}
			rs := p.deliver(d)
			seen := p.inChannel()
			if len(seen) != 2 || len(rs) != 1 || rs[0].Remote != card {
				p.Fatalf("want the same lead changed, see %+v, receipts %v", seen, rs)
			}
			p.says(seen[1], "lena@example.com", "My card is refused")
		}},
		{"a long transcript goes on under the lead, nothing missing", func(p *play) {
			_, card := lead(p, 120)
			var all strings.Builder
			for _, s := range append(p.inChannel(), p.h.Look(Anna, card)...) {
				all.WriteString(s.Text)
			}
			for i := range 120 {
				if n := strings.Count(all.String(), fmt.Sprintf("end%03d", i)); n != 1 {
					p.Errorf("turn %d is told %d times", i, n)
				}
			}
		}},
	}
}
