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
	told := map[string]int{}
	bots := 0
	var order []string
	seen := map[Key]bool{}
	lane := int64(0)
	for _, p := range c.posts[v.Conversation] {
		if p.Role != Told || seen[p.Key] || p.Thread != card.TS {
			continue // a lead, the card, or a double, which is judged elsewhere
		}
		seen[p.Key] = true
		if p.Effect < lane {
			r.find(Order, v.Conversation, "the post of effect %d stands after that of effect %d", p.Effect, lane)
		}
		lane = p.Effect
		bots += p.Bots
		if len(p.Tokens) > 1 {
			r.count("words told several to a post", len(p.Tokens), len(p.Tokens))
		}
		for _, t := range p.Tokens {
			told[t]++
			order = append(order, t)
		}
	}
	r.mirrored(v, told)
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
func (r *report) mirrored(v *Visitor, told map[string]int) {
	said, seen := 0, 0
	stands := map[string]bool{}
	for _, m := range v.View {
		stands[m.ClientID] = true
	}
	for _, w := range v.Words {
		if !stands[w.ClientID] {
			continue
		}
		said++
		switch n := told[w.Token]; {
		case n == 0:
			r.find(Lost, v.Conversation, "word %s is not in the thread", w.Token)
		case n > 1:
			r.find(Doubled, v.Conversation, "word %s stands %d times in the thread", w.Token, n)
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
