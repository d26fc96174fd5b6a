package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"github.com/bellhop-chat/bellhop/core"
)

// maxPictureID is longer than any picture's address.
const maxPictureID = 100

// picture is GET /v1/pictures/{id}: the copied picture of an agent. Addresses
// are random and never get another picture.
func (s *Server) picture(w http.ResponseWriter, r *http.Request) error {
	id := chi.URLParam(r, "id")
	p, err := core.Picture{}, core.ErrNotFound
	if len(id) <= maxPictureID && plainID(id) {
		p, err = s.Bridge.Picture(r.Context(), core.PictureID(id))
	}
	if errors.Is(err, core.ErrNotFound) || err == nil && !showable(p) {
		return s.missed(w, r, &problem{Code: CodeNotFound, Detail: "There is no picture at this address.", Cause: err})
	}
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=604800, immutable")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("ETag", strconv.Quote(id))
	if matches(r, strconv.Quote(id)) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", p.Type)
	h.Set("Content-Length", strconv.Itoa(len(p.Bytes)))
	_, _ = w.Write(p.Bytes) // the client may be gone; there is nobody else to tell
	return nil
}

// showable tells whether it is a picture that a browser can do nothing else
// with.
func showable(p core.Picture) bool {
	switch p.Type {
	case "image/png", "image/jpeg", "image/gif", "image/webp":
		return len(p.Bytes) > 0
	}
	return false
}

func plainID(s string) bool {
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// matches tells whether the client has this already.
func matches(r *http.Request, etag string) bool {
	for _, tag := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		if tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/"); tag == etag || tag == "*" {
			return true
		}
	}
	return false
}
