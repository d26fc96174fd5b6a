package platformtest

import (
	"slices"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func cards() []sentence {
	return []sentence{
		{"a card says who, where and what, and opens a thread", func(p *play) {
			root := p.ring()
			card := p.one("the channel", p.inChannel())
			if card.Remote != root || !card.Ours {
				p.Errorf("the card is %+v, its receipt %s", card, root)
			}
			p.says(card, "Lena", "My card is refused", "Pricing", "shop.example", "Portuguese")
			for _, b := range []string{"Claim", "Back to the bot", "Close", "Block"} {
				if !slices.Contains(card.Buttons, b) {
					p.Errorf("there is no button %q: %q", b, card.Buttons)
				}
			}
			p.word(core.KindVisitor, "Hello?")
			p.one("the thread", p.inThread())
		}},
		{"a visitor without a name is known by the time zone", func(p *play) {
			p.who.Name = ""
			p.ring()
			p.says(p.one("the channel", p.inChannel()), "Visitor · Lisbon time")
		}},
		{"a card changes in place", func(p *play) {
			root := p.ring()
			p.talk.State, p.talk.Owner, p.talk.OwnerName, p.talk.OwnedAt = core.StateActive, "a1", "Anna", p.now
			rs := p.deliver(p.delivery(core.EffectCard, p.log...))
			card := p.one("the channel", p.inChannel())
			p.says(card, "Lena", "Anna")
			if len(rs) != 1 || rs[0].Remote != root || card.Remote != root {
				p.Errorf("the receipt %v is not of the card %s", rs, root)
			}
		}},
		{"a card says since when the visitor is gone, and how to reach them", func(p *play) {
			p.ring()
			p.talk.GoneAt, p.who.Email = p.now, "lena@example.com"
			p.deliver(p.delivery(core.EffectCard, p.log...))
			p.says(p.one("the channel", p.inChannel()), "gone since", "lena@example.com")
		}},
		{"the card of a blocked visitor says so, and offers no block", func(p *play) {
			p.ring()
			p.who.Blocked = p.now
			p.deliver(p.delivery(core.EffectCard, p.log...))
			card := p.one("the channel", p.inChannel())
			if p.says(card, "Blocked"); slices.Contains(card.Buttons, "Block") {
				p.Errorf("the buttons are %q", card.Buttons)
			}
		}},
		{"a closed card has no buttons", func(p *play) {
			p.ring()
			p.talk.State, p.talk.ClosedBy, p.talk.ClosedAt = core.StateClosed, core.ByVisitor, p.now
			p.talk.Ask.Ended, p.talk.Ask.Outcome = p.now, core.Answered
			p.deliver(p.delivery(core.EffectCard, p.log...))
			if card := p.one("the channel", p.inChannel()); len(card.Buttons) > 0 {
				p.Errorf("there are buttons %q", card.Buttons)
			}
		}},
		{"contact details stand on the card", func(p *play) {
			p.ring()
			p.who.Email, p.who.Phone, p.who.Note = "lena@example.com", "+351 21 000 0000", "after five please"
			p.deliver(p.delivery(core.EffectCard, p.log...))
			p.says(p.one("the channel", p.inChannel()), "lena@example.com", "+351 21 000 0000", "after five please")
		}},
		{"asking again is told in the thread and in sight of the channel", func(p *play) {
			p.ring()
			p.talk.Ask = core.Ask{No: 2, Opened: p.now.Add(time.Hour), Deadline: p.now.Add(75 * time.Minute)}
			d := p.delivery(core.EffectCard, p.log...)
			d.Again = true
			rs := p.deliver(d)
			if len(rs) < 2 || rs[0].Remote != p.thread() {
				p.Errorf("want the receipts of the card and of what tells it, got %v", rs)
			}
			p.says(p.one("the thread", p.inThread()), "Lena", "again")
			if seen := p.inChannel(); len(seen) != 2 {
				p.Errorf("the channel shows %d messages, want the card and the word", len(seen))
			}
		}},
	}
}
