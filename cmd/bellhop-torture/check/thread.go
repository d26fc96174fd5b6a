package check

// thread checks what the team sees of the visitor's and the bot's words: all of
// them, once, in the order of their numbers.
func (r *report) thread(c *known, v *Visitor) {
	card := c.card(v.Conversation)
	if card == nil {
		if v.Talk.Ask > 0 {
			r.find(Lost, v.Conversation, "a person was asked for and no card was ever posted")
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
		if p.Role != Told || seen[p.Key] || p.Thread != card.TS {
			continue // a lead, the card, or a double, which is judged elsewhere
		}
		seen[p.Key] = true
		if len(p.Tokens) == 0 || changed[p.Tokens[0]].Token == "" || !p.Word { // a post that was changed has another key since
			if p.Effect < lane {
				r.find(Order, v.Conversation, "the post of effect %d stands after that of effect %d", p.Effect, lane)
			}
			lane = p.Effect
		}
		bots += p.Bots
		for _, t := range p.Tokens {
			told[t]++
			if !p.Word {
				recalled[t] = p.Key
			}
			order = append(order, t)
		}
	}
	r.mirrored(c, v, told, recalled)
	r.inOrder(v, order)
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

// inOrder checks that the thread tells the visitor's words in their order.
func (r *report) inOrder(v *Visitor, order []string) {
	number := map[string]int64{}
	changed := v.changed() // what a history told first is told again at its end
	for _, m := range v.View {
		if m.Kind != "visitor" {
			continue
		}
		for _, t := range Tokens(m.Text) {
			number[t] = m.Seq
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
