package main

import (
	"fmt"

	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// change edits or deletes one of the last few things this agent said: mostly
// neither. A note is edited to look like a reply, and a reply into a note.
func (a *agent) change(choice int) {
	if choice > 5 || len(a.said) == 0 {
		return
	}
	w := a.said[max(0, len(a.said)-1-choice)]
	if w.Deleted != nil {
		return
	}
	a.serial++
	var visitor int
	_, _ = fmt.Sscanf(w.Token[2:], "%d", &visitor) // a token of our own making
	c := check.TeamChange{Token: check.Token("ed", visitor, a.no*100_000+a.serial)}
	switch {
	case choice == 4:
		a.desk.changed(w, c, true, func() error { return a.desk.remove(a.id, w.Thread, w.TS) })
	case choice == 5 && w.Kind == check.Reply:
		c.Note = true
		a.edit(w, c, "// "+w.Token+" "+c.Token+" is only for us")
	case choice%2 == 0:
		a.edit(w, c, w.Token+" "+c.Token+" is what I *meant*")
	default:
		a.edit(w, c, w.Token+" is better said so: "+c.Token)
	}
}

func (a *agent) edit(w *check.TeamWord, c check.TeamChange, text string) {
	a.desk.changed(w, c, c.Note, func() error { return a.desk.edit(a.id, w.Thread, w.TS, text) })
}
