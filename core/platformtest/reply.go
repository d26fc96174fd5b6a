package platformtest

import (
	"github.com/bellhop-chat/bellhop/core"
)

func replies() []sentence {
	return []sentence{
		{"a reply is said once, by name, with its text", func(p *play) {
			root := p.ring()
			events := p.h.Say(Anna, root, "I can help")
			said := only(p.read(events), core.Said)
			if len(said) != 1 {
				p.Fatalf("want it said once, got %+v", said)
			}
			h := said[0]
			if h.Text != "I can help" || h.By.Name != "Anna" || h.By.Remote == "" || h.Channel != p.h.Channel() || h.Thread != root || h.Remote == "" {
				p.Errorf("said %+v", h)
			}
			if h.By.Picture == "" {
				p.Error("Anna has no picture")
			}
			for _, e := range events {
				if e.ID == "" || e.Lane == "" || e.Sort == "" || e.Connection != p.c.ID || e.Workspace != p.c.Workspace || len(e.Body) == 0 {
					p.Errorf("a stored event lacks something: %+v", e)
				}
			}
		}},
		{"replies of one thread share a lane and keep their order", func(p *play) {
			root := p.ring()
			p.h.Events()
			first, second := p.h.Say(Anna, root, "first"), p.h.Say(Ben, root, "second")
			a, b := p.saying(first, "first"), p.saying(second, "second")
			if a.Lane != b.Lane || a.Sort >= b.Sort {
				p.Errorf("lanes %q and %q, order %q and %q", a.Lane, b.Lane, a.Sort, b.Sort)
			}
		}},
		{"text keeps its meaning on the way in", func(p *play) {
			root := p.ring()
			said := only(p.read(p.h.SayStyled(Anna, root)), core.Said)
			if len(said) != 1 || said[0].Text != Styled {
				p.Errorf("said %+v\nwant %q", said, Styled)
			}
		}},
		{"typed words keep their mark", func(p *play) {
			root := p.ring()
			for _, typed := range []string{"!claim", "// careful with this one", "!note a note", "!cloze"} {
				said := only(p.read(p.h.Say(Anna, root, typed)), core.Said)
				if len(said) != 1 {
					p.Fatalf("%q: %+v", typed, said)
				}
				want, got := core.ReadTyped(typed), core.ReadTyped(said[0].Text)
				if got.Action != want.Action || got.Asked != want.Asked {
					p.Errorf("%q is read as %+v, want %+v", typed, got, want)
				}
			}
		}},
		{"bots, guests and talk outside of threads cross nowhere", func(p *play) {
			root := p.ring()
			p.word(core.KindVisitor, "hello")
			events := p.h.Say(Guest, root, "me too")
			events = append(events, p.h.Say(Robot, root, "beep")...)
			events = append(events, p.h.Say(Anna, "", "lunch?")...)
			if said := only(p.read(events), core.Said); len(said) != 0 {
				p.Errorf("these crossed: %+v", said)
			}
		}},
		{"our own posts are not said, but recognised by their key", func(p *play) {
			root := p.ring()
			p.h.Events()
			e := p.entry(core.KindVisitor, "hello")
			d := p.delivery(core.EffectWord, e)
			rs := p.deliver(d)
			hs := p.read(p.h.Events())
			if said := only(hs, core.Said); len(said) != 0 {
				p.Errorf("our own post was said: %+v", said)
			}
			echoed := only(hs, core.Echoed)
			if len(echoed) != 1 {
				p.Fatalf("want our post recognised once, got %+v", hs)
			}
			if h := echoed[0]; h.Key != d.Key || h.Part != 0 || h.Remote != rs[0].Remote || h.Thread != root {
				p.Errorf("recognised %+v, sent %s as %+v", h, d.Key, rs[0])
			}
		}},
		{"a file is named", func(p *play) {
			root := p.ring()
			said := only(p.read(p.h.SendFile(Anna, root, "offer.pdf", []byte("%PDF-1.7"))), core.Said)
			if len(said) != 1 || len(said[0].Files) != 1 || said[0].Files[0].Name != "offer.pdf" || said[0].Files[0].Crossed || said[0].Files[0].Origin == "" {
				p.Errorf("said %+v", said)
			}
		}},
	}
}

// saying finds the event among many that means these words.
func (p *play) saying(events []core.RawEvent, text string) core.RawEvent {
	p.Helper()
	for _, e := range events {
		for _, h := range only(p.read([]core.RawEvent{e}), core.Said) {
			if h.Text == text {
				return e
			}
		}
	}
	p.Fatalf("no event says %q", text)
	return core.RawEvent{}
}

func presses() []sentence {
	return []sentence{
		{"a button under the card is pressed by somebody", func(p *play) {
			root := p.ring()
			for label, want := range map[string]core.Action{"Claim": core.ActClaim, "Back to the bot": core.ActBot, "Close": core.ActClose, "Block": core.ActBlock} {
				pressed := only(p.read(p.h.Press(Ben, "", p.inChannel()[0], label)), core.Pressed)
				if len(pressed) != 1 {
					p.Fatalf("%s: %+v", label, pressed)
				}
				if h := pressed[0]; h.Action != want || h.Thread != root || h.Channel != p.h.Channel() || h.By.Name != "Ben" {
					p.Errorf("pressed %+v", h)
				}
			}
		}},
		{"a message is chosen to be retracted", func(p *play) {
			root := p.ring()
			said := only(p.read(p.h.Say(Anna, root, "too soon")), core.Said)
			if len(said) != 1 {
				p.Fatalf("said %+v", said)
			}
			pressed := only(p.read(p.h.Retract(Anna, root, said[0].Remote)), core.Pressed)
			if len(pressed) != 1 || pressed[0].Action != core.ActRetract || pressed[0].Value != said[0].Remote || pressed[0].Thread != root || pressed[0].By.Name != "Anna" {
				p.Errorf("pressed %+v", pressed)
			}
		}},
		{"a button under a private hint carries its value", func(p *play) {
			root := p.ring()
			anna := p.idOf(Anna)
			p.h.Approach(Anna, root)
			d := p.delivery(core.EffectNotice)
			d.Notice = &core.Notice{To: anna, Text: "Send it?", Buttons: []core.Button{
				{Action: core.ActSend, Label: "Send and reopen", Value: "41", Strong: true},
				{Action: core.ActNote, Label: "Keep as a note", Value: "41"},
			}}
			p.deliver(d)
			seen := p.inThread()
			pressed := only(p.read(p.h.Press(Anna, root, seen[len(seen)-1], "Keep as a note")), core.Pressed)
			if len(pressed) != 1 || pressed[0].Action != core.ActNote || pressed[0].Value != "41" || pressed[0].Thread != root {
				p.Errorf("pressed %+v", pressed)
			}
		}},
		{"the rest of a history can be asked for", func(p *play) {
			root := p.ring()
			p.saga(150)
			p.deliver(p.delivery(core.EffectHistory, p.log...))
			pressed := only(p.read(p.h.Press(Anna, root, p.inThread()[0], "Show all")), core.Pressed)
			if len(pressed) != 1 || pressed[0].Action != core.ActShowAll || pressed[0].Thread != root {
				p.Errorf("pressed %+v", pressed)
			}
		}},
		{"a guest's press is nobody's", func(p *play) {
			p.ring()
			if hs := p.read(p.h.Press(Guest, "", p.inChannel()[0], "Close")); len(only(hs, core.Pressed)) != 0 {
				p.Errorf("pressed %+v", hs)
			}
		}},
	}
}
