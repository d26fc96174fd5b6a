package check

// ownWords checks that every acknowledged word stands in its writer's own view,
// once, under its number, as it was said.
func (r *report) ownWords(v *Visitor) {
	said, seen := 0, 0
	for _, w := range v.Words {
		var at []Message
		for _, m := range v.View {
			if m.ClientID == w.ClientID && m.Kind == "visitor" {
				at = append(at, m)
			}
		}
		if len(w.Seqs) > 0 {
			said++
		}
		for _, s := range w.Seqs {
			if s != w.Seqs[0] {
				r.find(Doubled, v.Conversation, "word %s was acknowledged as number %d and as number %d", w.Token, w.Seqs[0], s)
				break
			}
		}
		switch {
		case len(at) == 0 && len(w.Seqs) > 0:
			r.find(Lost, v.Conversation, "word %s was acknowledged as number %d and is not in the visitor's own view", w.Token, w.Seqs[0])
		case len(at) > 1:
			r.find(Doubled, v.Conversation, "word %s stands %d times in the visitor's own view", w.Token, len(at))
		case len(at) == 1:
			r.sameWord(v, w, at[0])
			if len(w.Seqs) > 0 {
				seen++
			}
		}
	}
	r.count("visitors' words in their own view", said, seen)
}

func (r *report) sameWord(v *Visitor, w Word, m Message) {
	if len(w.Seqs) > 0 && m.Seq != w.Seqs[0] {
		r.find(Order, v.Conversation, "word %s was acknowledged as number %d and stands as number %d", w.Token, w.Seqs[0], m.Seq)
	}
	if _, ok := w.end(m); !ok {
		r.find(Altered, v.Conversation, "word %s was left as %.80q and stands as %.80q (deleted: %v)", w.Token, w.ends()[0].Text, m.Text, m.Deleted)
	}
}
