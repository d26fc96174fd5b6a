package slack

import (
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/core"
)

// maxLastWords is how many characters of the visitor's last words a card shows.
const maxLastWords = 300

// cardPosts is the card: a new message in the channel the first time, the same
// message changed afterwards. When the visitor asks again, the thread is told
// so as well, in sight of the channel.
func cardPosts(d core.Delivery) []post {
	card := post{top: true, replaces: d.Thread.Remote, blocks: cardBlocks(d), text: escape(cardTitle(d))}
	if !d.Again || d.Thread.Remote == "" {
		return []post{card}
	}
	who := nameOf(d.Visitor)
	again := post{broadcast: true, text: escape("🔔 " + who + " asks for a person again"),
		blocks: []slackgo.Block{slackgo.NewSectionBlock(plainText("🔔 "+who+" asks for a person again.", maxSection), nil, nil)}}
	if until := d.Talk.Ask.Deadline; d.Talk.Ask.IsOpen() && !until.IsZero() {
		again.blocks = append(again.blocks, contextLine(mrkdwn("They wait until "+at(until, d.Now)+".")))
	}
	return []post{card, again}
}

// cardTitle is the card in one line.
func cardTitle(d core.Delivery) string {
	who := nameOf(d.Visitor)
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

func cardBlocks(d core.Delivery) []slackgo.Block {
	blocks := []slackgo.Block{header(cardTitle(d))}
	if said := lastWords(d.Entries); said != "" {
		blocks = append(blocks, slackgo.NewSectionBlock(plainText("“"+said+"”", maxSection), nil, nil))
	}
	blocks = append(blocks, slackgo.NewSectionBlock(nil, cardFields(d), nil))
	if facts := cardFacts(d); len(facts) > 0 {
		blocks = append(blocks, contextLine(facts...))
	}
	if !d.Unchecked.IsZero() {
		blocks = append(blocks, uncheckedLine(d))
	}
	if b := cardButtons(d); len(b) > 0 {
		blocks = append(blocks, buttons(b...))
	}
	return blocks
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

// cardFields are state, owner and how to reach the visitor.
func cardFields(d core.Delivery) []*slackgo.TextBlockObject {
	fields := []*slackgo.TextBlockObject{mrkdwn("*State*\n" + stateWords(d)), mrkdwn("*Who has it*\n" + ownerWords(d))}
	return append(fields, contactFields(d.Visitor)...)
}

// contactFields are what the visitor left, each as it stands.
func contactFields(v core.Visitor) []*slackgo.TextBlockObject {
	var fields []*slackgo.TextBlockObject
	if link := mailto(v.Email); link != "" {
		fields = append(fields, mrkdwn("*E-mail*\n"+link))
	}
	if v.Phone != "" {
		fields = append(fields, plainText("☎️ Phone\n"+v.Phone, maxField))
	}
	if v.Note != "" {
		fields = append(fields, plainText("📝 Their note\n"+v.Note, maxField))
	}
	return fields
}

// mailto is an e-mail address as a link, empty when it could be anything else.
func mailto(email string) string {
	if email == "" || core.MaxEmail < len(email) || strings.ContainsAny(email, " <>|&\r\n\t\"") || !strings.Contains(email, "@") {
		return ""
	}
	return "<mailto:" + strings.ReplaceAll(email, "%", "%25") + "|" + email + ">"
}

// cardFacts are page, language and local time.
func cardFacts(d core.Delivery) []slackgo.MixedElement {
	var facts []slackgo.MixedElement
	v := d.Visitor
	if v.Title != "" {
		facts = append(facts, plainText("📄 "+v.Title, core.MaxTitle))
	}
	if link := pageLink(v.Page); link != "" {
		facts = append(facts, mrkdwn(link))
	}
	if l := languageOf(v); l != "" {
		facts = append(facts, plainText("🌐 "+l, maxField))
	}
	asked := d.Talk.Ask.Opened
	if asked.IsZero() {
		asked = d.Talk.Created
	}
	if t := theirTime(v, asked); t != "" {
		facts = append(facts, plainText("🕑 Asked at "+t, maxField))
	}
	return facts
}

// cardButtons are what an agent can do now.
func cardButtons(d core.Delivery) []slackgo.BlockElement {
	some := stateButtons(d.Talk)
	if len(some) > 0 && d.Visitor.Blocked.IsZero() {
		some = append(some, blockButton(nameOf(d.Visitor)))
	}
	return some
}

// blockButton asks before it acts, because only the operator can undo it.
func blockButton(who string) *slackgo.ButtonBlockElement {
	b := button(core.ActBlock, "Block", "", slackgo.StyleDanger)
	text := "The conversation is closed, and " + who + " cannot write to you any more. Only whoever runs Bellhop can undo this."
	b.Confirm = slackgo.NewConfirmationBlockObject(plainText("Block this visitor?", 100), plainText(text, maxConfirm),
		plainText("Block", 30), plainText("Cancel", 30))
	b.Confirm.Style = slackgo.StyleDanger
	return b
}

func stateButtons(t core.Conversation) []slackgo.BlockElement {
	claim := button(core.ActClaim, "Claim", "", slackgo.StylePrimary)
	back := button(core.ActBot, "Back to the bot", "", slackgo.StyleDefault)
	end := button(core.ActClose, "Close", "", slackgo.StyleDefault)
	switch t.State {
	case core.StateQueued, core.StateMissed:
		return []slackgo.BlockElement{claim, back, end}
	case core.StateActive:
		if t.Owner != "" {
			claim = button(core.ActClaim, "Take over", "", slackgo.StyleDefault)
		}
		return []slackgo.BlockElement{claim, back, end}
	case core.StateBot:
		return []slackgo.BlockElement{claim, end}
	}
	return nil
}
