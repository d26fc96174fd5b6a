package demo

import (
	"bytes"
	"mime"
	"net/http"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// serveFile serves a file that stands in the channel to the page: pictures to be looked at, everything else to be saved. Nothing in it runs.
func (s *site) serveFile(w http.ResponseWriter, r *http.Request) {
	f, ok := s.file(r.PathValue("id"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	kind, how := "application/octet-stream", "attachment"
	if isPicture(f.Bytes) {
		kind, how = http.DetectContentType(f.Bytes), "inline"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType(how, map[string]string{"filename": f.Name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cache-Control", "private, max-age=3600, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.Bytes))
}

func (s *site) file(id string) (fakeslack.File, bool) {
	for _, m := range s.cfg.Slack.Messages(s.cfg.Channel) {
		for _, f := range m.Files {
			if f.ID == id {
				return f, true
			}
		}
	}
	return fakeslack.File{}, false
}

// isPicture looks at the bytes; names and types are what somebody claims.
func isPicture(data []byte) bool {
	switch http.DetectContentType(data) {
	case "image/png", "image/jpeg", "image/gif", "image/webp":
		return true
	}
	return false
}
