package bridge

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// FileError says why a file of a visitor is not taken, in a sentence for them.
type FileError struct {
	Why     FileRefusal
	Message string
}

func (e *FileError) Error() string { return string(e.Why) + ": " + e.Message }

// FileRefusal is why a file is not taken. It is a stable word.
type FileRefusal string

// The refusals.
const (
	FilesOff     FileRefusal = "files_off"      // the site takes none
	FileTooLarge FileRefusal = "file_too_large" // of the site's rules
	FileType     FileRefusal = "file_type"      // of the site's rules
	FileEmpty    FileRefusal = "file_empty"     // no bytes
	TooManyFiles FileRefusal = "too_many_files" // of this conversation
)

// Upload keeps a file of a visitor, which a word may name within an hour. name
// is what it is called, size how many bytes are to come, -1 when nobody knows.
// What it is decide its bytes. A *FileError says which rule refuses it.
func (b *Bridge) Upload(ctx context.Context, s Session, name string, size int64, r io.Reader) (core.File, error) {
	if !s.Visitor.Blocked.IsZero() {
		return core.File{}, core.ErrBlocked
	}
	rules := b.FileRules(s.Site)
	if !rules.On {
		return core.File{}, &FileError{FilesOff, "Files cannot be sent here."}
	}
	if err := b.roomFor(ctx, s.Ref); err != nil {
		return core.File{}, err
	}
	now := b.now()
	f, err := b.Store.NewFile(ctx, core.StoredFile{ID: core.FileID(newToken()), Ref: s.Ref, By: core.KindVisitor, Name: fileName(name),
		Created: now, Expires: now.Add(unnamedFor)})
	if err != nil {
		return core.File{}, err
	}
	f, err = b.keep(ctx, f, r, size, rules.Max, func(kind string) error {
		if rules.Takes(kind) {
			return nil
		}
		return &FileError{FileType, fmt.Sprintf("This file is %s. What can be sent here: %s.", kind, typeNames(rules.Types))}
	})
	switch {
	case errors.Is(err, errTooLarge):
		err = TooLarge(rules)
	case errors.Is(err, errEmpty):
		err = &FileError{FileEmpty, "The file is empty."}
	}
	if err != nil {
		b.numbers.files.WithLabelValues("visitor", "refused").Inc()
		return core.File{}, err
	}
	b.numbers.files.WithLabelValues("visitor", "kept").Inc()
	return f.File(), nil
}

// TooLarge refuses a file by its size.
func TooLarge(rules core.FileRules) *FileError {
	return &FileError{FileTooLarge, fmt.Sprintf("A file may have at most %s.", megabytes(rules.Max))}
}

// FileRules are the rules of a site for its visitors' files, off where nobody
// keeps bytes.
func (b *Bridge) FileRules(s core.Site) core.FileRules {
	if b.Blobs == nil {
		return core.FileRules{}
	}
	return s.Files
}

// roomFor refuses what is too much for one conversation. Uploads that come at
// the same moment may go a little beyond.
func (b *Bridge) roomFor(ctx context.Context, ref core.Ref) error {
	c, err := b.Store.FileCounts(ctx, ref)
	switch {
	case err != nil:
		return err
	case c.Open >= core.MaxOpenFiles:
		return &FileError{TooManyFiles, fmt.Sprintf("At most %d files can wait to be sent. Send some first.", core.MaxOpenFiles)}
	case c.Files >= core.MaxTalkFiles || c.Bytes >= core.MaxTalkBytes:
		return &FileError{TooManyFiles, fmt.Sprintf("A conversation can hold at most %d files of yours and %s.", core.MaxTalkFiles, megabytes(core.MaxTalkBytes))}
	}
	return nil
}

// typeNames are media types as people say them.
func typeNames(types []string) string {
	var out []string
	for _, t := range types {
		family, name, _ := strings.Cut(t, "/")
		switch {
		case name == "*":
			name = family + "s"
		case name == "plain":
			name = "text"
		case strings.Contains(name, "."): // of somebody's: .…spreadsheetml.sheet
			name = name[strings.LastIndexByte(name, '.')+1:]
		}
		out = append(out, strings.ToUpper(name))
	}
	return strings.Join(out, ", ")
}

// megabytes is a number of bytes as people say it.
func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%.3g MB", float64(n)/(1<<20))
}

// File finds a file by its random address and opens its bytes. What is
// withdrawn, expired or not all there is not found; a withdrawn one has Gone.
func (b *Bridge) File(ctx context.Context, id core.FileID) (core.StoredFile, io.ReadSeekCloser, error) {
	f, err := b.Store.File(ctx, id)
	if err != nil {
		return f, nil, err
	}
	if b.Blobs == nil || !f.Stored || !f.Gone.IsZero() || f.Seq == 0 && f.Expires.Before(b.now()) {
		return f, nil, fmt.Errorf("file: %w", core.ErrNotFound)
	}
	in, err := b.Blobs.Open(ctx, id)
	if err != nil && !errors.Is(err, core.ErrNotFound) {
		err = fmt.Errorf("%w: %w", core.ErrBusy, err)
	}
	return f, in, err
}

// openFile opens bytes for a delivery.
func (b *Bridge) openFile(ctx context.Context, id core.FileID) (io.ReadSeekCloser, error) {
	_, in, err := b.File(ctx, id)
	return in, err
}
