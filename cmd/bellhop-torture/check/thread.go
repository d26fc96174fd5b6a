package check

import "slices"

// threads checks what the team sees of the conversation on every surface.
func (r *report) threads(c *known, v *Visitor) {
	for _, surface := range c.h.Surfaces {
		r.thread(c, v, surface)
	}
}

// thread checks what the team sees of the visitor's, the bot's and other
// surfaces' words on one surface: all of them, once, in the order of their
// numbers.
func (r *report) thread(c *known, v *Visitor, surface string) {
	card := c.card(v.Conversation, surface)
	if card == nil {
		if v.Talk.Ask > 0 {
			r.find(Lost, v.Conversation, "a person was asked for and no card was ever posted on %s", surface)
		}
		return
	}
	r.changes(v, c.posts[v.Conversation])
	told := map[string]int{}
	recalled := map[string]Key{} // what a history told, by token
	changed := v.changed()
	bots := 0
	var order []string
	seen := map[Key]bool{}
	lane := int64(0)
	for _, p := range c.posts[v.Conversation] {
		if p.Role != Told || len(p.Files) > 0 && len(p.Tokens) == 0 || p.Surface != surface || seen[p.Key] || p.Thread != card.TS {
			continue // a lead, the card, or a double, which is judged elsewhere
		}
		seen[p.Key] = true
		if !c.rekeyed(v, p, changed) {
			if p.Effect < lane {
				r.find(Order, v.Conversation, "the post of effect %d stands after that of effect %d", p.Effect, lane)
			}
			lane = p.Effect
		}
		bots += p.Bots
		if len(p.Tokens) > 1 {
			r.count("words told several to a post", len(p.Tokens), len(p.Tokens))
		}
		for _, t := range p.Tokens {
			told[t]++
			if !p.Word {
				recalled[t] = p.Key
			}
			order = append(order, t)
		}
	}
	r.mirrored(c, v, told, recalled)
	r.crossed(c, v, surface, told)
	r.inOrder(c, v, order)
	want := 0
	for _, m := range v.View {
		if m.Kind == "bot" {
			want++
		}
	}
	r.count("the bot's words in threads", want, bots)
	if bots < want {
		r.find(Lost, v.Conversation, "the bot said %d words and the thread shows %d", want, bots)
	}
	if bots > want {
		r.find(Doubled, v.Conversation, "the bot said %d words and the thread shows %d", want, bots)
	}
}

// rekeyed tells whether a post may have another key since it was made: one that
// tells a word that was changed, or that may have told one that was taken away.
// The order of its words is judged by themselves.
func (c *known) rekeyed(v *Visitor, p Post, changed map[string]Word) bool {
	if p.Word && slices.ContainsFunc(v.View, func(m Message) bool { return m.Deleted }) {
		return true
	}
	return slices.ContainsFunc(p.Tokens, func(t string) bool {
		_, visitors := changed[t]
		return visitors || c.changed[t]
	})
}

// crossed checks that every word and note of an agent is told in the threads of
// the surfaces where it was not typed, once, and in none of its own. What was
// changed may stand in a history as it was before, and as a line that says so.
func (r *report) crossed(c *known, v *Visitor, surface string, told map[string]int) {
	at := map[string]bool{}
	for _, m := range v.View {
		for _, t := range Tokens(m.Text) {
			at[t] = at[t] || m.Kind == "agent"
		}
	}
	for _, w := range c.words[v.Conversation] {
		if w.File != "" {
			continue // see files
		}
		n := told[w.Token]
		certain := at[w.Token] || w.Kind == Note && !w.Taken.IsZero() && len(w.changes()) == 0
		switch {
		case w.Kind == Bot || w.Kind == Guest || w.Surface == surface:
			if n > 0 {
				r.find(Doubled, v.Conversation, "%s, typed on %s by a %s, is told %d times on %s", w.Token, w.Surface, w.Kind, n, surface)
			}
		case n > 1+len(w.changes()):
			r.find(Doubled, v.Conversation, "%s, typed on %s, is told %d times on %s", w.Token, w.Surface, n, surface)
		case certain && n == 0:
			r.find(Lost, v.Conversation, "%s, typed on %s, is not told on %s", w.Token, w.Surface, surface)
		case certain:
			r.count("agents' words told on other surfaces", 1, 1)
		}
	}
}

// mirrored checks that every word that stands in the view was told once.
func (r *report) mirrored(c *known, v *Visitor, told map[string]int, recalled map[string]Key) {
	said, seen := 0, 0
	stands := map[string]Message{}
	for _, m := range v.View {
		stands[m.ClientID] = m
	}
	for _, w := range v.Words {
		m, ok := stands[w.ClientID]
		end, known := w.end(m)
		if !ok || !known || end.Deleted {
			continue
		}
		said++
		switch n := told[end.Token]; {
		case n == 0:
			r.find(Lost, v.Conversation, "word %s is not in the thread", end.Token)
		case n == 2 && len(w.Changes) > 0 && c.lookedFor(recalled[end.Token]) != "": // nobody could know that the history showed the change
			seen++
			r.count("changes told after a history that had them, with proof", 0, 0).Apart++
		case n > 1:
			r.find(Doubled, v.Conversation, "word %s stands %d times in the thread", end.Token, n)
		default:
			seen++
			if w.Long != "" && told[w.Long] != 1 {
				r.find(Altered, v.Conversation, "the end of the long word %s stands %d times in the thread", w.Token, told[w.Long])
			}
		}
	}
	r.count("visitors' words in threads", said, seen)
}

// inOrder checks that the thread tells words in their order. An agent's word
// that was changed may stand in a line about that, further down.
func (r *report) inOrder(c *known, v *Visitor, order []string) {
	number := map[string]int64{}
	changed := v.changed() // what a history told first is told again at its end
	for _, m := range v.View {
		for _, t := range Tokens(m.Text) {
			number[t] = m.Seq
		}
	}
	for _, w := range c.words[v.Conversation] {
		if len(w.changes()) > 0 {
			delete(number, w.Token)
		}
	}
	last, word := int64(0), ""
	for _, t := range order {
		if _, ok := changed[t]; ok {
			continue
		}
		n, ok := number[t]
		if !ok {
			if t[:2] == "vw" {
				r.find(Leaked, v.Conversation, "the thread tells %s, which is not of this conversation", t)
			}
			continue
		}
		if n < last {
			r.find(Order, v.Conversation, "the thread tells %s (number %d) after %s (number %d)", t, n, word, last)
		}
		last, word = n, t
	}
}
