package discord_test

import (
	"encoding/json"
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/discord"
	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/core/platformtest"
)

// unseen are characters that show nothing.
var unseen = strings.NewReplacer("\u2060", "", "\u200b", "")

// Look shows what a person sees in the channel or in a thread.
func (w *world) Look(who platformtest.Person, thread string) []platformtest.Seen {
	var out []platformtest.Seen
	for _, m := range w.stand(who, thread) {
		s := platformtest.Seen{Remote: m.ID, Author: w.authorOf(m), Ours: m.App == w.ws.Config().App.ID || m.Author == w.ws.Config().App.BotUserID, Private: m.For != ""}
		var words []string
		add := func(content string) {
			text, bold, code, links := discord.Shown(content)
			words = append(words, unseen.Replace(text))
			s.Bold, s.Code, s.Links = append(s.Bold, bold...), append(s.Code, code...), append(s.Links, links...)
		}
		add(m.Content)
		for _, e := range m.Embeds {
			frame(e, &s, add)
		}
		for _, b := range labels(m.Components) {
			s.Buttons = append(s.Buttons, b)
			words = append(words, b)
		}
		if m.Webhook != "" {
			s.Heads = append(s.Heads, smallPrint(m.Content)...)
		}
		for _, a := range m.Attachments {
			words = append(words, a.Name)
			s.Files = append(s.Files, platformtest.SeenFile{Name: a.Name, Data: a.Bytes})
		}
		s.Text = strings.TrimSpace(strings.Join(words, "\n"))
		out = append(out, s)
	}
	return out
}

// smallPrint are the lines in small print, which no text can have.
func smallPrint(content string) (out []string) {
	code := false
	for l := range strings.SplitSeq(content, "\n") {
		if strings.HasPrefix(l, "```") {
			code = !code
		}
		if small, ok := strings.CutPrefix(l, "-# "); ok && !code {
			out = append(out, small)
		}
	}
	return out
}

// stand are the messages of the channel or of a thread; in a forum the first one
// of each post stands for it in the channel, and a line of ours written in one
// later, which brings it to the top of the forum.
func (w *world) stand(who platformtest.Person, thread string) []fakediscord.Message {
	var out []fakediscord.Message
	if thread == "" && w.room == forum {
		for _, t := range w.ws.Threads(forum) {
			for i, m := range w.ws.View(userOf[who], t.ID) {
				if i == 0 || m.Author == w.ws.Config().App.BotUserID && len(m.Embeds) == 0 {
					out = append(out, m)
				}
			}
		}
		return out
	}
	for _, m := range w.ws.View(userOf[who], w.where(thread)) {
		if m.Type != fakediscord.TypeStarter && m.Type != fakediscord.TypeThreadCreated && m.ID != thread {
			out = append(out, m)
		}
	}
	return out
}

// frame gathers what stands in an embed.
func frame(v any, s *platformtest.Seen, add func(string)) {
	e, _ := v.(map[string]any)
	if text, ok := e["description"].(string); ok {
		add(text)
	}
	fields, _ := e["fields"].([]any)
	for _, f := range fields {
		field, _ := f.(map[string]any)
		name, _ := field["name"].(string)
		value, _ := field["value"].(string)
		if unseen.Replace(name) != "" {
			s.Heads = append(s.Heads, name)
		}
		add(name)
		add(value)
	}
	if foot, ok := e["footer"].(map[string]any); ok {
		text, _ := foot["text"].(string)
		add(text)
	}
}

func labels(rows []any) (out []string) {
	for _, r := range rows {
		row, _ := r.(map[string]any)
		elements, _ := row["components"].([]any)
		for _, e := range elements {
			b, _ := e.(map[string]any)
			if label, ok := b["label"].(string); ok {
				out = append(out, label)
			}
		}
	}
	return out
}

func (w *world) authorOf(m fakediscord.Message) string {
	if m.Username != "" {
		return m.Username
	}
	for _, u := range w.ws.Users() {
		if u.ID == m.Author {
			return u.Shown()
		}
	}
	return ""
}

func encoded(v any) string {
	raw, _ := json.Marshal(v) // what came as JSON encodes
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">").Replace(string(raw))
}
