package main

import (
	"strconv"
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
	if m.BotID == "" && m.User != slackBot { // files stand under our user
		return check.Post{}, false
	}
	k, ok := keyOf(map[string]any{"metadata": any(m.Metadata), "blocks": any(m.Blocks)})
	if !ok {
		return check.Post{}, false
	}
	p := check.Post{Key: k, Surface: onSlack, TS: m.TS, Role: check.Told}
	for _, f := range m.Files {
		p.Files = append(p.Files, f.Name)
	}
	if m.IsReply() {
		p.Thread = m.ThreadTS
		p.Tokens, p.Bots, p.Word = check.Tokens(m.Shown()), botWords(m.Blocks), m.Username != ""
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

// hintOf reads one of our hints to one person.
func hintOf(e fakeslack.Ephemeral) (check.Hint, bool) {
	k, ok := keyInBlocks(e.Blocks)
	if !ok {
		return check.Hint{}, false
	}
	h := check.Hint{Key: k, Surface: onSlack, TS: e.TS, To: e.User}
	for _, b := range elementsOf(e.Blocks) {
		value, _ := b["value"].(string)
		if b["action_id"] != "bellhop:"+pressSend {
			continue
		}
		h.Draft, _ = strconv.ParseInt(value, 10, 64) // 0 is no draft
		h.Closed = labelOf(b) == labelReopen
		h.Late = labelOf(b) == labelLate
	}
	return h, true
}

// elementsOf are the elements of all blocks.
func elementsOf(blocks []any) []map[string]any {
	var out []map[string]any
	for _, b := range blocks {
		block, _ := b.(map[string]any)
		elements, _ := block["elements"].([]any)
		for _, e := range elements {
			if m, ok := e.(map[string]any); ok {
				out = append(out, m)
			}
		}
	}
	return out
}

func labelOf(button map[string]any) string {
	text, _ := button["text"].(map[string]any)
	label, _ := text["text"].(string)
	return label
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
