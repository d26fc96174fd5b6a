package check

import "slices"

// known is a history with its parts at hand.
type known struct {
	h     History
	posts map[string][]Post     // by conversation, by timestamp
	words map[string][]TeamWord // by conversation
	hints map[string][]Hint
	press map[string][]Press
	calls map[Key][]Call
	kinds map[string]Kind   // tokens of the team's words
	owner map[string]string // token of any word: its conversation

	changed map[string]bool // tokens of the team's words that were changed
}

func newCase(h History) *known {
	c := &known{
		h: h, posts: map[string][]Post{}, words: map[string][]TeamWord{}, hints: map[string][]Hint{},
		press: map[string][]Press{}, calls: map[Key][]Call{}, kinds: map[string]Kind{}, owner: map[string]string{}, changed: map[string]bool{},
	}
	for _, p := range h.Posts {
		c.posts[p.Conversation] = append(c.posts[p.Conversation], p)
	}
	for _, w := range h.Words {
		c.words[w.Conversation] = append(c.words[w.Conversation], w)
		c.kinds[w.Token], c.owner[w.Token] = w.Kind, w.Conversation
		c.changed[w.Token] = len(w.changes()) > 0
		for _, e := range w.changes() {
			c.kinds[e.Token], c.owner[e.Token] = w.Kind, w.Conversation
			if e.Note {
				c.kinds[e.Token] = Note
			}
		}
	}
	for _, v := range h.Visitors {
		for _, w := range v.Words {
			for _, t := range w.tokens() {
				c.owner[t] = v.Conversation
			}
			if w.File != "" {
				c.owner[w.File] = v.Conversation
			}
		}
	}
	for _, x := range h.Hints {
		c.hints[x.Conversation] = append(c.hints[x.Conversation], x)
	}
	for _, p := range h.Presses {
		c.press[p.Conversation] = append(c.press[p.Conversation], p)
	}
	for _, x := range h.Calls {
		c.calls[x.Key] = append(c.calls[x.Key], x)
	}
	for _, ps := range c.posts {
		slices.SortFunc(ps, func(a, b Post) int { return compare(a.TS, b.TS) })
	}
	return c
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// card is a conversation's card on a surface, nil when it was never rung there.
func (c *known) card(conversation, surface string) *Post {
	for i, p := range c.posts[conversation] {
		if p.Role == Card && p.Surface == surface {
			return &c.posts[conversation][i]
		}
	}
	return nil
}
