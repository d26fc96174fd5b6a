package slack_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/slack"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

func TestAFilesAddressIsOneOfSlacks(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.SendFile("anna", root, "a.pdf", []byte("%PDF"))
	for _, address := range []string{
		w.away.URL + "/a", "https://slack.com.evil.example/a", "https://evilslack.com/a", "https://files.slack.com@evil.example/a",
		"http://files.slack.com/a", "https://files.slack.com:8443/a", "//evil.example/a", "file:///etc/passwd", "\x00",
	} {
		w.did(w.ws.ChangeFile(w.file, func(f *fakeslack.File) { f.Mode, f.Address = "hosted", address }))
		_, _, err := w.bell.Fetch(t.Context(), w.Connection(), w.file, 100)
		var no *core.NoFileError
		if !errors.As(err, &no) || no.Lack != core.LackOutside {
			t.Errorf("%q: %v", address, err)
		}
	}
	if leaks := w.Leaks(); len(leaks) > 0 {
		t.Errorf("shown to others: %q", leaks)
	}
}

func TestAMissingScopeForFilesHoldsWithItsCure(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.SendFile("anna", root, "a.pdf", []byte("%PDF"))
	w.ws.SetScopes("chat:write")
	_, _, err := w.bell.Fetch(t.Context(), w.Connection(), w.file, 100)
	var se *core.SendError
	if !errors.As(err, &se) || se.How != core.Held || !strings.Contains(se.Cure, "files:read") {
		t.Errorf("ends as %v", err)
	}
}

func TestNothingIsUploadedToAnAddressThatIsNotSlacks(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.ws.SetURL(w.away.URL) // where it tells us to put the bytes
	d := word(root, "see")
	d.Entries[0].Files = []core.File{{ID: "f1", Name: "a.pdf", Crossed: true}}
	d.Open = onShelf
	if _, err := w.bell.Deliver(t.Context(), w.Connection(), d); err == nil || !strings.Contains(err.Error(), "none of Slack's") {
		t.Errorf("ends as %v", err)
	}
	if w.away.calls() > 0 {
		t.Error("the bytes went elsewhere")
	}
}

var _ core.FileSource = (*slack.Slack)(nil)
