package discord

import (
	"fmt"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// What the transcript may take of a lead card. It is a fixed share, so that a
// card that is shown again with contact details holds the same turns as before.
const (
	maxLeadFields = 14
	maxLeadSize   = 3000
)

// leadPosts is the missed-lead summary: a message of its own in the channel,
// changed in place when details come. A transcript that does not fit goes on in
// a thread under it.
func leadPosts(d core.Delivery) []post {
	if d.Lead == nil {
		return nil
	}
	shown, rest := leadTranscript(d)
	card := post{top: true, opens: "Missed: " + threadName(d), content: leadTitle(d) + ". " + leadWhy(d), embeds: []embed{leadHead(d)}}
	p := &pack{}
	for _, t := range shown {
		p.add(t)
	}
	if len(shown) > 0 {
		card.embeds = append(card.embeds, p.embed())
	}
	if n := len(rest); n > 0 {
		card.content += "\n" + earlier(n) + ", in the thread"
	}
	if d.Thread.Lead != "" && d.Thread.LeadAsk == d.Lead.Ask {
		card.replaces = d.Thread.Lead
		return []post{card}
	}
	return append([]post{card}, packed(rest)...)
}

func leadTitle(d core.Delivery) string { return "⏰ Missed: **" + literal(nameOf(d.Visitor)) + "**" }

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
func leadHead(d core.Delivery) embed {
	e := embed{Color: colors[core.StateMissed]}
	contact := contactFields(d.Visitor)
	if len(contact) == 0 {
		contact = []field{fieldOf("☎️ Contact", "None left yet", true)}
	}
	e.Fields = append(e.Fields, contact...)
	e.Fields = append(e.Fields, factFields(d)...)
	e.Fields = append(e.Fields, fieldOf("Missed", clock(d.Lead.At, dayTime), true))
	if d.Thread.Remote != "" {
		e.Fields = append(e.Fields, fieldOf("Conversation", "<#"+d.Thread.Remote+">", true))
	}
	return e
}

// leadTranscript is what was said until the ask was missed: the newest turns
// that fit into the card, and those before.
func leadTranscript(d core.Delivery) (shown, rest []turn) {
	var turns []turn
	for _, e := range d.Entries {
		if e.At.After(d.Lead.At) {
			continue
		}
		if t := turnOf(e, d); len(t.fields) > 0 {
			turns = append(turns, t)
		}
	}
	i, fields, size := len(turns), 0, 0
	for i > 0 && fields+len(turns[i-1].fields) <= maxLeadFields && size+turns[i-1].size <= maxLeadSize {
		i--
		fields, size = fields+len(turns[i].fields), size+turns[i].size
	}
	return turns[i:], turns[:i]
}
