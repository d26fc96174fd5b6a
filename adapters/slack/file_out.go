package slack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

// The parts of a word that are files, by their place in it. Sharing a file is two
// steps with a receipt each: Slack has its bytes (the receipt is Slack's id of
// the file), and it stands in the thread (the id again, or the message's
// timestamp). Deliver ends after the first, so that its receipt is stored
// before the second: whatever is lost then, the same upload is shared, and a file
// is shared once only.
const (
	shownParts = 1000
	heldParts  = 2000
)

// causeHeld: Slack has a file's bytes and is to show it next.
const causeHeld = "file_uploaded"

// unshowable are the codes that mean that this file will never be shown.
var unshowable = map[string]string{
	"file_uploads_disabled": "this workspace takes no files", "file_uploads_except_images_disabled": "this workspace takes images only",
	"blocked_file_type": "this workspace does not take this type", "slack_connect_blocked_file_type": "this channel does not take this type",
	"slack_connect_file_uploads_disabled": "this channel takes no files", "storage_limit_reached": "this workspace has no room for it",
	"file_too_large": "it is too large for Slack", "malware_detected": "Slack takes it for harmful", "file_not_found": "Slack lost it",
	"file_deleted": "it was deleted in Slack", "invalid_arguments": "Slack does not take it",
}

// errLost: the bytes are kept no more.
var errLost = errors.New("it is kept no more")

// shareFiles shows the files of a word in the thread, one after the other.
func (o *sending) shareFiles(ctx context.Context) error {
	if len(o.d.Entries) == 0 || o.d.Stub {
		return nil
	}
	e := o.d.Entries[0]
	if !e.IsWord() || !e.Deleted.IsZero() {
		return nil
	}
	for i, f := range e.Files {
		if f.ID == "" || !f.Crossed || o.done(shownParts+i) {
			continue
		}
		if err := o.shareFile(ctx, i, f); err != nil {
			return err
		}
	}
	return nil
}

// shareFile takes the next step of showing a file. One that cannot be shown is
// told of in its place.
func (o *sending) shareFile(ctx context.Context, i int, f core.File) error {
	held := o.held(i)
	if held == "" {
		id, err := o.upload(ctx, f)
		if err == nil {
			o.receipts = append(o.receipts, receipt(o.d, heldParts+i, id))
			return &core.SendError{How: core.Retry, Cause: causeHeld}
		}
		if why := never(err); why != "" {
			return o.toldOf(ctx, i, f, why)
		}
		return notShared(err)
	}
	err := o.show(ctx, i, held)
	if has(err, "file_not_found") { // of one that was shown already, too
		if f, err2 := o.s.fileInfo(ctx, o.c, held); err2 == nil && f.sharedIn(o.d.Thread.Channel) != "" {
			err = nil
		}
	}
	if why := never(err); why != "" {
		return o.toldOf(ctx, i, f, why)
	}
	if err == nil {
		o.receipts = append(o.receipts, receipt(o.d, shownParts+i, held))
	}
	return err
}

// held is Slack's id of a file that it has, empty before.
func (o *sending) held(i int) string {
	for _, r := range append(slices.Clone(o.d.Done), o.receipts...) {
		if r.Part == heldParts+i {
			return r.Remote
		}
	}
	return ""
}

// never says why a file will never be shown; empty when it may be.
func never(err error) string {
	var code slackgo.SlackErrorResponse
	switch {
	case errors.Is(err, errLost):
		return errLost.Error()
	case errors.As(err, &code):
		return unshowable[code.Err]
	}
	return ""
}

// notShared says how an upload failed: nobody sees one that is not shared, so it
// is never in doubt.
func notShared(err error) error {
	var se *core.SendError
	if out := classify(err); !errors.As(out, &se) || se.How != core.Unknown {
		return out
	}
	return fmt.Errorf("upload: %w", err)
}

// toldOf is a line in the place of a file.
func (o *sending) toldOf(ctx context.Context, i int, f core.File, why string) error {
	p := lineOf("⚠️ 📎 " + f.Name + " could not be shown here: " + why + ".")
	p.part = shownParts + i
	return o.post(ctx, p)
}

// upload gives Slack the bytes of a file. Nobody sees it yet.
func (o *sending) upload(ctx context.Context, f core.File) (id string, err error) {
	if o.d.Open == nil {
		return "", errLost
	}
	in, err := o.d.Open(ctx, f.ID)
	if errors.Is(err, core.ErrNotFound) {
		return "", errLost
	}
	if err != nil {
		return "", err
	}
	defer in.Close()
	size, err := in.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = in.Seek(0, io.SeekStart)
	}
	if err != nil {
		return "", err
	}
	place, err := o.api.GetUploadURLExternalContext(ctx, slackgo.GetUploadURLExternalParameters{FileName: f.Name, FileSize: int(size)})
	if err != nil {
		return "", err
	}
	return place.FileID, o.s.put(ctx, place.UploadURL, in, size)
}

