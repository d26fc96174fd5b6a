package fakeslack

import (
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// File is a file in the workspace.
type File struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Mimetype string   `json:"mimetype"`
	User     string   `json:"user"`
	Created  int64    `json:"created"` // unix seconds
	Channels []string `json:"channels"`
	Mode     string   `json:"mode"`     // hosted, external, hidden_by_limit, tombstone
	External string   `json:"external"` // the address of a file that another service keeps; Mode is external then
	Address  string   `json:"-"`        // where its bytes are said to be; empty for here
	Bytes    []byte   `json:"-"`

	size   int  // announced with files.getUploadURLExternal
	loaded bool // the bytes came
	shared bool // completed
	shares map[string][]share
}

// share is a message that shows a file.
type share struct{ ts, thread string }

func (s *Server) newFile(name, user string, size int) *File {
	f := &File{ID: s.id("F"), Name: name, Title: name, User: user, Created: s.cfg.Now().Unix(), size: size, Mimetype: mimeOf(name), Mode: "hosted", shares: map[string][]share{}}
	s.files[f.ID] = f
	return f
}

func mimeOf(name string) string {
	kind, _, err := mime.ParseMediaType(mime.TypeByExtension(path.Ext(name)))
	if err != nil {
		return "application/octet-stream"
	}
	return kind
}

func (s *Server) fileJSON(f File) map[string]any {
	ext := strings.TrimPrefix(path.Ext(f.Name), ".")
	if ext == "" {
		ext = "binary"
	}
	if f.Mode == "tombstone" {
		return map[string]any{"id": f.ID, "mode": f.Mode}
	}
	url := s.base() + "/files/" + f.ID + "/" + url.PathEscape(f.Name)
	if f.Address != "" {
		url = f.Address
	}
	if f.Mode == "external" {
		url = f.External
	}
	return map[string]any{
		"id": f.ID, "created": f.Created, "timestamp": f.Created, "name": f.Name, "title": f.Title, "mimetype": f.Mimetype, "filetype": ext,
		"pretty_type": strings.ToUpper(ext), "user": f.User, "user_team": s.teamOf(f.User), "editable": false, "size": len(f.Bytes), "mode": f.Mode,
		"is_external": f.Mode == "external", "external_type": "", "is_public": true, "public_url_shared": false, "display_as_bot": false, "username": "",
		"url_private": url, "url_private_download": url, "permalink": "https://" + s.cfg.Team.Domain + ".slack.com/files/" + f.User + "/" + f.ID,
		"channels": anys(f.Channels), "groups": []any{}, "has_rich_preview": false, "file_access": "visible",
		"shares": sharesJSON(f.shares),
	}
}

func sharesJSON(shares map[string][]share) map[string]any {
	public := map[string]any{}
	for channel, list := range shares {
		var out []any
		for _, sh := range list {
			one := map[string]any{"ts": sh.ts}
			if sh.thread != "" {
				one["thread_ts"] = sh.thread
			}
			out = append(out, one)
		}
		public[channel] = out
	}
	return map[string]any{"public": public}
}

func (s *Server) filesJSON(fs []File) []any {
	var out []any
	for _, f := range fs {
		out = append(out, s.fileJSON(f))
	}
	return out
}

func (s *Server) filesInfo(a args) (map[string]any, error) {
	f, ok := s.files[a.str("file")]
	if !ok || !f.shared {
		return nil, fail("file_not_found")
	}
	if f.Mode == "tombstone" {
		return nil, fail("file_deleted")
	}
	return map[string]any{"file": s.fileJSON(*f)}, nil
}

// serveFile gives the bytes to who holds the token and files:read, and a login page to everyone else.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	fault := s.takeFault(toDownload, map[string]any{"file": r.PathValue("id")})
	if fault.before(w) {
		return
	}
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if err := s.authorise("", token, []string{"files:read"}); err != nil {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<!DOCTYPE html><html><title>Sign in | Slack</title></html>"))
		return
	}
	s.mu.Lock()
	f, ok := s.files[r.PathValue("id")]
	var kind string
	var body []byte
	if ok = ok && f.Mode == "hosted"; ok {
		kind, body = f.Mimetype, f.Bytes
	}
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	if fault.after(s, w, r) {
		return
	}
	_, _ = w.Write(body)
}
