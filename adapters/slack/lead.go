package slack

import (
	"context"
	"fmt"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/core"
)

// What the transcript may take of a lead card. It is a fixed share, so that a
// card that is shown again with contact details holds the same turns as before.
const (
	maxLeadBlocks = 36
	maxLeadSize   = 8000
)

// leadPosts is the missed-lead summary: a message of its own in the channel,
// changed in place when details come. A transcript that does not fit goes on in
// replies under it.
func leadPosts(d core.Delivery, thread string) []post {
	if d.Lead == nil {
		return nil
	}
	shown, rest := leadTranscript(d)
	card := post{top: true, text: escape(leadTitle(d) + ". " + leadWhy(d)), blocks: leadHead(d, thread)}
	card.blocks = append(card.blocks, slackgo.NewDividerBlock())
	if n := len(rest); n > 0 {
		card.blocks = append(card.blocks, contextLine(plainText(earlier(n)+", in the replies", maxSection)))
	}
	for _, t := range shown {
		card.blocks = append(card.blocks, t.blocks...)
	}
	if d.Thread.Lead != "" && d.Thread.LeadAsk == d.Lead.Ask {
		card.replaces = d.Thread.Lead
		return []post{card}
	}
	return append([]post{card}, packed(rest)...)
}

func leadTitle(d core.Delivery) string { return "⏰ Missed: " + nameOf(d.Visitor) }

func leadWhy(d core.Delivery) string {
	switch d.Lead.Why {
	case "ring_failed":
		return "Nobody could be asked."
	case core.WhyLimit:
		return "They asked over the limit, so nobody was rung."
	case "visitor_left":
		return "They left after " + lasted(d.Lead.Waited) + ", before anyone came."
	}
	return "They waited " + lasted(d.Lead.Waited) + " and nobody answered."
}

// lasted is a span of time in words.
func lasted(t time.Duration) string {
	unit := func(n int, one string) string {
		if n == 1 {
			return "1 " + one
		}
		return fmt.Sprintf("%d %ss", n, one)
	}
	switch {
	case t < time.Minute:
		return unit(int(t.Seconds()), "second")
	case t < time.Hour:
		return unit(int(t.Minutes()), "minute")
	}
	return unit(int(t.Hours()), "hour")
}

// leadHead is all of the card but the transcript.
func leadHead(d core.Delivery, thread string) []slackgo.Block {
	blocks := []slackgo.Block{header(leadTitle(d))}
	contact := contactFields(d.Visitor)
	if len(contact) == 0 {
		contact = append(contact, plainText("☎️ Contact\nNone left yet", maxField))
	}
	fields := append([]*slackgo.TextBlockObject{mrkdwn("*Why*\n" + leadWhy(d))}, contact...)
	blocks = append(blocks, slackgo.NewSectionBlock(nil, fields, nil))
	facts := append(cardFacts(d), mrkdwn("Missed "+clock(d.Lead.At, dayTime)))
	if thread != "" {
		facts = append(facts, mrkdwn("<"+escape(thread)+"|Open the conversation>"))
	}
	return append(blocks, contextLine(facts...))
}

// leadTranscript is what was said until the ask was missed: the newest turns
// that fit into the card, and those before.
func leadTranscript(d core.Delivery) (shown, rest []turn) {
	var turns []turn
	for _, e := range d.Entries {
		if e.At.After(d.Lead.At) {
			continue
		}
		if t := plainTurn(e, d); len(t.blocks) > 0 {
			turns = append(turns, t)
		}
	}
	i, blocks, size := len(turns), 0, 0
	for i > 0 && blocks+len(turns[i-1].blocks) <= maxLeadBlocks && size+turns[i-1].size <= maxLeadSize {
		i--
		blocks, size = blocks+len(turns[i].blocks), size+turns[i].size
	}
	return turns[i:], turns[:i]
}

// plainTurn is a turn without any looks: a card that is changed later can hold
// no rich text.
func plainTurn(e core.Entry, d core.Delivery) turn {
	t := turnOf(e, d)
	if len(t.blocks) == 0 {
		return t
	}
	out := turn{blocks: t.blocks[:1], size: t.size, text: t.text}
	for _, piece := range pieces(markup.Plain(markup.Parse(e.Text)), maxSection) {
		out.blocks = append(out.blocks, slackgo.NewSectionBlock(plainText(piece, maxSection), nil, nil))
	}
	if anyFiles(e) {
		out.blocks = append(out.blocks, fileLine(e.Files))
	}
	return out
}

// pieces cuts a text into pieces of at most n characters, at line ends or
// spaces where there are any.
func pieces(s string, n int) []string {
	var out []string
	for rest := []rune(strings.TrimSpace(s)); len(rest) > 0; {
		if len(rest) <= n {
			return append(out, string(rest))
		}
		end := n
		for _, sep := range []string{"\n", " "} {
			if i := strings.LastIndex(string(rest[:n]), sep); i > 0 {
				end = len([]rune(string(rest[:n])[:i])) + 1
				break
			}
		}
		out = append(out, strings.TrimRight(string(rest[:end]), " \n"))
		rest = rest[end:]
	}
	return out
}

// permalink is the address of the conversation's thread, empty when there is
// none or Slack does not tell.
func (o *sending) permalink(ctx context.Context) string {
	if o.d.Thread.Remote == "" {
		return ""
	}
	link, err := o.api.GetPermalinkContext(ctx, &slackgo.PermalinkParameters{Channel: o.d.Thread.Channel, Ts: o.d.Thread.Remote})
	if err != nil {
		o.s.log.Warn("no link to the thread on the lead card", "channel", o.d.Thread.Channel, "err", err)
		return ""
	}
	return link
}
