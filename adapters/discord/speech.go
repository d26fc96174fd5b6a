package discord

import (
	"context"
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/core"
)

// maxQuote is how many characters of what was replied to are quoted.
const maxQuote = 120

// words is what a message says, as canonical text: with what it replies to, for
// the visitor does not see that; and with words for what is none.
func (d *Discord) words(ctx context.Context, c core.Connection, m message) string {
	n := &names{ctx: ctx, d: d, c: c, m: m}
	text := fromDiscord(withoutUs(m.Content, c.Bot), n)
	var parts []string
	if text != "" {
		parts = append(parts, text)
	}
	for _, f := range m.Forwarded {
		parts = append(parts, quoted(fromDiscord(f.Message.Content, n)))
	}
	for _, s := range m.Stickers {
		parts = append(parts, markup.Escape("(Sticker: "+s.Name+")"))
	}
	if m.Poll != nil {
		parts = append(parts, markup.Escape("(Poll: "+m.Poll.Question.Text+")"))
	}
	said := strings.Join(parts, "\n\n")
	if typed := core.ReadTyped(said); typed.Action != "" || typed.Asked {
		return said // a note or a command is read by how it begins
	}
	if q := d.quotes(c, m, n); q != "" && said != "" {
		return markup.Write(markup.Parse(q + "\n\n" + said))
	}
	return said
}

// withoutUs takes our own mention from the beginning: without the right to read
// everything it is how we are spoken to.
func withoutUs(content, bot string) string {
	for _, m := range []string{"<@" + bot + ">", "<@!" + bot + ">"} {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(content, " "), m); ok && bot != "" {
			return strings.TrimLeft(rest, " ,:")
		}
	}
	return content
}

// quotes is the beginning of what a message replies to, when the visitor knows
// it: words that stand under somebody's name by us, but no notes. What people
// wrote into the thread themselves may be a note or a draft, and is not quoted.
func (d *Discord) quotes(c core.Connection, m message, n *names) string {
	to := m.Answers
	if m.Type != typeReply || to == nil || to.Webhook == "" || !to.ours(c) || strings.HasPrefix(to.Content, noteLine) {
		return ""
	}
	return quoted(markup.Escape(markup.Preview(fromDiscord(to.Content, n), maxQuote)))
}

// quoted is a canonical text as a quote.
func quoted(text string) string {
	if text == "" {
		return ""
	}
	return markup.Write(markup.Doc{{Kind: markup.Quote, Blocks: markup.Parse(text)}})
}

// allAttachments are those of a message and of what it forwards.
func (m message) allAttachments() []attachment {
	all := m.Attachments
	for _, f := range m.Forwarded {
		all = append(all, f.Message.Attachments...)
	}
	return all
}

// names finds what those who are mentioned in one message are called.
type names struct {
	ctx context.Context
	d   *Discord
	c   core.Connection
	m   message
}

// User is a person's display name: the message itself tells it.
func (n *names) User(id string) string {
	for _, u := range n.m.Mentions {
		if u.ID != id {
			continue
		}
		who := member{User: u.user}
		if u.Member != nil {
			who.Nick = u.Member.Nick
		}
		return who.called()
	}
	if who, ok := n.d.people.recall(personKey{n.c.ID, id}); ok && who.found {
		return who.member.called()
	}
	return ""
}

// Channel is the name of a channel that everyone may see; others have none for
// visitors.
func (n *names) Channel(id string) string {
	p, err := n.d.current(n.ctx, n.c, id)
	if err != nil || p.isThread() {
		return ""
	}
	g, err := n.d.guild(n.ctx, n.c, n.c.Remote)
	if err != nil || g.allowed("", nil, p)&mayView == 0 {
		return ""
	}
	return p.Name
}

// Role is the name of a role.
func (n *names) Role(id string) string {
	g, err := n.d.guild(n.ctx, n.c, n.c.Remote)
	if err != nil {
		return ""
	}
	for _, r := range g.Roles {
		if r.ID == id {
			return r.Name
		}
	}
	return ""
}