// put sends bytes to an address that Slack gave for them. It shows no token.
func (s *Slack) put(ctx context.Context, address string, in io.Reader, size int64) error {
	u, err := url.Parse(address)
	if err != nil || !s.mayShow(u) {
		return errors.New("the address for an upload is none of Slack's")
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, io.NopCloser(in))
	if err != nil {
		return err
	}
	req.ContentLength = size
	req.Header.Set("Content-Type", "application/octet-stream")
	res, err := s.files.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("upload: status %d", res.StatusCode)
	}
	return nil
}

// show shares an upload in the thread, under a line that says whose it is: Slack
// shows files under our own name only.
func (o *sending) show(ctx context.Context, i int, id string) error {
	stands, err := o.stands(ctx, o.d.Thread.Remote)
	if err != nil {
		return read(err)
	}
	if !stands { // Slack might put it into the channel
		o.s.lost.note(lostKey{o.c.ID, o.d.Thread.Channel, o.d.Thread.Remote})
		return threadGone(nil)
	}
	author, _ := authorOf(o.d.Entries[0], o.d)
	p := lineOf("📎 " + author)
	sign(p.blocks, keyOf(o.d.Key, shownParts+i))
	ctx, sent := watch(ctx)
	_, err = o.api.CompleteUploadExternalContext(ctx, slackgo.CompleteUploadExternalParameters{
		Files: []slackgo.FileSummary{{ID: id}}, Blocks: slackgo.Blocks{BlockSet: p.blocks},
		Channel: o.d.Thread.Channel, ThreadTimestamp: o.d.Thread.Remote,
	})
	if never(err) != "" {
		return err
	}
	return send(err, sent())
}

// findFiles looks for uploads that may have been shared without our knowing.
func (s *Slack) findFiles(ctx context.Context, c core.Connection, d core.Delivery, found []core.Receipt) ([]core.Receipt, error) {
	o := &sending{s: s, d: d, receipts: found}
	for _, r := range d.Done {
		i := r.Part - heldParts
		if i < 0 || o.done(shownParts+i) || slices.ContainsFunc(found, func(f core.Receipt) bool { return f.Part == shownParts+i }) {
			continue
		}
		f, err := s.fileInfo(ctx, c, r.Remote)
		if has(err, "file_not_found", "file_deleted") {
			continue
		}
		if err != nil {
			return found, read(err)
		}
		if f.sharedIn(d.Thread.Channel) != "" {
			found = append(found, receipt(d, shownParts+i, r.Remote))
		}
	}
	return found, nil
}

// sharedIn is the message that shows a file in a channel, empty when none does.
func (f aFile) sharedIn(channel string) string {
	for _, rooms := range f.Shares {
		for _, share := range rooms[channel] {
			return share.TS
		}
	}
	return ""
}

// takeFiles takes files away that stand in the thread: all of a word that was
// withdrawn, otherwise those that are withdrawn from it.
func (o *sending) takeFiles(ctx context.Context, standing map[int]string) error {
	e := o.d.Entries[0]
	for part, remote := range standing {
		i := part - shownParts
		if part < shownParts || part >= heldParts || o.done(part) {
			continue
		}
		if e.Deleted.IsZero() && (i >= len(e.Files) || e.Files[i].Lack != core.LackWithdrawn) {
			continue
		}
		if err := o.takeFile(ctx, part, remote, standing[heldParts+i]); err != nil {
			return err
		}
	}
	return nil
}

// takeFile deletes a file, and the message that showed it.
func (o *sending) takeFile(ctx context.Context, part int, remote, id string) error {
	if remote == id && id != "" {
		f, err := o.s.fileInfo(ctx, o.c, id)
		if err != nil && !has(err, "file_not_found", "file_deleted") {
			return read(err)
		}
		remote = f.sharedIn(o.d.Thread.Channel)
	}
	if id != "" {
		if err := o.api.DeleteFileContext(ctx, id); err != nil && !has(err, "file_not_found", "file_deleted", "cant_delete_file") {
			return read(err)
		}
	}
	if remote == "" {
		o.receipts = append(o.receipts, receipt(o.d, part, ""))
		return nil
	}
	return o.takeAway(ctx, part, remote)
}
