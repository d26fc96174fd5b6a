package platformtest

import (
	"slices"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

func notices() []sentence {
	return []sentence{
		{"a private hint is seen by one person only", func(p *play) {
			p.ring()
			anna := p.idOf(Anna)
			p.h.Approach(Anna, p.thread())
			d := p.delivery(core.EffectNotice)
			d.Notice = &core.Notice{To: anna, Text: "Only **you** see this."}
			p.deliver(d)
			var hint Seen
			for _, s := range p.inThread() {
				if strings.Contains(s.Text, "see this") {
					hint = s
				}
			}
			if !hint.Private || !slices.Contains(hint.Bold, "you") {
				p.Errorf("Anna sees %+v", hint)
			}
			for _, s := range p.h.Look(Ben, p.thread()) {
				if strings.Contains(s.Text, "see this") {
					p.Errorf("Ben sees it, too: %+v", s)
				}
			}
		}},
		{"a notice to the thread is seen by everyone", func(p *play) {
			p.ring()
			d := p.delivery(core.EffectNotice)
			d.Notice = &core.Notice{Text: "**Anna** took it over."}
			p.deliver(d)
			for _, who := range []Person{Anna, Ben} {
				p.says(p.one(string(who), p.h.Look(who, p.thread())), "Anna", "took it over.")
			}
		}},
	}
}

// idOf learns the platform's id of a person, as the bridge does: they say
// something.
func (p *play) idOf(who Person) string {
	p.Helper()
	said := only(p.read(p.h.Say(who, p.thread(), "here I am")), core.Said)
	if len(said) != 1 || said[0].By.Remote == "" {
		p.Fatalf("%s is not known: %+v", who, said)
	}
	return said[0].By.Remote
}
