package bridge_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing/synctest"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// pdf is a small document, and gif a small image.
const (
	pdf = "%PDF-1.7 a letter"
	gif = "GIF89a\x03\x00\x02\x00 and so on"
)

// drops lets somebody of the team put a file into the visitor's thread.
func (v *visitor) drops(user, name, data string) string {
	v.t.Helper()
	ts, err := v.ws.Upload(user, channel, v.card(channel).TS, name, []byte(data))
	v.must(err)
	synctest.Wait()
	return ts
}

// uploads sends a file up; a word may name it then.
func (v *visitor) uploads(name, data string) core.File {
	v.t.Helper()
	f, err := v.bridge.Upload(v.t.Context(), v.session, name, int64(len(data)), strings.NewReader(data))
	v.must(err)
	return f
}

// sends says something with files.
func (v *visitor) sends(text string, files ...core.File) int64 {
	v.t.Helper()
	v.keys++
	seq, err := v.bridge.Say(v.t.Context(), v.session, core.Word{Key: strings.Repeat("k", v.keys), Text: text, Files: files})
	v.must(err)
	synctest.Wait()
	return seq
}

// gets are the files that the visitor got with words of the team.
func (v *visitor) gets() (files []core.File) {
	v.t.Helper()
	for _, e := range v.view().Entries {
		if e.Kind == core.KindAgent {
			files = append(files, e.Files...)
		}
	}
	return files
}

// opens are the bytes of a file as the visitor is served them; empty when they
// are not there.
func (v *visitor) opens(f core.File) string {
	v.t.Helper()
	_, in, err := v.bridge.File(v.t.Context(), f.ID)
	if errors.Is(err, core.ErrNotFound) {
		return ""
	}
	v.must(err)
	var b bytes.Buffer
	_, err = io.Copy(&b, in)
	v.must(errors.Join(err, in.Close()))
	return b.String()
}

// kept is how many files are kept.
func (s *story) kept() (n int) {
	s.t.Helper()
	err := fs.WalkDir(os.DirFS(s.file+".files"), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && filepath.Dir(name) != "tmp" {
			n++
		}
		return err
	})
	s.must(err)
	return n
}

// showing are the files of ours that a thread shows, in order.
func (v *visitor) showing() (names []string) {
	v.t.Helper()
	for _, m := range v.thread() {
		for _, f := range m.Files {
			if _, ok := v.ws.FileBytes(f.ID); ok && m.BotID != "" {
				names = append(names, f.Name)
			}
		}
	}
	return names
}

// fileOf is Slack's id of the file of a message.
func (s *story) fileOf(ts string) string {
	s.t.Helper()
	m, ok := s.ws.Message(channel, ts)
	if !ok || len(m.Files) == 0 {
		s.t.Fatalf("no file at %s", ts)
	}
	return m.Files[0].ID
}

// hints are what somebody of the team was told alone.
func (s *story) hints(user string) string {
	var all []string
	for _, e := range s.ws.Ephemerals(user) {
		all = append(all, e.Text)
	}
	return strings.Join(all, "\n")
}

func (s *story) breaks(method string, kind fakeslack.Kind, times int) {
	s.ws.Fault(fakeslack.Fault{Method: method, Kind: kind, Times: times})
}
