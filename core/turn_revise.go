package core

import (
	"errors"
	"time"
)

// AgentEdits gives a word or note of an agent a new text. original is the key
// of the word, w.Key the key of this edit, at the platform's time of it: an
// edit that is older than one that was taken changes nothing.
//
// A mark for notes added to a word that was sent withdraws the word and keeps
// the text as a note. A note stays a note, whatever it looks like. A draft
// takes the new text. A file that the edit left out is withdrawn. When the original is not there (yet), the error wraps
// ErrNotFound.
func (t *Turn) AgentEdits(now time.Time, by By, original string, w Word, at time.Time) error {
	if _, ok := t.Seen(w.Key); ok {
		return nil
	}
	e, err := t.byKey(original)
	if err != nil {
		return err
	}
	if e.Agent != by.Agent || !e.Deleted.IsZero() || !e.Edited.Before(at) {
		return nil
	}
	typed := ReadTyped(w.Text)
	switch {
	case e.Kind == KindNote && typed.Action == ActNote:
		w.Text = typed.Text
	case e.Kind == KindAgent && typed.Action == ActNote:
		t.revise(now, e, Entry{Kind: KindDelete, Key: w.Key, Agent: by.Agent, Author: by.Name, Where: by.Where, Thread: by.Thread})
		t.alsoHere(now, by, Effect{Kind: EffectRevise, Seq: e.Seq})
		t.Note(now, by, Word{Key: w.Key + ":note", Text: typed.Text})
		return nil
	case e.Kind == KindAgent && (typed.Asked || typed.Action != ""):
		t.notice(now, by.Thread, Notice{To: by.Remote,
			Text: "Your edit starts with `!`, so it was **not sent**. The visitor still has the message as it was."})
		return nil
	}
	files, gone, err := t.stillThere(e, original, w.Files)
	if err != nil || w.Text == e.Text && len(gone) == 0 {
		return err
	}
	e.Files = files
	t.drops(gone)
	t.revise(now, e, Entry{Kind: KindEdit, Key: w.Key, Text: w.Text, Agent: by.Agent, Author: by.Name, Where: by.Where, Thread: by.Thread, At: at})
	t.alsoHere(now, by, Effect{Kind: EffectRevise, Seq: e.Seq})
	return nil
}

// AgentDeletes withdraws a word or note of an agent: a tombstone is left. When
// the original is not there (yet), the error wraps ErrNotFound.
func (t *Turn) AgentDeletes(now time.Time, by By, original, key string) error {
	if _, ok := t.Seen(key); ok {
		return nil
	}
	e, err := t.byKey(original)
	if err != nil {
		return err
	}
	if e.Deleted.IsZero() {
		t.revise(now, e, Entry{Kind: KindDelete, Key: key, Agent: e.Agent, Author: e.Author, Where: by.Where, Thread: by.Thread})
		t.alsoHere(now, by, Effect{Kind: EffectRevise, Seq: e.Seq})
	}
	return nil
}

// Retract withdraws a word that an agent sent in this conversation: the one with
// this key, or, when key is empty, their last. The message on the platform is
// theirs and stays; it is marked.
func (t *Turn) Retract(now time.Time, by By, key string) error {
	e, err := t.theirWord(by, key)
	if err == nil && !e.Deleted.IsZero() {
		t.notice(now, by.Thread, Notice{To: by.Remote, Text: "The visitor does not have this message any more."})
		return nil
	}
	if errors.Is(err, ErrNotFound) {
		t.notice(now, by.Thread, Notice{To: by.Remote, Text: "There is no message of yours to retract."})
		return nil
	}
	if err != nil {
		return err
	}
	t.revise(now, e, Entry{Kind: KindDelete, Agent: by.Agent, Author: by.Name, Where: by.Where, Thread: e.Thread})
	t.notice(now, by.Thread, Notice{To: by.Remote, Text: "Retracted: the visitor sees that a message was withdrawn. Delete yours here if you like."})
	if th, ok := t.C.ThreadByID(e.Thread); ok {
		t.mark(now, th, e.Seq)
	}
	return nil
}

// theirWord is the agent's word with a key, or the last one that is not
// withdrawn.
func (t *Turn) theirWord(by By, key string) (Entry, error) {
	if key == "" {
		return t.log.LastWord(by.Agent)
	}
	e, err := t.byKey(key)
	if err == nil && (e.Kind != KindAgent || e.Agent != by.Agent) {
		return Entry{}, ErrNotFound
	}
	return e, err
}

// revise adds an edit or a deletion to the log, writes what follows to the row
// of the original, and tells the threads that have it.
func (t *Turn) revise(now time.Time, e, change Entry) {
	at := change.At
	if at.IsZero() {
		at = now
	}
	change.Of = e.Seq
	change = t.append(now, change)
	r := Revision{Seq: e.Seq, Rev: change.Seq, Text: change.Text, Files: e.Files, Edited: at, Deleted: e.Deleted}
	if change.Kind == KindDelete {
		t.drops(e.Files)
		r.Text, r.Files, r.Edited, r.Deleted = "", nil, e.Edited, now
	}
	t.changes.Revisions = append(t.changes.Revisions, r)
	for _, th := range t.C.Threads {
		if th.ID != change.Thread && e.Kind != KindDraft {
			t.toThread(now, th, Effect{Kind: EffectRevise, Seq: e.Seq})
		}
	}
	t.rest(now)
}

// byKey finds an entry of this turn or of the log by its key: for a draft that
// was decided, what became of it.
func (t *Turn) byKey(key string) (Entry, error) {
	e, err := t.keyed(key)
	if err == nil && e.Kind == KindDraft {
		if decided, err := t.keyed(draftKey + seqValue(e.Seq)); err == nil {
			return decided, nil
		}
	}
	return e, err
}

func (t *Turn) keyed(key string) (Entry, error) {
	for _, e := range t.changes.Entries {
		if key != "" && e.Key == key {
			return e, nil
		}
	}
	return t.log.ByKey(key)
}
