package bridge

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// The limits of copying what agents send.
const (
	fetchWithin = 60 * time.Second // one file
	fetchTries  = 4                // events of its word; then the word crosses without it
	defaultMost = 25 << 20         // bytes of one file
)

// fetched copies the files of what somebody of the team said, before it is said.
// A word that is a note for certain, or no word, leaves them where they are. The
// event's lease is made longer for each file. Files that will not come have
// their Lack; an error means that the event has to be read again.
func (b *Bridge) fetched(ctx context.Context, conn core.Connection, e core.RawEvent, ref core.Ref, word string, h core.Happening) ([]core.File, error) {
	if h.Kind != core.Said || core.ReadTyped(h.Text).Action != "" {
		return h.Files, nil
	}
	out := make([]core.File, 0, len(h.Files))
	for _, f := range h.Files {
		if err := b.Store.Extend(ctx, b.Owner, e, b.now().Add(fetchWithin+eventLease)); err != nil {
			return nil, err
		}
		got, err := b.fetch(ctx, conn, ref, word, f)
		var no *core.NoFileError
		switch {
		case err == nil:
			b.numbers.files.WithLabelValues("agent", "kept").Inc()
		case errors.As(err, &no):
			got = lacking(f, no.Lack)
		case e.Attempts+1 < fetchTries || ctx.Err() != nil:
			return nil, fmt.Errorf("file of %s: %w", word, err)
		default:
			b.Log.Warn("a file could not be fetched; its word crosses without it", "event", e.ID, "err", err)
			got = lacking(f, core.LackFetch)
		}
		if err != nil {
			b.numbers.files.WithLabelValues("agent", "refused").Inc()
		}
		out = append(out, got)
	}
	return out, nil
}

func lacking(f core.File, why core.Lack) core.File {
	return core.File{Name: fileName(f.Name), Type: f.Type, Size: f.Size, Lack: why}
}

// fetch copies one file. An event that is read again finds what was copied.
func (b *Bridge) fetch(ctx context.Context, conn core.Connection, ref core.Ref, word string, f core.File) (core.File, error) {
	source, ok := b.platforms[conn.Surface].(core.FileSource)
	switch {
	case f.Lack != "":
		return f, &core.NoFileError{Lack: f.Lack}
	case !ok || b.Blobs == nil || f.Origin == "":
		return f, &core.NoFileError{Lack: core.LackCarrier}
	}
	now := b.now()
	row, err := b.Store.NewFile(ctx, core.StoredFile{ID: core.FileID(newToken()), Ref: ref, Key: core.FileKey(word, f.Origin), By: core.KindAgent,
		Name: fileName(f.Name), Created: now, Expires: now.Add(unnamedFor)})
	if err != nil {
		return f, err
	}
	if row.Stored {
		return row.File(), nil
	}
	ctx, cancel := context.WithTimeout(ctx, fetchWithin)
	defer cancel()
	body, size, err := source.Fetch(ctx, conn, f.Origin, b.MaxFile)
	if err != nil {
		return f, err
	}
	defer body.Close()
	row, err = b.keep(ctx, row, body, size, b.MaxFile, func(string) error { return nil })
	if errors.Is(err, errTooLarge) {
		return f, &core.NoFileError{Lack: core.LackSize, Err: err}
	}
	return row.File(), err
}
