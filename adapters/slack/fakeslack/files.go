package fakeslack

import (
	"mime"
	"net/http"
	"path"
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
	Bytes    []byte   `json:"-"`

	size   int  // announced with files.getUploadURLExternal
	loaded bool // the bytes came
	shared bool // completed
}

func (s *Server) newFile(name, user string, size int) *File {
	f := &File{ID: s.id("F"), Name: name, Title: name, User: user, Created: s.cfg.Now().Unix(), size: size, Mimetype: mimeOf(name)}
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
	url := s.base() + "/files/" + f.ID + "/" + f.Name
	return map[string]any{
		"id": f.ID, "created": f.Created, "timestamp": f.Created, "name": f.Name, "title": f.Title, "mimetype": f.Mimetype, "filetype": ext,
		"pretty_type": strings.ToUpper(ext), "user": f.User, "user_team": s.teamOf(f.User), "editable": false, "size": len(f.Bytes), "mode": "hosted",
		"is_external": false, "external_type": "", "is_public": true, "public_url_shared": false, "display_as_bot": false, "username": "",
		"url_private": url, "url_private_download": url, "permalink": "https://" + s.cfg.Team.Domain + ".slack.com/files/" + f.User + "/" + f.ID,
		"channels": anys(f.Channels), "groups": []any{}, "has_rich_preview": false, "file_access": "visible",
	}
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
	return map[string]any{"file": s.fileJSON(*f)}, nil
}

// serveFile gives the bytes to who holds the token and files:read, and a login page to everyone else.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
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
	if ok {
		kind, body = f.Mimetype, f.Bytes
	}
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(body)
}
