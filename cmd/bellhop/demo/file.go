package demo

import (
	"bytes"
	"mime"
	"net/http"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
)

// serveFile serves a file that stands in a channel to the page: pictures to be looked at, everything else to be saved. Nothing in it runs.
func (s *site) serveFile(w http.ResponseWriter, r *http.Request) {
	name, data, ok := s.file(r.PathValue("id"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	kind, how := "application/octet-stream", "attachment"
	if isPicture(data) {
		kind, how = http.DetectContentType(data), "inline"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType(how, map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cache-Control", "private, max-age=3600, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// file finds a file by its id, in Slack's channel or in Discord's and its threads.
func (s *site) file(id string) (name string, data []byte, ok bool) {
	for _, m := range s.cfg.Slack.Messages(s.cfg.Channel) {
		for _, f := range m.Files {
			if f.ID == id {
				return f.Name, f.Bytes, true
			}
		}
	}
	for _, c := range append(s.cfg.Discord.Threads(s.cfg.DiscordChannel), fakediscord.Channel{ID: s.cfg.DiscordChannel}) {
		for _, m := range s.cfg.Discord.Messages(c.ID) {
			for _, a := range m.Attachments {
				if a.ID == id {
					return a.Name, a.Bytes, true
				}
			}
		}
	}
	return "", nil, false
}

// isPicture looks at the bytes; names and types are what somebody claims.
func isPicture(data []byte) bool {
	switch http.DetectContentType(data) {
	case "image/png", "image/jpeg", "image/gif", "image/webp":
		return true
	}
	return false
}
