package slack

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

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

var _ core.FileSource = (*Slack)(nil)

// fileSoon is when a file is asked for again that Slack does not give yet: right
// after an upload it may answer its sign-in page.
const fileSoon = 5 * time.Second

// fileHosts serve the files of Slack's people; the host of the Web API may, too.
// Nobody else is shown the token.
var fileHosts = []string{"slack.com", "slack-gov.com"}

// The modes of files that Slack has no bytes of for us.
const (
	modeTombstone = tombstone
	modeHidden    = "hidden_by_limit"
	modeExternal  = "external"
)

// aFile is what we read of Slack's files.
type aFile struct {
	ID         string `json:"id"`
	Mode       string `json:"mode"`
	Mimetype   string `json:"mimetype"`
	Size       int64  `json:"size"`
	IsExternal bool   `json:"is_external"`
	Download   string `json:"url_private_download"`
	Private    string `json:"url_private"`
	Shares     map[string]map[string][]struct {
		TS     string `json:"ts"`
		Thread string `json:"thread_ts"`
	} `json:"shares"`
}

// fileInfo asks what Slack knows of a file. It is asked each time: addresses and
// rights change, and of some files an event says the id only.
func (s *Slack) fileInfo(ctx context.Context, c core.Connection, id string) (aFile, error) {
	var answer struct {
		File aFile `json:"file"`
	}
	_, err := s.ask(ctx, c, "files.info", url.Values{"file": {id}}, &answer)
	return answer.File, err
}

// filesIn are the files of a message. Slack's addresses stay here: the origin is
// the file's id.
func filesIn(files []slackgo.File) []core.File {
	var out []core.File
	for _, f := range files {
		file := core.File{Name: first(f.Name, f.Title, "file"), Type: f.Mimetype, Size: int64(f.Size), Origin: f.ID}
		switch {
		case f.Mode == modeTombstone, f.Mode == modeHidden:
			file.Lack = core.LackGone
		case f.IsExternal, f.Mode == modeExternal:
			file.Lack = core.LackOutside
		}
		out = append(out, file)
	}
	return out
}

// filesLeft are the files that a message still has.
func filesLeft(files []slackgo.File) []core.File {
	return filesIn(slices.DeleteFunc(slices.Clone(files), func(f slackgo.File) bool { return f.Mode == modeTombstone }))
}

// Fetch is core.FileSource.Fetch.
func (s *Slack) Fetch(ctx context.Context, c core.Connection, origin string, most int64) (io.ReadCloser, int64, error) {
	f, err := s.fileInfo(ctx, c, origin)
	switch {
	case has(err, "file_not_found", "file_deleted"):
		return nil, 0, &core.NoFileError{Lack: core.LackGone, Err: err}
	case err != nil:
		return nil, 0, read(err)
	case f.Mode == modeTombstone, f.Mode == modeHidden:
		return nil, 0, &core.NoFileError{Lack: core.LackGone}
	case f.IsExternal, f.Mode == modeExternal:
		return nil, 0, &core.NoFileError{Lack: core.LackOutside}
	case f.Size > most:
		return nil, 0, &core.NoFileError{Lack: core.LackSize}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, first(f.Download, f.Private), nil)
	if err != nil || !s.mayShow(req.URL) {
		return nil, 0, &core.NoFileError{Lack: core.LackOutside, Err: errors.New("its address is none of Slack's")}
	}
	req.Header.Set("Authorization", "Bearer "+c.Token)
	res, err := s.files.Do(req)
	if err != nil {
		return nil, 0, fmt.Errorf("file: %w", err)
	}
	if err := wholeFile(res, f); err != nil {
		_ = res.Body.Close() // it is not what was asked for
		return nil, 0, err
	}
	return res.Body, res.ContentLength, nil
}

// wholeFile tells whether an answer is the file. A redirect is not followed: it
// leads to the sign-in page, or away.
func wholeFile(res *http.Response, f aFile) error {
	later := func(cause string) error {
		return &core.SendError{How: core.Retry, After: fileSoon, Cause: cause}
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type")) // none is none
	switch {
	case res.StatusCode == http.StatusNotFound, res.StatusCode == http.StatusGone:
		return &core.NoFileError{Lack: core.LackGone}
	case res.StatusCode == http.StatusTooManyRequests:
		return later(causeLimit)
	case res.StatusCode/100 == 3:
		return later("redirected")
	case res.StatusCode != http.StatusOK:
		return later(fmt.Sprintf("http_%d", res.StatusCode))
	case kind == "text/html" && (f.Mimetype != "text/html" || res.ContentLength != f.Size):
		return later("page_instead_of_file")
	}
	return nil
}

// mayShow tells whether the token may be shown at an address.
func (s *Slack) mayShow(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	if s.onAPI(u) {
		return true
	}
	ours := slices.ContainsFunc(fileHosts, func(h string) bool { return host == h || strings.HasSuffix(host, "."+h) })
	return u.Scheme == "https" && ours && u.User == nil && u.Port() == ""
}

// onAPI tells whether an address is at the Web API's own host.
func (s *Slack) onAPI(u *url.URL) bool {
	api, err := url.Parse(s.api)
	return err == nil && u.Host == api.Host && u.Scheme == api.Scheme && u.User == nil
}

// fileClient is for bytes: it waits as long as its caller's context, and follows
// nobody.
func fileClient(c *http.Client) *http.Client {
	out := *c
	out.Timeout = 0
	out.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &out
}
