package core

import (
	"slices"
	"strings"
	"time"
)

// File is a file that was sent with a word. Its bytes are ours once Crossed is
// true; until then, and where they could not cross, both sides have its name.
type File struct {
	ID      FileID `json:"id,omitempty"` // where its bytes are served; empty when they did not cross
	Name    string `json:"name"`
	Type    string `json:"type,omitempty"`  // as found in the bytes once they crossed, before that as somebody says
	Size    int64  `json:"size,omitempty"`  // bytes, 0 when unknown
	Width   int    `json:"width,omitempty"` // of images, in pixels; 0 when unknown
	Height  int    `json:"height,omitempty"`
	Crossed bool   `json:"crossed"`
	Lack    Lack   `json:"lack,omitempty"` // why it did not cross

	// Origin is a platform's own reference. It travels in happenings, from an
	// adapter to the bridge; no entry holds it and nobody outside gets it.
	Origin string `json:"-"`
}

// Lack is why the bytes of a file are not ours. It is a stable word.
type Lack string

// The lacks.
const (
	LackSize      Lack = "too_large"   // larger than the operator allows
	LackGone      Lack = "gone"        // the platform has it no more, or shows it no more
	LackOutside   Lack = "outside"     // kept by a service outside of the platform
	LackFetch     Lack = "unavailable" // the platform did not give it, also when asked again
	LackCarrier   Lack = "unsupported" // nobody here carries bytes
	LackWithdrawn Lack = "withdrawn"   // its sender took it back; it keeps its place among the files of its word
)

// NoFileError is what a FileSource answers for a file that will not come,
// however often it is asked.
type NoFileError struct {
	Lack Lack
	Err  error
}

func (e *NoFileError) Error() string {
	if e.Err != nil {
		return "file " + string(e.Lack) + ": " + e.Err.Error()
	}
	return "file " + string(e.Lack)
}

func (e *NoFileError) Unwrap() error { return e.Err }

// FileRules are what files visitors of a site may send.
type FileRules struct {
	On    bool
	Types []string // media types as found in the bytes; "image/*" is a family
	Max   int64    // bytes of one file
}

// Takes tells whether files of a media type are taken.
func (r FileRules) Takes(kind string) bool {
	family, _, _ := strings.Cut(kind, "/")
	return slices.Contains(r.Types, kind) || slices.Contains(r.Types, family+"/*") && kind != "image/svg+xml"
}

// StoredFile is what is remembered of a file whose bytes we keep, or are about
// to keep.
type StoredFile struct {
	ID FileID
	Ref
	Key     string    // idempotency key, unique in the conversation; empty when there is none. See FileKey
	By      EntryKind // KindVisitor or KindAgent
	Name    string
	Type    string
	Size    int64
	Width   int
	Height  int
	Seq     int64     // the entry that names it, 0 until one does
	Stored  bool      // all its bytes are kept
	Created time.Time // when its row was made
	Expires time.Time // when it is deleted unless an entry names it
	Gone    time.Time // since when it is withdrawn, zero while it is not
}

// Plain tells whether an id can be an address: 16 to 100 letters, digits, dashes
// and underscores.
func (id FileID) Plain() bool {
	const most = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
	return len(id) >= 16 && len(id) <= 100 && strings.Trim(string(id), most) == ""
}

// FileKey is the key of a file of an agent's word.
func FileKey(word, origin string) string { return word + ":file:" + origin }

// File is the file as an entry names it.
func (f StoredFile) File() File {
	return File{ID: f.ID, Name: f.Name, Type: f.Type, Size: f.Size, Width: f.Width, Height: f.Height, Crossed: true}
}

// Carried are the files of an entry whose bytes cross.
func Carried(files []File) []File {
	return slices.DeleteFunc(slices.Clone(files), func(f File) bool { return f.ID == "" || !f.Crossed })
}

// Lacking are the files of an entry that are named only.
func Lacking(files []File) []File {
	return slices.DeleteFunc(slices.Clone(files), func(f File) bool { return f.Crossed || f.Lack == LackWithdrawn })
}
