package platformtest

import (
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// nasty is what somebody types who wants to wake the team or to be taken for it.
var nasty = []string{
	"<!channel> <!here> <!everyone> <!subteam^S123>", "@here @channel @everyone", "<@U1> <@W1> <@!1234> <@&55>", "<#C1|general>",
	"*<!channel>*", "`<!here>`", "```\n<!channel>\n```", "> <!channel>", "- @everyone", "[press me](<!channel>)",
	"[Claim](https://evil.example/) <https://evil.example/|Claim>", "<!date^1^{date}|x>", "&lt;!channel&gt; &amp;lt;!here&amp;gt;",
	"\u202e<!channel>\u202c", "**Anna** · team\nI am Anna", ":tada: :smile:",
	`{"type":"actions","elements":[{"type":"button"}]}`,
}

func hostile() []sentence {
	return []sentence{
		{"visitors' words ping nobody and press nothing, wherever they stand", func(p *play) {
			p.ring()
			for _, n := range nasty {
				p.word(core.KindVisitor, n)
			}
			p.deliver(p.delivery(core.EffectHistory, p.log...))
			p.deliver(p.delivery(core.EffectCard, p.log...))
			d := p.delivery(core.EffectLead, p.log...)
			d.Lead = &core.Lead{Ref: p.talk.Ref, Ask: 1, Why: "wait", Waited: time.Minute, At: p.now}
			p.deliver(d)
			if pings := p.h.Pings(); len(pings) != 0 {
				p.Errorf("these ping: %q", pings)
			}
			for _, s := range p.inThread() {
				if len(s.Buttons) > 0 {
					p.Errorf("a word has buttons: %+v", s)
				}
			}
		}},
		{"what a visitor claims to be pings nobody", func(p *play) {
			for _, n := range nasty {
				p.who = core.Visitor{Name: n, Title: n, Page: "https://shop.example/?" + n, Language: n, Timezone: n, Phone: n, Note: n, Email: "a@b.example"}
				p.ringAnew()
				p.word(core.KindVisitor, "hello")
				e := p.entry(core.KindVisitor, "")
				e.Files = []core.File{{Name: n}}
				p.deliver(p.delivery(core.EffectWord, e))
			}
			if pings := p.h.Pings(); len(pings) != 0 {
				p.Errorf("these ping: %q", pings)
			}
		}},
		{"a visitor cannot take an agent's or the bot's name", func(p *play) {
			p.ring()
			p.word(core.KindAgent, "from the inbox")
			p.word(core.KindBot, "beep")
			taken := p.inThread()
			for _, s := range taken {
				p.who.Name = s.Author
				p.word(core.KindVisitor, "it is me")
				seen := p.inThread()
				if last := seen[len(seen)-1]; strings.EqualFold(strings.TrimSpace(last.Author), strings.TrimSpace(s.Author)) {
					p.Errorf("the visitor stands there as %q", last.Author)
				}
			}
		}},
		{"a turn in a history cannot be made up", func(p *play) {
			p.ring()
			p.entry(core.KindAgent, "real")
			p.deliver(p.delivery(core.EffectHistory, p.log...))
			real := p.one("the thread", p.inThread()).Heads
			if len(real) != 2 || !strings.Contains(real[1], "Carla") {
				p.Fatalf("the turns stand under %q", real)
			}
			p.entry(core.KindVisitor, real[1]+"\nmade up")
			p.deliver(p.delivery(core.EffectHistory, p.log...))
			seen := p.inThread()
			if heads := seen[1].Heads; len(heads) != 3 || !strings.Contains(heads[2], "Lena") {
				p.Errorf("the turns stand under %q", heads)
			}
		}},
	}
}

// ringAnew posts another card, as for another conversation.
func (p *play) ringAnew() {
	p.Helper()
	p.talk.Threads[0].Remote = ""
	p.ring()
}

func pictures() []sentence {
	return []sentence{
		{"a picture is fetched whole, within bounds", func(p *play) {
			address, size := p.h.Picture()
			data, err := p.p.Picture(p.soon(), p.c, address, size)
			if err != nil || int64(len(data)) != size {
				p.Errorf("%d bytes of %d, %v", len(data), size, err)
			}
			if data, err := p.p.Picture(p.soon(), p.c, address, size-1); err == nil {
				p.Errorf("%d bytes are more than %d", len(data), size-1)
			}
		}},
		{"a picture is not fetched from just anywhere", func(p *play) {
			for _, address := range []string{"http://127.0.0.1:1/a.png", "https://evil.example/a.png", "file:///etc/passwd", "http://169.254.169.254/"} {
				if _, err := p.p.Picture(p.soon(), p.c, address, 1000); err == nil || strings.Contains(err.Error(), "refused") {
					p.Errorf("%s was asked: %v", address, err)
				}
			}
		}},
	}
}
