package check

// leaks checks that nothing came to a visitor that was not for them: notes,
// words of bots and guests, words of other conversations.
func (r *report) leaks(c *known, v *Visitor) {
	for _, token := range v.Tokens {
		if letters := token[:2]; letters == "ve" { // the end of a word that is judged by its beginning
			continue
		}
		owner, known := c.owner[token]
		switch {
		case !known:
			r.find(Leaked, v.Conversation, "the visitor got %s, which nobody said", token)
		case owner != v.Conversation:
			r.find(Leaked, v.Conversation, "the visitor got %s of conversation %s", token, owner)
		case c.kinds[token] == Note:
			r.find(Leaked, v.Conversation, "the visitor got the note %s", token)
		case c.kinds[token] == Bot || c.kinds[token] == Guest:
			r.find(Crossed, v.Conversation, "the visitor got %s of a %s", token, c.kinds[token])
		}
	}
	for _, w := range c.words[v.Conversation] {
		switch w.Kind {
		case Note:
			r.count("notes, at visitors", 0, 0).Apart++
		case Bot, Guest:
			r.count("words of bots and guests, at visitors", 0, 0).Apart++
		}
	}
}
