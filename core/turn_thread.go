package core

import "time"

// Loses notes that a thread is gone from its platform, because its card was
// deleted. What was told there counts no more; what waits is told in the thread
// that is opened in its place. Words written in the old one are still
// understood. A thread that was replaced already is left alone.
func (t *Turn) Loses(id ThreadID, remote string) {
	th, ok := t.C.ThreadByID(id)
	if !ok || remote == "" || th.Remote != remote {
		return
	}
	t.changes.Lost = append(t.changes.Lost, th)
	th.Lost, th.Remote, th.CardRev = remote, "", 0
	t.saveThread(th)
}

// Reopens notes the card of the thread that takes the place of a lost one. shown
// is the CardRev that the card was rendered from.
func (t *Turn) Reopens(id ThreadID, remote string, shown int64) {
	th, ok := t.C.ThreadByID(id)
	if !ok || th.Remote != "" || remote == "" {
		return
	}
	th.Remote, th.CardRev = remote, shown
	t.saveThread(th)
}

// Recalls notes that a reopened thread was told what was said before. Its files
// follow.
func (t *Turn) Recalls(now time.Time, id ThreadID) error {
	th, ok := t.C.ThreadByID(id)
	if !ok || th.Lost == "" {
		return nil
	}
	th.Lost = ""
	t.saveThread(th)
	return t.giveFiles(now, th)
}

// alsoHere tells the thread of somebody who wrote in the one before it: nobody
// who looks at the new one sees the old.
func (t *Turn) alsoHere(now time.Time, by By, e Effect) {
	if th, ok := t.C.ThreadByID(by.Thread); ok && by.Astray {
		t.toThread(now, th, e)
	}
}
