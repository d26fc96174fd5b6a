package bridge

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// act does what one happening asks for. consume ends the event with it; done
// tells that it did.
func (b *Bridge) act(ctx context.Context, conn core.Connection, e core.RawEvent, h core.Happening, consume bool) (done bool, err error) {
	long := ctx // for files
	ctx, cancel := context.WithTimeout(ctx, eventWithin)
	defer cancel()
	if h.Kind == core.Echoed {
		return false, b.Store.Echo(ctx, conn.Workspace, h.Key, h.Thread, core.Receipt{Part: h.Part, Remote: h.Remote})
	}
	ref, thread, err := b.Store.ThreadByRemote(ctx, conn.Workspace, conn.ID, h.Channel, h.Thread)
	if errors.Is(err, core.ErrNotFound) {
		return false, fmt.Errorf("%s/%s: %w", h.Channel, h.Thread, errStrange)
	}
	if err != nil {
		return false, err
	}
	var agent core.Agent
	unsaid := h.Kind == core.Removed && h.By.Remote == "" // whose message it was, the log knows
	if !unsaid {
		agent, err = b.Store.KnowAgent(ctx, conn.Workspace, conn.ID, h.By, core.AgentID(b.NewID()), core.PictureID(newToken()))
		if err != nil {
			return false, err
		}
	}
	by := core.By{Agent: agent.ID, Name: agent.Name, Remote: h.By.Remote, Where: conn.Surface, Thread: thread}
	if len(h.Files) > 0 && h.Kind == core.Said {
		if h.Files, err = b.fetched(long, conn, e, ref, wordKey(by, h), h); err != nil {
			return false, err
		}
		ctx, cancel = context.WithTimeout(long, eventWithin)
		defer cancel()
	}
	err = b.update(ctx, ref, func(t *core.Turn) error {
		if consume {
			t.Consume(e)
		}
		by := by
		if th, ok := t.C.ThreadByID(thread); ok {
			by.Astray = astray(th, h.Thread)
		}
		err := b.decide(t, by, h)
		if errors.Is(err, core.ErrNotFound) && h.Kind != core.Pressed {
			if e.Attempts < originalTries && !unsaid {
				return fmt.Errorf("%s/%s: %w", h.Channel, h.Remote, errEarly)
			}
			return b.orphan(t, by, h)
		}
		if errors.Is(err, core.ErrRefused) {
			t.Tell(b.now(), by.Thread, core.Notice{To: by.Remote, Text: refusal(t.C.State)})
			return nil
		}
		return err
	})
	if err == nil && h.Kind == core.Said {
		b.numbers.words.WithLabelValues("agent").Inc()
	}
	return consume, err
}

// astray tells whether something was written in a thread that another took the
// place of. While we do not know whether a card was accepted, what is written
// under it is not.
func astray(th core.Thread, written string) bool {
	if th.Remote == "" {
		return written == th.Lost
	}
	return written != th.Remote && written != th.Lead
}

// decide turns a happening into a transition.
func (b *Bridge) decide(t *core.Turn, by core.By, h core.Happening) error {
	switch h.Kind {
	case core.Pressed:
		if h.Action == core.ActRetract && h.Value != "" {
			h.Remote = h.Value
			return t.Retract(b.now(), by, wordKey(by, h))
		}
		return b.pressed(t, by, h.Action, h.Value)
	case core.Edited:
		return t.AgentEdits(b.now(), by, wordKey(by, h), core.Word{Key: editKey(by, h), Text: h.Text, Files: h.Files}, h.At)
	case core.Removed:
		return t.AgentDeletes(b.now(), by, wordKey(by, h), wordKey(by, h)+":deleted")
	}
	word := core.Word{Key: wordKey(by, h), Text: h.Text, Files: h.Files}
	if strings.TrimSpace(h.Text) == "" && len(h.Files) == 0 {
		return nil
	}
	typed := core.ReadTyped(h.Text)
	switch {
	case typed.Asked:
		t.AskBack(b.now(), by, word)
		return nil
	case typed.Action == core.ActNote:
		word.Text = typed.Text
		t.Note(b.now(), by, word)
		return nil
	case typed.Action != "":
		return b.pressed(t, by, typed.Action, "")
	case h.Changed:
		t.AskChanged(b.now(), by, word)
		return nil
	}
	_, err := t.AgentSays(b.now(), by, word)
	return err
}

// wordKey makes a word on a platform count once.
func wordKey(by core.By, h core.Happening) string {
	return string(by.Where) + ":" + h.Channel + ":" + h.Remote
}

// editKey makes an edit on a platform count once.
func editKey(by core.By, h core.Happening) string {
	return wordKey(by, h) + ":edited:" + strconv.FormatInt(h.At.UnixMicro(), 10)
}

// orphan settles a change whose original never came: an edit's text is kept as
// a note, so that nothing said is lost and nothing private leaks, and its writer
// is told.
func (b *Bridge) orphan(t *core.Turn, by core.By, h core.Happening) error {
	if h.Kind != core.Edited || strings.TrimSpace(h.Text) == "" {
		return nil
	}
	t.Note(b.now(), by, core.Word{Key: wordKey(by, h), Text: core.ReadTyped(h.Text).Text, Files: h.Files})
	t.Tell(b.now(), by.Thread, core.Notice{To: by.Remote,
		Text: "I only heard of your edit and never of the message itself, so it is kept as a note: the visitor does **not** have it."})
	return nil
}

// pressed does what a button or a typed word asks for.
func (b *Bridge) pressed(t *core.Turn, by core.By, a core.Action, value string) error {
	now := b.now()
	switch a {
	case core.ActClaim:
		return t.Claim(now, by)
	case core.ActBot:
		return t.HandBack(now, by)
	case core.ActClose:
		return t.AgentEnds(now, by)
	case core.ActWho:
		t.Tell(now, by.Thread, core.Notice{To: by.Remote, Text: whoHasIt(t.C, now)})
		return nil
	case core.ActRetract:
		return t.Retract(now, by, "")
	case core.ActBlock:
		return t.Block(now, by)
	case core.ActShowAll:
		t.ShowAll(now, by.Thread)
		return nil
	case core.ActSend, core.ActNote:
		err := t.Decide(now, by, value, a == core.ActSend)
		if errors.Is(err, core.ErrNotFound) {
			return core.ErrRefused
		}
		return err
	}
	return fmt.Errorf("action %q: %w", a, core.ErrUnreadable)
}
