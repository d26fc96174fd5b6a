package core

import (
	"context"
	"io"
	"time"
)

// Blobs keep the bytes of files, where the operator says. All methods may be
// called from many goroutines and processes at once; blobtest holds what they
// promise.
type Blobs interface {
	// Put keeps what r has to say until its end, in place of what was kept
	// before. size is how many bytes that is, -1 when nobody knows. When it
	// answers an error, or r does, or r ends elsewhere than size says, nothing of
	// it is ever opened. It answers how many bytes there were, and only after
	// they are safe.
	Put(ctx context.Context, id FileID, r io.Reader, size int64) (int64, error)
	// Open opens the bytes, which can be read in any order; ErrNotFound when there are none.
	// What it answers lives as long as ctx.
	Open(ctx context.Context, id FileID) (io.ReadSeekCloser, error)
	// Delete forgets the bytes. Where there are none it does nothing.
	Delete(ctx context.Context, id FileID) error
}

// Files remembers what files there are. Their bytes are with Blobs: a row is
// there before its bytes and is forgotten after them, so that none dangles.
type Files interface {
	// NewFile stores the row of a file. One that has its Key already in the same
	// conversation is answered instead, with f.Expires.
	NewFile(ctx context.Context, f StoredFile) (StoredFile, error)
	// KeptFile notes that all bytes are kept, with Type, Size, Width and Height.
	KeptFile(ctx context.Context, f StoredFile) error
	// File finds a file by its random address.
	File(ctx context.Context, id FileID) (StoredFile, error)
	// FileCounts answers what a visitor has put into a conversation.
	FileCounts(ctx context.Context, ref Ref) (FileCounts, error)
	// StaleFiles answers files whose bytes are to be deleted, at most limit:
	// withdrawn, expired at now without an entry that names them, or of
	// conversations closed before closed.
	StaleFiles(ctx context.Context, now, closed time.Time, limit int) ([]FileID, error)
	// ForgetFile deletes the row, after the bytes.
	ForgetFile(ctx context.Context, id FileID) error
}

// FileCounts is what a visitor has put into a conversation and is kept.
type FileCounts struct {
	Open  int   // that no entry names yet
	Files int   // all
	Bytes int64 // of all
}

// FileSource is a Platform that gives the files of its people.
type FileSource interface {
	// Fetch opens a file by its Origin. size is as the platform says, -1 when it
	// does not. It may be called again after an error: a *NoFileError is final,
	// also for files that say they have more bytes than most; a *SendError that is Retry says when
	// to ask again; anything else is tried a few times. A token is shown to the
	// platform only, whatever its answers say. What is answered lives as long as ctx.
	Fetch(ctx context.Context, c Connection, origin string, most int64) (body io.ReadCloser, size int64, err error)
}
