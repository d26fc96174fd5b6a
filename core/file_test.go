package core

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// upload puts a file of the visitor into the conversation.
func (m *memory) upload(id FileID) File {
	m.files[id] = StoredFile{ID: id, By: KindVisitor, Name: string(id) + ".pdf", Type: "application/pdf", Size: 7, Stored: true, Expires: noon.Add(time.Hour)}
	return File{ID: id, Name: "forged.exe", Size: 1 << 40}
}

func (m *memory) offers(files ...File) error {
	return m.take(func(t *Turn) error {
		_, err := t.VisitorSays(noon, Word{Key: seqValue(t.C.LastSeq), Text: "here", Files: files}, false, wait)
		return err
	})
}

func TestAVisitorsFileIsWhatWasStoredAndNotWhatTheySay(t *testing.T) {
	m := newMemory(t)
	m.rung()
	if err := m.offers(m.upload("f1")); err != nil {
		t.Fatal(err)
	}
	e := m.log[len(m.log)-1]
	if want := m.files["f1"].File(); !slices.Equal(e.Files, []File{want}) || m.files["f1"].Seq != e.Seq {
		t.Errorf("named %+v, stored %+v", e.Files, m.files["f1"])
	}
	for _, x := range m.effects {
		if x.Kind == EffectWord && x.Seq == e.Seq && x.Pool != PoolFiles {
			t.Errorf("it is sent from the pool %q", x.Pool)
		}
	}
}

