package fakeslack_test

import (
	"bytes"
	"testing"

	"github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// shared uploads a file of ours into a thread.
func (w *world) shared(parent string) string {
	w.t.Helper()
	place, err := w.api.GetUploadURLExternalContext(w.t.Context(), slack.GetUploadURLExternalParameters{FileName: "a.txt", FileSize: 1})
	if err != nil {
		w.t.Fatal(err)
	}
	if err := w.api.UploadToURL(w.t.Context(), slack.UploadToURLParameters{UploadURL: place.UploadURL, Reader: bytes.NewReader([]byte("a")), Filename: "a.txt"}); err != nil {
		w.t.Fatal(err)
	}
	line := slack.NewContextBlock("mine", slack.NewTextBlockObject(slack.PlainTextType, "From Lena", false, false))
	_, err = w.api.CompleteUploadExternalContext(w.t.Context(), slack.CompleteUploadExternalParameters{Files: []slack.FileSummary{{ID: place.FileID}}, Channel: "C1",
		ThreadTimestamp: parent, Blocks: slack.Blocks{BlockSet: []slack.Block{line}}})
	if err != nil {
		w.t.Fatal(err)
	}
	return place.FileID
}

func TestAnUploadCarriesItsBlocksSaysWhereItStandsAndIsSharedOnce(t *testing.T) {
	w := open(t)
	parent := w.card()
	id := w.shared(parent.Timestamp)
	thread := w.Thread("C1", parent.Timestamp)
	last := thread[len(thread)-1]
	if last.Subtype != "file_share" || len(last.Blocks) != 1 || last.Blocks[0].(m)["block_id"] != "mine" || last.Files[0].ID != id {
		t.Errorf("shared as %+v", last)
	}
	f, _, _, err := w.api.GetFileInfo(id, 0, 0)
	if err != nil || len(f.Shares.Public["C1"]) != 1 || f.Shares.Public["C1"][0].Ts != last.TS || f.Shares.Public["C1"][0].ThreadTs != parent.Timestamp {
		t.Errorf("it stands in %+v, %v", f.Shares, err)
	}
	_, err = w.api.CompleteUploadExternalContext(w.t.Context(), slack.CompleteUploadExternalParameters{Files: []slack.FileSummary{{ID: id}}, Channel: "C1"})
	if err == nil {
		t.Error("it was shared twice")
	}
}

func TestADeletedFileLeavesWhatStandsBesideIt(t *testing.T) {
	w := open(t)
	parent := w.card()
	id := w.shared(parent.Timestamp)
	if err := w.api.DeleteFile(id); err != nil {
		t.Fatal(err)
	}
	thread := w.Thread("C1", parent.Timestamp)
	if last := thread[len(thread)-1]; len(last.Blocks) != 1 || last.Files[0].Mode != "tombstone" {
		t.Errorf("left is %+v", last)
	}
	for _, err := range []error{w.api.DeleteFile(id), w.api.DeleteFile("F0")} {
		if err == nil {
			t.Error("what is not there was deleted")
		}
	}
	ts := must[string](t)(w.Upload("U1", "C1", parent.Timestamp, "b.txt", []byte("b")))
	theirs, _ := w.Message("C1", ts)
	if err := w.api.DeleteFile(theirs.Files[0].ID); err == nil {
		t.Error("somebody's own file was deleted")
	}
	if err := w.DeleteFile("U1", theirs.Files[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, there := w.Message("C1", ts); there {
		t.Error("an empty message is left")
	}
}

func TestBytesMeetFaults(t *testing.T) {
	w := open(t)
	ts := must[string](t)(w.Upload("U1", "C1", w.card().Timestamp, "b.txt", []byte("b")))
	theirs, _ := w.Message("C1", ts)
	f, _, _, err := w.api.GetFileInfo(theirs.Files[0].ID, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	w.Fault(fakeslack.Fault{Method: "download", Kind: fakeslack.ServerError})
	var b bytes.Buffer
	if err := w.api.GetFile(f.URLPrivate, &b); err == nil {
		t.Errorf("got %q", b.String())
	}
	b.Reset()
	if err := w.api.GetFile(f.URLPrivate, &b); err != nil || b.String() != "b" {
		t.Errorf("got %q, %v", b.String(), err)
	}
}
