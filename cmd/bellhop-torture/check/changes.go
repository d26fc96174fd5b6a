package check

import "slices"

// ends are what a word can be in the end, the likeliest first: what the last
// change made of it and, where that was not acknowledged, what it was before.
func (w Word) ends() []Change {
	out := []Change{}
	for _, c := range slices.Backward(w.Changes) {
		if out = append(out, c); c.Acked {
			return out
		}
	}
	return append(out, Change{Token: w.Token, Text: w.Text})
}

// end is what a word became, as its own view has it.
func (w Word) end(m Message) (Change, bool) {
	for _, c := range w.ends() {
		if c.Deleted == m.Deleted && c.Text == m.Text {
			return c, true
		}
	}
	return Change{}, false
}

// tokens are all that ever stood for a word.
func (w Word) tokens() []string {
	out := []string{w.Token}
	for _, c := range w.Changes {
		if !c.Deleted {
			out = append(out, c.Token)
		}
	}
	return out
}

// texts are all that a word ever said.
func (w Word) texts() []string {
	out := []string{w.Text}
	for _, c := range w.Changes {
		out = append(out, c.Text)
	}
	return out
}

// changed are the tokens of words that were changed, and what they stand for.
func (v *Visitor) changed() map[string]Word {
	out := map[string]Word{}
	for _, w := range v.Words {
		if len(w.Changes) == 0 {
			continue
		}
		for _, t := range w.tokens() {
			out[t] = w
		}
	}
	return out
}

// revisions is how many numbers the changes took.
func (v *Visitor) revisions() (b bounds) {
	for _, w := range v.Words {
		for _, c := range w.Changes {
			b.add(c.Acked)
		}
	}
	return b
}

// versions are what a message may have been told as, by an older number than it
// has now.
func (v *Visitor) versions() map[int64][]uint64 {
	out := map[int64][]uint64{}
	for _, m := range v.View {
		for _, w := range v.Words {
			if len(w.Changes) == 0 || w.ClientID != m.ClientID || m.Kind != "visitor" {
				continue
			}
			for _, text := range w.texts() {
				m.Text, m.Deleted = text, text == ""
				out[m.Seq] = append(out[m.Seq], m.Sum())
			}
		}
	}
	return out
}

// changes checks what became of changed words in the thread: what stands there
// as a word is as it is now. A history keeps what it told.
func (r *report) changes(v *Visitor, posts []Post) {
	changed := v.changed()
	now := map[string]bool{}
	for _, m := range v.View {
		for _, t := range Tokens(m.Text) {
			now[t] = true
		}
	}
	for _, p := range posts {
		for _, t := range p.Tokens {
			if w, ok := changed[t]; ok && p.Word && !now[t] {
				r.find(Altered, v.Conversation, "the thread still has %s of word %s, which was changed", t, w.Token)
			}
		}
	}
	for _, w := range v.Words {
		for _, c := range w.Changes {
			what := "words edited by visitors"
			if c.Deleted {
				what = "words deleted by visitors"
			}
			r.count(what, 1, 1)
		}
	}
}
