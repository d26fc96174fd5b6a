package check

// files checks that every file that was sent is at the other side, once, and
// that a note's file is at no visitor. A file of which only the name crossed is
// counted apart: fetching it failed too often, and both sides were told.
func (r *report) files(c *known, v *Visitor) {
	shown := map[string]int{}
	for _, m := range v.View {
		for _, name := range m.Files {
			for _, t := range Tokens(name) {
				shown[t]++
			}
		}
		r.count("files named only", 0, 0).Apart += m.Uncross
	}
	for _, w := range v.Words {
		if w.File == "" || len(w.Seqs) == 0 || len(w.Changes) > 0 {
			continue
		}
		r.stands(v, w.File, shown[w.File], "at the visitor", "visitors' files in their own view")
		for _, surface := range c.h.Surfaces {
			if c.card(v.Conversation, surface) != nil {
				r.stands(v, w.File, c.filesOn(v.Conversation, surface)[w.File], "on "+surface, "visitors' files in threads")
			}
		}
	}
	for _, w := range c.words[v.Conversation] {
		r.teamFile(c, v, w, shown[w.File])
	}
}

// teamFile judges a file of the team's, which is a word by itself: whether it is
// at the visitor at all is judged with the words.
func (r *report) teamFile(c *known, v *Visitor, w TeamWord, shown int) {
	switch {
	case w.File == "":
	case w.Kind == Note:
		if shown > 0 {
			r.find(Leaked, v.Conversation, "the visitor got the file %s of a note", w.File)
		}
	case shown > 1:
		r.find(Doubled, v.Conversation, "the file %s stands %d times at the visitor", w.File, shown)
	case shown == 1 && w.withdrawn():
		r.find(Altered, v.Conversation, "the file %s was taken back and is at the visitor", w.File)
	case shown == 1:
		r.count("agents' files at visitors", 1, 1)
		for _, surface := range c.h.Surfaces {
			if surface != w.Surface && c.card(v.Conversation, surface) != nil {
				r.stands(v, w.File, c.filesOn(v.Conversation, surface)[w.File], "on "+surface, "agents' files on other surfaces")
			}
		}
	}
}

// stands judges a file that is to be somewhere once.
func (r *report) stands(v *Visitor, file string, n int, where, row string) {
	r.count(row, 1, min(n, 1))
	switch {
	case n == 0:
		r.find(Lost, v.Conversation, "the file %s is not %s", file, where)
	case n > 1:
		r.find(Doubled, v.Conversation, "the file %s is %d times %s", file, n, where)
	}
}

// filesOn counts the files that our posts on a surface show.
func (c *known) filesOn(conversation, surface string) map[string]int {
	out := map[string]int{}
	for _, p := range c.posts[conversation] {
		if p.Surface != surface {
			continue
		}
		for _, name := range p.Files {
			for _, t := range Tokens(name) {
				out[t]++
			}
		}
	}
	return out
}
