package core

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// NamedFile is a file that an entry names from now on.
type NamedFile struct {
	ID  FileID
	Seq int64
}

// FileWithin is how long before it expires an upload can still be named, so that
// it is not deleted while that is stored.
const FileWithin = time.Minute

// names notes which entry names the files that crossed with it.
func (t *Turn) names(e Entry) {
	if e.Kind != KindVisitor && e.Kind != KindAgent && e.Kind != KindDraft {
		return
	}
	for _, f := range Carried(e.Files) {
		t.changes.Named = append(t.changes.Named, NamedFile{f.ID, e.Seq})
	}
}

// drops has the bytes of files deleted.
func (t *Turn) drops(files []File) {
	for _, f := range Carried(files) {
		t.changes.Dropped = append(t.changes.Dropped, f.ID)
	}
}

// uploads are the files of a visitor's word as they are stored. One that is not
// of this conversation, was named before, or is about to expire is refused.
func (t *Turn) uploads(now time.Time, files []File) ([]File, error) {
	out := slices.Clone(files)
	seen := map[FileID]bool{}
	for i, f := range files {
		if f.ID == "" {
			out[i] = named(f)
			continue
		}
		s, err := t.log.File(f.ID)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return nil, err
		}
		if err != nil || seen[f.ID] || s.By != KindVisitor || s.Seq != 0 || !s.Stored || !s.Gone.IsZero() || s.Expires.Before(now.Add(FileWithin)) {
			return nil, &InvalidError{Fields: []FieldError{{Field: fmt.Sprintf("files.%d", i),
				Message: "This file is not here, or was sent before. Please add it again."}}}
		}
		seen[f.ID], out[i] = true, s.File()
	}
	return out, nil
}

// named is a file of which only the name crosses.
func named(f File) File {
	f.ID, f.Crossed, f.Width, f.Height = "", false, 0, 0
	return f
}

// onlyNamed are files whose bytes stay where they are: those of notes.
func onlyNamed(files []File) []File {
	var out []File
	for _, f := range files {
		out = append(out, named(f))
	}
	return out
}

// stillThere are the files of an agent's word after an edit of theirs that left
// these. A file that is not among them is withdrawn; it keeps its place.
func (t *Turn) stillThere(e Entry, word string, left []File) (files, gone []File, err error) {
	for _, f := range e.Files {
		there, err := t.isLeft(f, word, left)
		if err != nil {
			return nil, nil, err
		}
		if !there {
			if f.Crossed {
				gone = append(gone, f)
			}
			f = File{Name: f.Name, Lack: LackWithdrawn}
		}
		files = append(files, f)
	}
	return files, gone, nil
}

func (t *Turn) isLeft(f File, word string, left []File) (bool, error) {
	if f.Lack == LackWithdrawn {
		return false, nil
	}
	if f.ID == "" {
		return slices.ContainsFunc(left, func(l File) bool { return l.Name == f.Name }), nil
	}
	s, err := t.log.File(f.ID)
	if errors.Is(err, ErrNotFound) {
		return true, nil // expired by itself
	}
	return slices.ContainsFunc(left, func(l File) bool { return FileKey(word, l.Origin) == s.Key }), err
}

// fileHints tells both sides which files were named and did not cross.
func (t *Turn) fileHints(now time.Time, by By, files []File) {
	lack := Lacking(files)
	if len(lack) == 0 {
		return
	}
	t.append(now, Entry{Kind: KindNotice, Code: CodeFileNotSent, Files: lack, Why: "agent"})
	text := "The visitor was told the name, but not sent the file:"
	for _, f := range lack {
		text += "\n\n- " + fileNames([]File{f}) + ": " + f.Lack.forAgents()
	}
	t.notice(now, by.Thread, Notice{To: by.Remote, Text: text})
}

// forAgents says why a file did not cross, to whoever sent it.
func (l Lack) forAgents() string {
	switch l {
	case LackSize:
		return "it is larger than Bellhop is set to carry."
	case LackGone:
		return "it is deleted, or hidden by the plan of the workspace."
	case LackOutside:
		return "it is kept by another service. Share it as a link, if the visitor may open it."
	case LackFetch:
		return "it could not be fetched. Please send it again."
	}
	return "files are not carried here."
}

// giveFiles gives a thread the files of what was said before it was there.
func (t *Turn) giveFiles(now time.Time, th Thread) error {
	words, err := t.log.WithFiles(t.C.LastSeq)
	for _, seq := range words {
		t.toThread(now, th, Effect{Pool: PoolFiles, Kind: EffectFiles, Seq: seq})
	}
	return err
}

// poolOf is where a word is sent from.
func poolOf(e Entry) Pool {
	if len(Carried(e.Files)) > 0 {
		return PoolFiles
	}
	return PoolPosts
}
