package check

// changes are the edits of a word and its deletion.
func (w TeamWord) changes() []TeamChange {
	if w.Deleted == nil {
		return w.Edits
	}
	return append(w.Edits[:len(w.Edits):len(w.Edits)], *w.Deleted)
}

// withdrawn tells that the word is surely taken back.
func (w TeamWord) withdrawn() bool { return w.Deleted != nil && !w.Deleted.Taken.IsZero() }

// changed checks what stands of a word at the visitor: the last text that was
// taken in, or one that may have been; nothing of a word that was taken back.
func (r *report) changed(v *Visitor, w TeamWord, text string) {
	if text == "" || len(w.changes()) == 0 {
		return
	}
	if w.withdrawn() {
		r.find(Altered, v.Conversation, "%s was taken back and stands at the visitor", w.Token)
		return
	}
	stands := map[string]bool{}
	for _, t := range Tokens(text) {
		stands[t] = true
	}
	may := len(w.Edits) == 0
	certain := -1
	for i, e := range w.Edits {
		if !e.Taken.IsZero() {
			certain = i
		}
	}
	last := ""
	for i, e := range w.Edits {
		if stands[e.Token] {
			last, may = e.Token, i >= certain
		}
	}
	if last == "" {
		may = certain < 0
	}
	r.count("agents' changed words at visitors", 1, 1)
	if !may {
		r.find(Altered, v.Conversation, "%s was edited %d times and stands at the visitor as %.80q", w.Token, len(w.Edits), text)
	}
}
