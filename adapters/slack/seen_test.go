package slack_test

import (
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core/platformtest"
)

// Look shows what a person sees: the channel itself, or the replies of a thread
// and what was whispered there.
func (w *world) Look(who platformtest.Person, thread string) []platformtest.Seen {
	w.settled()
	var out []platformtest.Seen
	add := func(s platformtest.Seen, blocks []any) {
		looks(blocks, &s)
		out = append(out, s)
	}
	for _, m := range w.ws.Messages(channel) {
		if w.shows(m, thread) {
			s := platformtest.Seen{Remote: m.TS, Author: w.authorOf(m), Text: m.Shown(), Ours: m.BotID == w.ws.Config().App.BotID}
			for _, f := range m.Files {
				if data, ok := w.ws.FileBytes(f.ID); ok {
					s.Files = append(s.Files, platformtest.SeenFile{Name: f.Name, Data: data})
				}
			}
			add(s, m.Blocks)
		}
	}
	for _, e := range w.ws.Ephemerals(userOf[who]) {
		if e.ThreadTS == thread {
			add(platformtest.Seen{Remote: e.TS, Author: w.ws.Config().App.Name, Text: e.Shown(), Ours: true, Private: true}, e.Blocks)
		}
	}
	return out
}

func (w *world) shows(m fakeslack.Message, thread string) bool {
	if thread == "" {
		return !m.IsReply() || m.Subtype == "thread_broadcast"
	}
	return m.IsReply() && m.ThreadTS == thread
}

func (w *world) authorOf(m fakeslack.Message) string {
	if m.Username != "" {
		return m.Username
	}
	for _, u := range w.ws.Users() {
		if u.ID == m.User {
			return u.RealName
		}
	}
	return ""
}

// looks gathers what stands out in blocks.
func looks(v any, s *platformtest.Seen) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			looks(e, s)
		}
	case map[string]any:
		text, _ := v["text"].(string)
		style, _ := v["style"].(map[string]any)
		if style["bold"] == true {
			s.Bold = append(s.Bold, text)
		}
		if style["code"] == true {
			s.Code = append(s.Code, text)
		}
		if v["type"] == "context" {
			s.Heads = append(s.Heads, fakeslack.Message{Blocks: []any{v}}.Shown())
		}
		if url, ok := v["url"].(string); ok && v["type"] == "link" {
			s.Links = append(s.Links, url)
		}
		if label, ok := v["text"].(map[string]any); ok && v["type"] == "button" {
			s.Buttons = append(s.Buttons, label["text"].(string))
		}
		for k, e := range v {
			if k != "style" {
				looks(e, s)
			}
		}
	}
}

// actionOf is the id of the button with a label.
func (w *world) actionOf(under platformtest.Seen, label string) string {
	w.Helper()
	var blocks []any
	if m, ok := w.ws.Message(channel, under.Remote); ok {
		blocks = m.Blocks
	}
	for _, e := range w.ws.Ephemerals("") {
		if e.TS == under.Remote {
			blocks = e.Blocks
		}
	}
	if id := find(blocks, label); id != "" {
		return id
	}
	w.Fatalf("there is no button %q under %+v", label, under)
	return ""
}

func find(v any, label string) string {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if id := find(e, label); id != "" {
				return id
			}
		}
	case map[string]any:
		if text, ok := v["text"].(map[string]any); ok && v["type"] == "button" && text["text"] == label {
			return v["action_id"].(string)
		}
		return find(v["elements"], label)
	}
	return ""
}
