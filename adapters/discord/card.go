package discord

import (
	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/core"
)

// maxLastWords is how many characters of the visitor's last words a card shows.
const maxLastWords = 300

// cardPosts is the card: a new message in the channel, with a thread, or a new
// post of a forum; the same message changed afterwards. When the visitor asks
// again, the thread is told so, and the channel, where a thread can be missed.
func cardPosts(d core.Delivery, k kind) []post {
	card := post{top: true, opens: threadName(d), replaces: d.Thread.Remote, content: cardTitle(d), embeds: []embed{cardEmbed(d, k)}, rows: rowsOf(cardButtons(d, k))}
	if !d.Again || d.Thread.Remote == "" {
		return []post{card}
	}
	words := "🔔 " + literal(nameOf(d.Visitor)) + " asks for a person again."
	again := post{content: words}
	if until := d.Talk.Ask.Deadline; d.Talk.Ask.IsOpen() && !until.IsZero() {
		again.content += "\n" + small("They wait until "+at(until, d.Now)+".")
	}
	if k.forum { // a post that is written in comes first there
		return []post{card, again}
	}
	return []post{card, again, {top: true, content: words + " <#" + d.Thread.Remote + ">"}}
}

// small is a line in small print.
func small(s string) string { return "-# " + s }

// threadName is what the thread is called. It stays: Discord allows two new
// names in ten minutes.
func threadName(d core.Delivery) string { return markup.Cut(nameOf(d.Visitor), maxThreadName) }

// cardTitle is the card in one line.
func cardTitle(d core.Delivery) string {
	who := "**" + literal(nameOf(d.Visitor)) + "**"
	if !d.Visitor.Blocked.IsZero() {
		return "🚫 " + who
	}
	switch d.Talk.State {
	case core.StateQueued:
		return "🔔 " + who + " asks for a person"
	case core.StateActive:
		return "💬 " + who
	case core.StateMissed:
		return "⏰ Nobody came for " + who
	case core.StateClosed:
		return "✅ " + who
	}
	return "🤖 " + who
}

func cardEmbed(d core.Delivery, k kind) embed {
	e := embed{Color: colors[d.Talk.State]}
	if said := lastWords(d.Entries); said != "" {
		e.Description = "“" + literal(said) + "”"
	}
	e.Fields = append(e.Fields, fieldOf("State", stateWords(d), true), fieldOf("Who has it", ownerWords(d), true))
	e.Fields = append(e.Fields, contactFields(d.Visitor)...)
	e.Fields = append(e.Fields, factFields(d)...)
	if d.Thread.Lost != "" {
		e.Fields = append(e.Fields, fieldOf("Goes on from", "<#"+d.Thread.Lost+">", true))
	}
	if !d.Unchecked.IsZero() {
		e.Fields = append(e.Fields, fieldOf("⚠️ Not checked", uncheckedWords(d), false))
	}
	if k.blind {
		e.Footer = &footer{Text: sayBlind}
	}
	return e
}

// lastWords are the visitor's last words in one line.
func lastWords(entries []core.Entry) string {
	for i := len(entries) - 1; i >= 0; i-- {
		if e := entries[i]; e.Kind == core.KindVisitor && e.Deleted.IsZero() && e.Text != "" {
			return markup.Preview(e.Text, maxLastWords)
		}
	}
	return ""
}

// contactFields are what the visitor left, each as it stands.
func contactFields(v core.Visitor) []field {
	var fields []field
	if v.Email != "" {
		fields = append(fields, fieldOf("✉️ E-mail", literal(v.Email), true))
	}
	if v.Phone != "" {
		fields = append(fields, fieldOf("☎️ Phone", literal(v.Phone), true))
	}
	if v.Note != "" {
		fields = append(fields, fieldOf("📝 Their note", literal(markup.Cut(v.Note, maxField/2)), false))
	}
	return fields
}

// factFields are page, language and local time.
func factFields(d core.Delivery) []field {
	var fields []field
	v := d.Visitor
	page := pageLink(v.Page)
	if v.Title != "" {
		page = literal(v.Title) + "\n" + page
	}
	if page != "" {
		fields = append(fields, fieldOf("📄 Page", page, false))
	}
	if l := languageOf(v); l != "" {
		fields = append(fields, fieldOf("🌐 Language", literal(l), true))
	}
	asked := d.Talk.Ask.Opened
	if asked.IsZero() {
		asked = d.Talk.Created
	}
	if t := theirTime(v, asked); t != "" {
		fields = append(fields, fieldOf("🕑 Asked at", literal(t), true))
	}
	return fields
}

// uncheckedWords say on a card that what the team wrote may not have crossed.
func uncheckedWords(d core.Delivery) string {
	return "Since " + at(d.Unchecked, d.Now) + ": replies written here since then may not have reached the visitor yet. They will."
}

// cardButtons are what an agent can do now.
func cardButtons(d core.Delivery, k kind) []button {
	some := stateButtons(d.Talk)
	if len(some) == 0 {
		return nil
	}
	if k.blind {
		some = append(some, buttonOf(actReply, "Reply", "", "", strong))
	}
	if d.Visitor.Blocked.IsZero() {
		some = append(some, buttonOf(core.ActBlock, "Block", "", "", danger))
	}
	return some
}

func stateButtons(t core.Conversation) []button {
	claim := buttonOf(core.ActClaim, "Claim", "", "", strong)
	back := buttonOf(core.ActBot, "Back to the bot", "", "", usual)
	end := buttonOf(core.ActClose, "Close", "", "", usual)
	switch t.State {
	case core.StateQueued, core.StateMissed:
		return []button{claim, back, end}
	case core.StateActive:
		if t.Owner != "" {
			claim = buttonOf(core.ActClaim, "Take over", "", "", usual)
		}
		return []button{claim, back, end}
	case core.StateBot:
		return []button{claim, end}
	}
	return nil
}
