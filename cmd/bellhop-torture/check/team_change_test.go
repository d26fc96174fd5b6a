package check

import (
	"slices"
	"time"
)

func later(second int) TeamChange {
	at := noon.Add(time.Duration(second) * time.Second)
	return TeamChange{Tried: at, Taken: at.Add(time.Millisecond)}
}

// stands gives the message of ag1x1 another text, as a later entry does: the
// view tells it last.
func stands(v *Visitor, text string, deleted bool) {
	at := slices.IndexFunc(v.View, func(m Message) bool { return m.Seq == 11 })
	m := v.View[at]
	v.Talk.LastSeq++
	v.Told.LastSeq++
	m.Rev, m.Text, m.Deleted = v.Talk.LastSeq, text, deleted
	v.View = append(slices.Delete(v.View, at, at+1), m)
	v.Streams = append(v.Streams, Stream{After: m.Rev - 1, Heard: heard([]Message{m})})
}

// edit lets the agent of ag1x1 make ed1x7 of it, and the visitor see it.
func edit(h *History, v *Visitor) {
	c := later(20)
	c.Token = "ed1x7"
	h.Words[0].Edits = append(h.Words[0].Edits, c)
	stands(v, "ag1x1 and better: ed1x7", false)
}

// withdraw lets them take it back.
func withdraw(h *History, v *Visitor) {
	c := later(30)
	h.Words[0].Deleted = &c
	stands(v, "", true)
	for i, p := range h.Posts {
		if p.Effect == 110 {
			h.Posts[i].Tokens = nil
		}
	}
}

func changes() map[string]func(*History, *Visitor) {
	return map[string]func(*History, *Visitor){
		"edited":     edit,
		"sent files": carried,
		"withdrew":   withdraw,
		"edited, and took it back": func(h *History, v *Visitor) {
			edit(h, v)
			withdraw(h, v)
		},
		"edited, and Slack gave up on telling it": func(h *History, _ *Visitor) {
			h.Words[0].Edits = []TeamChange{{Token: "ed1x7", Tried: noon}}
		},
		"edited a note": func(h *History, v *Visitor) {
			c := later(20)
			c.Token = "ed1x7"
			h.Words[1].Edits = []TeamChange{c}
			v.Talk.LastSeq, v.Told.LastSeq = 22, 22
		},
	}
}

func plantedTeamChanges() []plant {
	return []plant{
		{"an edit did not reach the visitor", Altered, func(h *History, v *Visitor) {
			edit(h, v)
			v.View[len(v.View)-1].Text = "ag1x1 from the team"
		}},
		{"an older edit stands after a newer", Altered, func(h *History, v *Visitor) {
			edit(h, v)
			c := later(25)
			c.Token = "ed1x8"
			h.Words[0].Edits = append(h.Words[0].Edits, c)
		}},
		{"a word that was taken back stands", Altered, func(h *History, _ *Visitor) {
			c := later(20)
			h.Words[0].Deleted = &c
		}},
		{"a note reached the visitor by an edit", Leaked, func(h *History, v *Visitor) {
			c := later(20)
			c.Token = "ed1x7"
			h.Words[1].Edits = []TeamChange{c}
			v.Tokens = append(v.Tokens, "ed1x7")
		}},
		{"an agent's word is not told on the other surface", Lost, func(h *History, v *Visitor) {
			*h = both()
			h.Posts = h.Posts[:9]
			_ = v
		}},
		{"an agent's word is told where it was typed", Doubled, func(h *History, _ *Visitor) {
			h.Posts = append(h.Posts, Post{Key: Key{"c1", 30, 0}, Surface: "slack", TS: "24.0", Thread: "10.0", Role: Told, Tokens: []string{"ag1x1"}})
		}},
		{"an agent's word is told twice on the other surface", Doubled, func(h *History, _ *Visitor) {
			*h = both()
			h.Posts = append(h.Posts, Post{Key: Key{"c1", 130, 0}, Surface: "discord", TS: "124.0", Thread: "110.0", Role: Told, Tokens: []string{"ag1x1"}})
		}},
		{"words change places on the other surface", Order, func(h *History, _ *Visitor) {
			*h = both()
			for i, p := range h.Posts {
				if p.Effect == 110 {
					h.Posts[i].TS = "114.9"
				}
			}
		}},
		{"one surface has no card", Lost, func(h *History, _ *Visitor) { h.Surfaces = append(h.Surfaces, "discord") }},
	}
}
