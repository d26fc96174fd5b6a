package storetest

import (
	"slices"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func filePromises() []promise {
	return []promise{
		{"a file is found by its address, with what was found out about it", fileFound},
		{"a file with the same key is the same, and lives on", fileOnce},
		{"a file is named by one entry, in the turn that names it", fileNamed},
		{"what a visitor has put in is counted, agents' files apart", fileCounts},
		{"files grow stale when withdrawn, never named, or long closed", staleFiles},
	}
}

func (h *house) file(ref core.Ref, change func(*core.StoredFile)) core.StoredFile {
	h.t.Helper()
	f := core.StoredFile{ID: core.FileID(h.id("file")), Ref: ref, By: core.KindVisitor, Name: "a.png", Created: h.now, Expires: h.now.Add(time.Hour)}
	if change != nil {
		change(&f)
	}
	f, err := h.s.NewFile(h.ctx, f)
	h.ok(err)
	return f
}

// kept is a file whose bytes are kept.
func (h *house) kept(ref core.Ref, change func(*core.StoredFile)) core.StoredFile {
	h.t.Helper()
	f := h.file(ref, change)
	f.Type, f.Size, f.Width, f.Height, f.Stored = "image/png", 100, 640, 480, true
	h.ok(h.s.KeptFile(h.ctx, f))
	return f
}

func fileFound(t *testing.T, h *house) {
	ref := h.talk()
	want := h.kept(ref, nil)
	got, err := h.s.File(h.ctx, want.ID)
	if err != nil || got != want {
		t.Errorf("found %+v, %v; want %+v", got, err, want)
	}
	_, err = h.s.File(h.ctx, "nothing")
	h.is(err, core.ErrNotFound)
	stranger := want
	stranger.Workspace = "globex"
	h.is(h.s.KeptFile(h.ctx, stranger), core.ErrNotFound)
	h.ok(h.s.ForgetFile(h.ctx, want.ID))
	h.ok(h.s.ForgetFile(h.ctx, want.ID))
	_, err = h.s.File(h.ctx, want.ID)
	h.is(err, core.ErrNotFound)
}

func fileOnce(t *testing.T, h *house) {
	ref, other := h.talk(), h.talk()
	key := func(f *core.StoredFile) { f.Key = "slack:C1:1.1:file:F1" }
	first := h.kept(ref, key)
	again := h.file(ref, func(f *core.StoredFile) { key(f); f.Expires = h.now.Add(2 * time.Hour) })
	if again.ID != first.ID || !again.Stored || !again.Expires.Equal(h.now.Add(2*time.Hour)) {
		t.Errorf("again it is %+v", again)
	}
	if elsewhere := h.file(other, key); elsewhere.ID == first.ID {
		t.Error("two conversations share a file")
	}
	if a, b := h.file(ref, nil), h.file(ref, nil); a.ID == b.ID {
		t.Error("two files without a key are one")
	}
}

func fileNamed(t *testing.T, h *house) {
	ref, other := h.talk(), h.talk()
	f := h.kept(ref, nil)
	say := func(ref core.Ref, key string) error {
		return h.s.Update(h.ctx, ref, func(tn *core.Turn) error {
			_, err := tn.VisitorSays(h.now, core.Word{Key: key, Files: []core.File{{ID: f.ID}}}, false, wait)
			return err
		})
	}
	if say(other, "theirs") == nil {
		t.Error("another conversation named it")
	}
	h.ok(say(ref, "a"))
	h.ok(say(ref, "a"))
	if say(ref, "b") == nil {
		t.Error("a second word named it")
	}
	es := h.entries(ref)
	if len(es) == 0 || !slices.Equal(es[0].Files, []core.File{f.File()}) {
		t.Fatalf("the log holds %+v", es)
	}
	if got, err := h.s.File(h.ctx, f.ID); err != nil || got.Seq != es[0].Seq {
		t.Errorf("named by %d, %v", got.Seq, err)
	}
	h.update(ref, func(tn *core.Turn) error {
		_, err := tn.VisitorDeletes(h.now, es[0].Seq)
		return err
	})
	if got, err := h.s.File(h.ctx, f.ID); err != nil || !got.Gone.Equal(h.now) {
		t.Errorf("gone since %v, %v", got.Gone, err)
	}
}

func fileCounts(t *testing.T, h *house) {
	ref := h.talk()
	h.kept(h.talk(), nil)
	h.kept(ref, nil)
	h.kept(ref, func(f *core.StoredFile) { f.By = core.KindAgent })
	h.kept(ref, func(f *core.StoredFile) { f.Seq = 3 })
	h.kept(ref, func(f *core.StoredFile) { f.Gone = h.now })
	if c, err := h.s.FileCounts(h.ctx, ref); err != nil || c != (core.FileCounts{Open: 1, Files: 2, Bytes: 200}) {
		t.Errorf("counted %+v, %v", c, err)
	}
	if c, err := h.s.FileCounts(h.ctx, h.talk()); err != nil || c != (core.FileCounts{}) {
		t.Errorf("of nothing, counted %+v, %v", c, err)
	}
}

func staleFiles(t *testing.T, h *house) {
	ref, closed := h.talk(), h.talk()
	fresh := h.kept(ref, nil)
	h.kept(ref, func(f *core.StoredFile) { f.Seq = 1; f.Expires = h.now.Add(-time.Hour) })
	gone := h.kept(ref, func(f *core.StoredFile) { f.Seq, f.Gone = 1, h.now })
	unnamed := h.kept(ref, func(f *core.StoredFile) { f.Expires = h.now })
	h.says(closed, "a", "hello")
	old := h.kept(closed, func(f *core.StoredFile) { f.Seq = 1 })
	h.update(closed, func(tn *core.Turn) error { return tn.VisitorEnds(h.now) })
	stale := func(closedBefore time.Time, limit int) []core.FileID {
		t.Helper()
		ids, err := h.s.StaleFiles(h.ctx, h.now, closedBefore, limit)
		h.ok(err)
		return ids
	}
	if got := stale(h.now.Add(-time.Second), 10); !slices.Equal(got, []core.FileID{gone.ID, unnamed.ID}) {
		t.Errorf("stale are %q, not %q", got, []core.FileID{gone.ID, unnamed.ID})
	}
	if got := stale(h.now, 10); !slices.Contains(got, old.ID) || slices.Contains(got, fresh.ID) || len(got) != 3 {
		t.Errorf("stale are %q", got)
	}
	if got := stale(h.now, 1); len(got) != 1 {
		t.Errorf("one at a time are %q", got)
	}
}