func TestAFileThatIsNotTheirsOrNotThereIsRefused(t *testing.T) {
	spoil := map[string]func(*StoredFile){
		"named before":    func(f *StoredFile) { f.Seq = 3 },
		"an agent's":      func(f *StoredFile) { f.By = KindAgent },
		"not all there":   func(f *StoredFile) { f.Stored = false },
		"withdrawn":       func(f *StoredFile) { f.Gone = noon },
		"about to expire": func(f *StoredFile) { f.Expires = noon.Add(FileWithin - 1) },
	}
	for name, change := range spoil {
		m := newMemory(t)
		named := m.upload("f1")
		f := m.files["f1"]
		change(&f)
		m.files["f1"] = f
		var invalid *InvalidError
		if err := m.offers(named); !errors.As(err, &invalid) || invalid.Fields[0].Field != "files.0" {
			t.Errorf("%s: %v", name, err)
		}
	}
	m := newMemory(t)
	for name, files := range map[string][]File{"unknown": {{ID: "f9"}}, "twice": {m.upload("f1"), m.upload("f1")}} {
		if err := m.offers(files...); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func TestAThreadThatOpensLaterIsGivenTheFilesSoFar(t *testing.T) {
	m := newMemory(t)
	if err := m.offers(m.upload("f1")); err != nil {
		t.Fatal(err)
	}
	m.rung()
	if n := m.kinds(EffectFiles); n != 1 {
		t.Errorf("given %d times", n)
	}
	if m = newMemory(t); m.c.LastSeq == 0 {
		m.rung()
	}
	if n := m.kinds(EffectFiles); n != 0 {
		t.Errorf("without files, given %d times", n)
	}
}

// sends lets Anna send files with a word; it answers the entry.
func (m *memory) sends(text string, files ...File) Entry {
	m.t.Helper()
	for _, f := range files {
		if f.ID != "" {
			m.files[f.ID] = StoredFile{ID: f.ID, By: KindAgent, Key: FileKey("w", f.Origin), Stored: true}
		}
	}
	m.must(func(t *Turn) error {
		_, err := t.AgentSays(noon, anna, Word{Key: "w", Text: text, Files: files})
		return err
	})
	e, err := m.ByKey("w")
	if err != nil {
		m.t.Fatal(err)
	}
	return e
}

func TestWhatDidNotCrossIsToldToBothSidesWithTheReason(t *testing.T) {
	for lack, says := range map[Lack]string{LackSize: "larger", LackGone: "deleted", LackOutside: "another service", LackFetch: "send it again", LackCarrier: "not carried"} {
		m := newMemory(t)
		m.rung()
		m.sends("see", File{Name: "big.mov", Lack: lack}, File{ID: "f1", Name: "a.png", Crossed: true, Origin: "F1"})
		told := m.log[len(m.log)-1]
		if told.Code != CodeFileNotSent || !strings.Contains(told.ForVisitorText(), "big.mov") || strings.Contains(told.ForVisitorText(), "a.png") {
			t.Errorf("%s: the visitor is told %q", lack, told.ForVisitorText())
		}
		hint := ""
		for _, e := range m.effects {
			if e.Kind == EffectNotice && e.Notice.To == anna.Remote {
				hint = e.Notice.Text
			}
		}
		if !strings.Contains(hint, "big.mov") || !strings.Contains(hint, says) || strings.Contains(hint, "a.png") {
			t.Errorf("%s: Anna is told %q", lack, hint)
		}
	}
}

func TestAWithdrawnWordTakesItsFilesAlong(t *testing.T) {
	m := newMemory(t)
	m.rung()
	m.sends("see", File{ID: "f1", Name: "a.png", Crossed: true, Origin: "F1"}, File{Name: "b.mov", Lack: LackSize})
	m.must(func(t *Turn) error { return t.AgentDeletes(noon, anna, "w", "gone") })
	if !slices.Equal(m.dropped, []FileID{"f1"}) {
		t.Errorf("deleted %q", m.dropped)
	}
	m = newMemory(t)
	if err := m.offers(m.upload("f2")); err != nil {
		t.Fatal(err)
	}
	m.must(func(t *Turn) error { _, err := t.VisitorDeletes(noon, t.C.LastSeq); return err })
	if !slices.Equal(m.dropped, []FileID{"f2"}) {
		t.Errorf("deleted %q", m.dropped)
	}
}

func TestAnEditThatLeavesAFileOutWithdrawsItAndNoOther(t *testing.T) {
	m := newMemory(t)
	m.rung()
	e := m.sends("see", File{ID: "f1", Name: "a.png", Crossed: true, Origin: "F1"}, File{ID: "f2", Name: "b.png", Crossed: true, Origin: "F2"})
	edit := func(key, text string, left ...File) {
		m.must(func(t *Turn) error {
			return t.AgentEdits(noon, anna, "w", Word{Key: key, Text: text, Files: left}, noon.Add(time.Duration(len(key))*time.Minute))
		})
	}
	edit("1", "see both", File{Origin: "F1"}, File{Origin: "F2"})
	if len(m.dropped) != 0 {
		t.Fatalf("deleted %q", m.dropped)
	}
	edit("12", "see both", File{Origin: "F2"})
	now := m.log[e.Seq-1].Files
	if !slices.Equal(m.dropped, []FileID{"f1"}) || len(now) != 2 || now[0].Lack != LackWithdrawn || now[0].ID != "" || now[1].ID != "f2" {
		t.Errorf("deleted %q, left %+v", m.dropped, now)
	}
	edit("123", "see the other", File{Origin: "F2"})
	if len(m.dropped) != 1 {
		t.Errorf("deleted %q", m.dropped)
	}
}

func TestTheBytesOfANoteStayWhereTheyAre(t *testing.T) {
	m := newMemory(t)
	m.rung()
	f := File{ID: "f1", Name: "a.png", Crossed: true}
	m.must(func(t *Turn) error { t.AskBack(noon, anna, Word{Key: "w", Text: "!hmm", Files: []File{f}}); return nil })
	draft := m.log[len(m.log)-1]
	if m.files["f1"].Seq != draft.Seq {
		t.Errorf("the draft does not name it: %+v", m.files["f1"])
	}
	m.must(func(t *Turn) error { return t.Decide(noon, anna, seqValue(draft.Seq), false) })
	note := m.log[len(m.log)-1]
	if note.Kind != KindNote || note.Files[0].ID != "" || note.Files[0].Crossed || !slices.Equal(m.dropped, []FileID{"f1"}) {
		t.Errorf("noted %+v, deleted %q", note, m.dropped)
	}
}

func TestRulesNameTypesAndFamilies(t *testing.T) {
	r := FileRules{Types: []string{"image/*", "application/pdf"}}
	for kind, want := range map[string]bool{"image/png": true, "application/pdf": true, "image/svg+xml": false, "text/html": false, "application/zip": false, "": false} {
		if r.Takes(kind) != want {
			t.Errorf("%q: %v", kind, !want)
		}
	}
}
