package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

var _ core.FileSource = (*Discord)(nil)

// fileSoon is when a file is asked for again that Discord does not give now.
const fileSoon = 5 * time.Second

// fileHosts serve the files of Discord's people; the host of the API may, too.
var fileHosts = []string{"discordapp.com", "discordapp.net"}

// filesIn are the files of a message. Discord's addresses expire and stay here:
// the origin says where the file stands.
func filesIn(m message) []core.File {
	var out []core.File
	for _, a := range m.allAttachments() {
		out = append(out, core.File{Name: first(a.Name, "file"), Type: a.Type, Size: a.Size, Origin: m.Channel + "/" + m.ID + "/" + a.ID})
	}
	return out
}

// Fetch is core.FileSource.Fetch. The message is read again each time, for its
// addresses are good for a day only, and what was taken away is not given.
func (d *Discord) Fetch(ctx context.Context, c core.Connection, origin string, most int64) (io.ReadCloser, int64, error) {
	a, err := d.attachment(ctx, c, origin)
	switch {
	case err != nil:
		return nil, 0, err
	case a.Size > most:
		return nil, 0, &core.NoFileError{Lack: core.LackSize}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.URL, nil)
	if err != nil || !d.keepsFiles(req.URL) {
		return nil, 0, &core.NoFileError{Lack: core.LackOutside, Err: errors.New("its address is none of Discord's")}
	}
	req.Header.Set("User-Agent", userAgent)
	res, err := d.files.Do(req)
	if err != nil {
		return nil, 0, fmt.Errorf("file: %w", err)
	}
	if err := wholeFile(res, a); err != nil {
		_ = res.Body.Close() // it is not what was asked for
		return nil, 0, err
	}
	return res.Body, res.ContentLength, nil
}

// attachment finds a file by its origin, with an address that is good now.
func (d *Discord) attachment(ctx context.Context, c core.Connection, origin string) (attachment, error) {
	room, rest, _ := strings.Cut(origin, "/")
	id, file, _ := strings.Cut(rest, "/")
	if number(room) == 0 || number(id) == 0 {
		return attachment{}, &core.NoFileError{Lack: core.LackGone, Err: fmt.Errorf("the origin %q names no message", origin)}
	}
	var m message
	k := get("channels/"+room+"/messages/"+id, &m)
	k.family = "GET channels/" + room + "/messages/"
	err := d.call(ctx, c, k)
	switch {
	case has(err, unknownMessage, unknownChannel):
		return attachment{}, &core.NoFileError{Lack: core.LackGone, Err: err}
	case err != nil:
		return attachment{}, read(err)
	}
	for _, a := range m.allAttachments() {
		if a.ID == file {
			return a, nil
		}
	}
	return attachment{}, &core.NoFileError{Lack: core.LackGone}
}

// wholeFile tells whether an answer is the file. A redirect is not followed.
func wholeFile(res *http.Response, a attachment) error {
	later := func(cause string) error {
		return &core.SendError{How: core.Retry, After: fileSoon, Cause: cause}
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type")) // none is none
	said, _, _ := mime.ParseMediaType(a.Type)
	switch {
	case res.StatusCode == http.StatusNotFound, res.StatusCode == http.StatusGone:
		return &core.NoFileError{Lack: core.LackGone}
	case res.StatusCode == http.StatusTooManyRequests:
		return later(causeLimit)
	case res.StatusCode/100 == 3:
		return later("redirected")
	case res.StatusCode != http.StatusOK:
		return later(fmt.Sprintf("http_%d", res.StatusCode))
	case kind == "text/html" && (said != "text/html" || res.ContentLength != a.Size):
		return later("page_instead_of_file")
	}
	return nil
}

// keepsFiles tells whether an address is one of Discord's, or at the API's own
// host. Nobody else is asked, whatever a message says.
func (d *Discord) keepsFiles(u *url.URL) bool {
	if api, err := url.Parse(d.api); err == nil && u.Host == api.Host && u.Scheme == api.Scheme && u.User == nil {
		return true
	}
	host := strings.ToLower(u.Hostname())
	known := slices.ContainsFunc(fileHosts, func(h string) bool { return strings.HasSuffix(host, "."+h) })
	return u.Scheme == "https" && known && u.User == nil && u.Port() == ""
}

// fileClient is for bytes: it waits as long as its caller's context, and follows
// nobody.
func fileClient(c *http.Client) *http.Client {
	out := *c
	out.Timeout = 0
	out.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &out
}
