package check

import "slices"

// waits is a visitor who waits, and whose last three words share a post.
func waits() (Visitor, []Post) {
	view := []Message{
		{Kind: "visitor", ClientID: "k1", Text: "vw3x1 help"}, {Kind: "system", Code: "queued"}, {Kind: "system", Code: "rung"},
		{Kind: "visitor", ClientID: "k2", Text: "vw3x2 is"}, {Kind: "visitor", ClientID: "k3", Text: "vw3x3 anybody"},
		{Kind: "visitor", ClientID: "k4", Text: "vw3x4 there"},
	}
	for i := range view {
		view[i].Seq, view[i].Rev = int64(i+1), int64(i+1)
	}
	talk := Talk{State: "queued", LastSeq: 6, Ask: 1, Rung: true, Waiting: true}
	v := Visitor{No: 3, Conversation: "c3", Ask: 1, View: view, Talk: talk, Told: talk, Streams: []Stream{{Heard: heard(view)}}}
	for _, m := range view {
		if m.Kind == "visitor" {
			token := m.Text[:5]
			v.Tokens = append(v.Tokens, token)
			v.Words = append(v.Words, Word{Token: token, ClientID: m.ClientID, Text: m.Text, Seqs: []int64{m.Seq}})
		}
	}
	return v, []Post{
		{Key: Key{"c3", 3, 0}, Surface: "slack", TS: "30.0", Role: Card, State: "queued", Owner: "Nobody"},
		{Key: Key{"c3", 4, 0}, Surface: "slack", TS: "31.0", Thread: "30.0", Role: Told, Tokens: []string{"vw3x1"}},
		{Key: Key{"c3", 5, 0}, Surface: "slack", TS: "32.0", Thread: "30.0", Role: Told, Tokens: []string{"vw3x2", "vw3x3", "vw3x4"}},
	}
}

func plantedShared() []plant {
	shared := func(change func(*Post) []Post) func(*History, *Visitor) {
		return func(h *History, _ *Visitor) {
			h.Posts = append(h.Posts, change(&h.Posts[len(h.Posts)-1])...)
		}
	}
	own := func(effect int64, ts string, tokens ...string) []Post {
		return []Post{{Key: Key{"c3", effect, 0}, Surface: "slack", TS: ts, Thread: "30.0", Role: Told, Tokens: tokens}}
	}
	return []plant{
		{"a word is missing from a shared post", Lost, shared(func(p *Post) []Post { p.Tokens = []string{"vw3x2", "vw3x4"}; return nil })},
		{"a word stands twice in a shared post", Doubled, shared(func(p *Post) []Post { p.Tokens = append(p.Tokens, "vw3x3"); return nil })},
		{"a word of a shared post was told by itself as well", Doubled, shared(func(*Post) []Post { return own(6, "33.0", "vw3x3") })},
		{"a shared post was made twice", Doubled, shared(func(p *Post) []Post { return own(p.Effect, "33.0", p.Tokens...) })},
		{"words changed places in a shared post", Order, shared(func(p *Post) []Post { slices.Reverse(p.Tokens); return nil })},
		{"a word stands before those it should share a post with", Order, shared(func(p *Post) []Post {
			p.Tokens = []string{"vw3x2", "vw3x3"}
			return own(7, "31.5", "vw3x4")
		})},
		{"a shared post tells another's word", Leaked, shared(func(p *Post) []Post { p.Tokens = append(p.Tokens, "vw2x1"); return nil })},
	}
}
