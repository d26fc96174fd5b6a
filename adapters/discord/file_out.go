package discord

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http/httptrace"
	"net/textproto"
	"sync/atomic"

	"github.com/bellhop-chat/bellhop/core"
)

// fileParts is where the parts of a word begin that are files, by their place in
// it. Each is a post of its own under the writer's name, so that one that Discord
// does not take keeps no other away.
const fileParts = 1000

// errLost: the bytes are kept no more.
var errLost = errors.New("it is kept no more")

// uploading is a file to send with a post.
type uploading struct {
	name string
	size int64
	in   io.ReadSeeker
}

// filePosts are the files of a word that crossed.
func filePosts(d core.Delivery) []post {
	if len(d.Entries) != 1 || d.Stub {
		return nil
	}
	e := d.Entries[0]
	if !e.IsWord() || !e.Deleted.IsZero() {
		return nil
	}
	name := authorOf(e, d)
	var posts []post
	for i, f := range e.Files {
		if f.ID == "" || !f.Crossed {
			continue
		}
		posts = append(posts, post{part: fileParts + i, name: name, plain: plainName(e), avatar: avatarOf(d, name),
			content: small("📎 " + literal(first(f.Name, "file"))), file: &f})
	}
	return posts
}

// showFile posts a file. One that will never be shown is told of in its place.
func (o *sending) showFile(ctx context.Context, p post) error {
	id, err := o.speakFile(ctx, p)
	if why := never(err); why != "" {
		p.content = small(literal("⚠️ 📎 " + first(p.file.Name, "file") + " could not be shown here: " + why + "."))
		p.file = nil
		id, err = o.speak(ctx, p)
	}
	if err == nil {
		o.receipts = append(o.receipts, receipt(o.d, p.part, id))
	}
	return err
}

func (o *sending) speakFile(ctx context.Context, p post) (string, error) {
	if o.d.Open == nil {
		return "", errLost
	}
	in, err := o.d.Open(ctx, p.file.ID)
	if errors.Is(err, core.ErrNotFound) {
		return "", errLost
	}
	if err != nil {
		return "", err
	}
	defer in.Close()
	size, err := in.Seek(0, io.SeekEnd)
	if err != nil {
		return "", err
	}
	if most := o.s.maxUpload(ctx, o.c); size > most {
		return "", &core.SendError{How: core.Refused, Cause: causeSize, Err: fmt.Errorf("%d bytes, and the server takes %d", size, most)}
	}
	p.upload = &uploading{name: first(p.file.Name, "file"), size: size, in: in}
	return o.speak(ctx, p)
}

// never says why a file will never be shown; empty when it may be.
func never(err error) string {
	var se *core.SendError
	switch {
	case errors.Is(err, errLost):
		return errLost.Error()
	case !errors.As(err, &se) || se.How != core.Refused:
		return ""
	case se.Cause == causeSize:
		return "it is too large for this server"
	case se.Cause == causeWords:
		return "a rule of this server blocks it"
	}
	return "Discord does not take it"
}

// maxUpload is how many bytes a file may have in a server, by its boosts.
func (d *Discord) maxUpload(ctx context.Context, c core.Connection) int64 {
	g, err := d.guild(ctx, c, c.Remote)
	switch {
	case err != nil || g.Tier < 2:
		return 10 << 20
	case g.Tier == 2:
		return 50 << 20
	}
	return 100 << 20
}

// form is a message with a file, from its beginning, and how long it is.
func (u *uploading) form(payload []byte) (body io.Reader, size int64, kind string, err error) {
	if _, err := u.in.Seek(0, io.SeekStart); err != nil {
		return nil, 0, "", err
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="payload_json"`}, "Content-Type": {"application/json"}})
	if err == nil {
		_, err = part.Write(payload)
	}
	if err == nil {
		_, err = w.CreateFormFile("files[0]", u.name)
	}
	if err != nil {
		return nil, 0, "", err
	}
	head := bytes.Clone(b.Bytes())
	b.Reset()
	if err := w.Close(); err != nil {
		return nil, 0, "", err
	}
	tail := b.Bytes()
	return io.MultiReader(bytes.NewReader(head), io.LimitReader(u.in, u.size), bytes.NewReader(tail)),
		int64(len(head)) + u.size + int64(len(tail)), w.FormDataContentType(), nil
}

// watchWhole tells afterwards whether a request may have arrived whole: without
// its end Discord posts nothing.
func watchWhole(ctx context.Context) (context.Context, func() bool) {
	var left atomic.Bool
	trace := &httptrace.ClientTrace{WroteRequest: func(i httptrace.WroteRequestInfo) { left.Store(i.Err == nil) }}
	return httptrace.WithClientTrace(ctx, trace), left.Load
}

// takeFiles takes files away that stand in the thread: all of a word that was
// withdrawn, otherwise those that are withdrawn from it.
func (o *sending) takeFiles(ctx context.Context, standing map[int]string) error {
	e := o.d.Entries[0]
	for part, remote := range standing {
		i := part - fileParts
		if i < 0 || o.done(part) {
			continue
		}
		if e.Deleted.IsZero() && (i >= len(e.Files) || e.Files[i].Lack != core.LackWithdrawn) {
			continue
		}
		if err := o.takeAway(ctx, part, remote); err != nil {
			return err
		}
	}
	return nil
}
