package main

import (
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// titles are how a card's headline begins, by the state that it shows.
func titles() map[string]string {
	return map[string]string{"🔔 ": "queued", "💬 ": "active", "⏰ Nobody came for ": "missed", "✅ ": "closed", "🤖 ": "bot"}
}

// postOf reads a message of ours, by its key.
func postOf(m fakeslack.Message) (check.Post, bool) {
	if m.BotID == "" {
		return check.Post{}, false
	}
	k, ok := keyOf(map[string]any{"metadata": any(m.Metadata), "blocks": any(m.Blocks)})
	if !ok {
		return check.Post{}, false
	}
	p := check.Post{Key: k, TS: m.TS, Role: check.Told}
	if m.IsReply() {
		p.Thread = m.ThreadTS
		p.Tokens, p.Bots = check.Tokens(m.Shown()), botWords(m.Blocks)
		return p, true
	}
	title := headline(m.Blocks)
	if strings.HasPrefix(title, "⏰ Missed: ") {
		p.Role = check.Lead
		return p, true
	}
	p.Role = check.Card
	for start, state := range titles() {
		if strings.HasPrefix(title, start) {
			p.State = state
		}
	}
	for _, field := range fieldsOf(m.Blocks) {
		if who, ok := strings.CutPrefix(field, "*Who has it*\n"); ok {
			p.Owner = who
		}
		if email, ok := strings.CutPrefix(field, "*E-mail*\n"); ok {
			p.Email = email
		}
	}
	return p, true
}

func headline(blocks []any) string {
	if len(blocks) == 0 {
		return ""
	}
	first, _ := blocks[0].(map[string]any)
	text, _ := first["text"].(map[string]any)
	title, _ := text["text"].(string)
	return title
}

// fieldsOf are the texts of the fields of all sections.
func fieldsOf(blocks []any) []string {
	var out []string
	for _, b := range blocks {
		block, _ := b.(map[string]any)
		fields, _ := block["fields"].([]any)
		for _, f := range fields {
			field, _ := f.(map[string]any)
			text, _ := field["text"].(string)
			out = append(out, text)
		}
	}
	return out
}

// botWords counts the words of the bot, alone, in a history or in a shared post:
// they alone are Markdown, and short enough for one block each.
func botWords(blocks []any) (n int) {
	for _, b := range blocks {
		if block, _ := b.(map[string]any); block["type"] == "markdown" {
			n++
		}
	}
	return n
}
