package fakeslack

import (
	"fmt"
	"io"
	"net/http"
	"strings"
)

const maxUpload = 64 << 20

func (s *Server) filesGetUploadURL(a args) (map[string]any, error) {
	size, err := a.number("length", 0, 1, maxUpload)
	if err != nil || size == 0 || a.str("filename") == "" {
		return nil, failWith("invalid_arguments", "[ERROR] missing required field: filename, length")
	}
	f := s.newFile(a.str("filename"), s.cfg.App.BotUserID, size)
	return map[string]any{"upload_url": s.base() + "/upload/" + f.ID, "file_id": f.ID}, nil
}

// serveUpload takes the bytes, as a multipart form or as the body itself.
func (s *Server) serveUpload(w http.ResponseWriter, r *http.Request) {
	fault := s.takeFault(toUpload, map[string]any{"file": r.PathValue("id")})
	if fault.before(w) {
		return
	}
	var body io.Reader = r.Body
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		part, _, err := r.FormFile("file")
		if err != nil {
			http.Error(w, "no file in the form", http.StatusBadRequest)
			return
		}
		defer part.Close()
		body = part
	}
	data, err := io.ReadAll(io.LimitReader(body, maxUpload))
	if err != nil {
		http.Error(w, "upload broke off", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.files[r.PathValue("id")]
	if !ok || f.loaded || len(data) != f.size {
		http.Error(w, "no such upload, or not the announced length", http.StatusBadRequest)
		return
	}
	f.Bytes, f.loaded = data, true
	_, _ = fmt.Fprintf(w, "OK - %d", len(data))
}

func (s *Server) filesCompleteUpload(a args) (map[string]any, error) {
	list, _, err := a.list("files", "invalid_arguments")
	if err != nil || len(list) == 0 {
		return nil, failWith("invalid_arguments", "[ERROR] missing required field: files")
	}
	var files []*File
	for _, v := range list {
		entry, _ := v.(map[string]any)
		id, _ := entry["id"].(string)
		f, ok := s.files[id]
		if !ok || !f.loaded || f.shared {
			return nil, fail("file_not_found")
		}
		if title, _ := entry["title"].(string); title != "" {
			f.Title = title
		}
		files = append(files, f)
	}
	if a.str("thread_ts") != "" && a.str("channel_id") == "" {
		return nil, failWith("invalid_arguments", "[ERROR] missing required field: channel_id")
	}
	if ch := a.str("channel_id"); ch != "" {
		if err := s.shareAsBot(ch, a, files); err != nil {
			return nil, err
		}
	}
	out := []any{}
	for _, f := range files {
		f.shared = true
		out = append(out, s.fileJSON(*f))
	}
	return map[string]any{"files": out}, nil
}

func (s *Server) shareAsBot(channel string, a args, files []*File) error {
	r, err := s.writable(channel)
	if err != nil {
		return err
	}
	if !r.has(s.cfg.App.BotUserID) {
		return fail("not_in_channel")
	}
	thread, err := r.root(a.str("thread_ts"))
	if err != nil {
		return err
	}
	m := &Message{
		Channel: r.id, ThreadTS: thread, User: s.cfg.App.BotUserID, BotID: s.cfg.App.BotID, AppID: s.cfg.App.ID, BotName: s.cfg.App.Name,
		Text: cleanText(a.str("initial_comment")),
	}
	if m.Text == "" { // otherwise blocks are ignored
		list, _, err := a.list("blocks", "invalid_blocks_format")
		if err != nil {
			return err
		}
		if m.Blocks, err = checkBlocks(list, 50); err != nil {
			return err
		}
		s.nameBlocks(m.Blocks)
	}
	s.share(r, m, files)
	return nil
}

// share posts files as a file_share message. The caller holds s.mu.
func (s *Server) share(r *room, m *Message, files []*File) string {
	m.Subtype, m.TS = "file_share", r.nextTS(s.cfg.Now())
	for _, f := range files {
		f.Channels, f.shared = append(f.Channels, r.id), true
		f.shares[r.id] = append(f.shares[r.id], share{m.TS, m.ThreadTS})
		m.Files = append(m.Files, *f)
	}
	return s.store(r, m)
}
