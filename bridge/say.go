package bridge

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/bellhop-chat/bellhop/core"
)

// recentWords is how many earlier words detector and bot are given.
const recentWords = 12

// Say stores a word of the visitor, once per key, and answers its number. A
// word that clearly asks for a person asks for one; over a limit it is stored all
// the same, and the ask is missed.
func (b *Bridge) Say(ctx context.Context, s Session, w core.Word) (int64, error) {
	if err := checkWord(w); err != nil {
		return 0, err
	}
	asks, err := b.asksForPerson(ctx, s, w.Text)
	if err != nil {
		return 0, err
	}
	var a asking
	if asks {
		if a, err = b.mayAsk(ctx, s); err != nil {
			return 0, err
		}
	}
	w.Key = visitorKey(w.Key)
	var seq int64
	err = b.update(ctx, s.Ref, func(t *core.Turn) error {
		var err error
		seq, err = t.VisitorSays(b.now(), w, asks && a.over == nil, s.Site.Wait)
		if err != nil || a.over == nil || t.Empty() { // empty: it was said before
			return err
		}
		return a.ask(t, b.now(), s.Site.Wait)
	})
	b.numbers.words.WithLabelValues("visitor").Inc()
	return seq, err
}

// visitorKey keeps a visitor's keys apart from ours.
func visitorKey(clientID string) string { return "client:" + clientID }

// ClientID is the client_id behind an entry of the visitor.
func ClientID(e core.Entry) string {
	id, ok := strings.CutPrefix(e.Key, "client:")
	if !ok || e.Kind != core.KindVisitor {
		return ""
	}
	return id
}

// asksForPerson lets the detector judge a word, where that can matter.
func (b *Bridge) asksForPerson(ctx context.Context, s Session, text string) (bool, error) {
	recent, err := b.Store.Words(ctx, s.Ref, 0, recentWords)
	if err != nil {
		return false, err
	}
	return b.Detector.Detect(text, s.Visitor.Language, recent).Wish == core.Asks, nil
}

func checkWord(w core.Word) error {
	var e core.InvalidError
	bad := func(field, message string) {
		e.Fields = append(e.Fields, core.FieldError{Field: field, Message: message})
	}
	if w.Key == "" || utf8.RuneCountInString(w.Key) > core.MaxKey {
		bad("client_id", "client_id has 1 to 64 characters.")
	}
	if strings.TrimSpace(w.Text) == "" && len(w.Files) == 0 {
		bad("text", "The message is empty.")
	}
	if !utf8.ValidString(w.Text) || strings.ContainsRune(w.Text, 0) {
		bad("text", "The message is not valid text.")
	}
	if utf8.RuneCountInString(w.Text) > core.MaxText {
		bad("text", "A message has at most 8,000 characters.")
	}
	if len(w.Files) > core.MaxFiles {
		bad("files", "A message names at most 10 files.")
	}
	for _, f := range w.Files {
		if strings.TrimSpace(f.Name) == "" || utf8.RuneCountInString(f.Name) > core.MaxFileName || f.Size < 0 || len(f.Type) > 100 {
			bad("files", "A file has a name of 1 to 200 characters, a type of at most 100 and no negative size.")
			break
		}
	}
	if len(e.Fields) > 0 {
		return &e
	}
	return nil
}

// AskHelp asks for a person and answers the state and the number of the ask.
// Over a limit the ask is missed, and an *OverLimitError says so.
func (b *Bridge) AskHelp(ctx context.Context, s Session) (core.State, int, error) {
	a, err := b.mayAsk(ctx, s)
	if err != nil {
		return "", 0, err
	}
	var state core.State
	var ask int
	err = b.update(ctx, s.Ref, func(t *core.Turn) error {
		err := a.ask(t, b.now(), s.Site.Wait)
		state, ask = t.C.State, t.C.Ask.No
		return err
	})
	if err == nil && a.over != nil && state == core.StateMissed {
		err = a.over
	}
	return state, ask, err
}

// LeaveDetails stores how to reach the visitor. Over a limit on what is told to
// the team, nothing is stored and an *OverLimitError says so.
func (b *Bridge) LeaveDetails(ctx context.Context, s Session, d core.Details) error {
	if err := d.Check(); err != nil {
		return err
	}
	if err := b.mayTell(ctx, s); err != nil {
		return err
	}
	d.Name, d.Email, d.Phone = oneLine(d.Name, core.MaxName), oneLine(d.Email, core.MaxEmail), oneLine(d.Phone, core.MaxPhone)
	return b.update(ctx, s.Ref, func(t *core.Turn) error { return t.LeaveDetails(b.now(), d) })
}

// Read notes how far the visitor has read.
func (b *Bridge) Read(ctx context.Context, s Session, seq int64) error {
	return b.update(ctx, s.Ref, func(t *core.Turn) error {
		return t.Reads(b.now(), seq)
	})
}

// End ends the conversation from the visitor's side. Ending what has ended is
// no error.
func (b *Bridge) End(ctx context.Context, s Session) error {
	return b.update(ctx, s.Ref, func(t *core.Turn) error {
		if t.C.State == core.StateClosed {
			return nil
		}
		return t.VisitorEnds(b.now())
	})
}
