package main

import (
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// discordPost reads a message of ours, by its key. thread is where it stands,
// empty for the channel itself.
func discordPost(m fakediscord.Message, thread string) (check.Post, bool) {
	k, ok := inkIn(m.Content)
	if !ok || m.Author != discordBot && m.Webhook == "" {
		return check.Post{}, false
	}
	shown := shownOf(m)
	p := check.Post{Key: k, Surface: onDiscord, TS: m.ID, Thread: thread, Role: check.Told}
	for _, a := range m.Attachments {
		p.Files = append(p.Files, a.Name)
	}
	if thread != "" {
		p.Tokens, p.Bots, p.Word = check.Tokens(shown), strings.Count(shown, "🤖 Bot"), m.Webhook != ""
		if m.Username == "Bot" && k.Part == 0 {
			p.Bots = 1
		}
		return p, true
	}
	if strings.HasPrefix(m.Content, "⏰ Missed: ") {
		p.Role = check.Lead
		return p, true
	}
	if m.Thread == "" && len(m.Embeds) == 0 {
		return p, true // asks again
	}
	p.Role = check.Card
	for start, state := range titles() {
		if strings.HasPrefix(m.Content, start) {
			p.State = state
		}
	}
	for name, value := range discordFields(m) {
		switch name {
		case "Who has it":
			p.Owner = value
		case "✉️ E-mail":
			p.Email = strings.ReplaceAll(value, "\\", "")
		}
	}
	return p, true
}

// discordHint reads a word of ours to one person: private, or in the thread and
// beginning with who it is for.
func discordHint(m fakediscord.Message) (check.Hint, bool) {
	k, ok := inkIn(m.Content)
	to := m.For
	if rest, found := strings.CutPrefix(m.Content, "<@"); to == "" && found {
		to, _, _ = strings.Cut(rest, ">")
	}
	if !ok || to == "" || m.Author != discordBot {
		return check.Hint{}, false
	}
	h := check.Hint{Key: k, Surface: onDiscord, TS: m.ID, To: to}
	for _, b := range buttonsOf(m) {
		rest, send := strings.CutPrefix(b.id, "bellhop:"+pressSend+":")
		if !send {
			continue
		}
		value, _, _ := strings.Cut(rest, ":")
		h.Draft, _ = strconv.ParseInt(value, 10, 64) // 0 is no draft
		h.Closed, h.Late = b.label == labelReopen, b.label == labelLate
	}
	return h, true
}

type discordButton struct{ id, label string }

func buttonsOf(m fakediscord.Message) []discordButton {
	var out []discordButton
	for _, r := range m.Components {
		row, _ := r.(map[string]any)
		some, _ := row["components"].([]any)
		for _, c := range some {
			b, _ := c.(map[string]any)
			id, _ := b["custom_id"].(string)
			label, _ := b["label"].(string)
			out = append(out, discordButton{id, label})
		}
	}
	return out
}

// shownOf is all that can be read of a message.
func shownOf(m fakediscord.Message) string {
	shown := m.Content
	for _, f := range fieldsIn(m) {
		shown += "\n" + f[0] + "\n" + f[1]
	}
	return shown
}

func discordFields(m fakediscord.Message) map[string]string {
	out := map[string]string{}
	for _, f := range fieldsIn(m) {
		out[f[0]] = f[1]
	}
	return out
}

func fieldsIn(m fakediscord.Message) (out [][2]string) {
	for _, e := range m.Embeds {
		embed, _ := e.(map[string]any)
		fields, _ := embed["fields"].([]any)
		for _, f := range fields {
			field, _ := f.(map[string]any)
			name, _ := field["name"].(string)
			value, _ := field["value"].(string)
			out = append(out, [2]string{name, value})
		}
	}
	return out
}

// inkIn reads the key behind a message's words: two bits in each of four
// characters that nobody sees; part, a mark of an UUID, the UUID, the rest, and a
// byte that proves it, which is left alone here.
func inkIn(content string) (check.Key, bool) {
	var raw []byte
	n, c := 0, byte(0)
	for _, r := range content {
		if r < '\u2061' || r > '\u2064' {
			continue
		}
		c = c<<2 | byte(r-'\u2061')
		if n++; n%4 == 0 {
			raw = append(raw, c)
		}
	}
	if len(raw) < 21 || raw[2] != 1 {
		return check.Key{}, false
	}
	id, err := uuid.FromBytes(raw[3:19])
	if err != nil {
		return check.Key{}, false
	}
	return parseKey(id.String()+string(raw[19:len(raw)-1]), int(raw[0])<<8|int(raw[1]))
}
