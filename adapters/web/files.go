package web

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"

	"github.com/go-chi/chi/v5"

	"github.com/bellhop-chat/bellhop/core"
)

// shown are the types that browsers may show in a page. They can do nothing but
// be looked at; everything else is for saving.
func shownTypes() []string {
	return []string{"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"}
}

// file is GET /v1/files/{id}/{name}: the bytes of a file. Whoever has the random
// address may have them; the name means nothing. A browser asks each time
// whether they are still there, so that what is withdrawn goes.
func (s *Server) file(w http.ResponseWriter, r *http.Request) error {
	id := core.FileID(chi.URLParam(r, "id"))
	f, in, err := core.StoredFile{}, io.ReadSeekCloser(nil), core.ErrNotFound
	if id.Plain() {
		f, in, err = s.Bridge.File(r.Context(), id)
	}
	switch {
	case errors.Is(err, core.ErrNotFound) && f.ID != "" && f.Stored:
		return &problem{Code: CodeGone, Detail: "This file was withdrawn, or is kept no more.", Cause: err}
	case errors.Is(err, core.ErrNotFound):
		return s.missed(w, r, &problem{Code: CodeNotFound, Detail: "There is no file at this address.", Cause: err})
	case err != nil:
		return err
	}
	defer in.Close()
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("ETag", strconv.Quote(string(f.ID)))
	h.Set("Content-Type", servedType(f.Type))
	h.Set("Content-Disposition", disposition(f))
	http.ServeContent(w, r, "", f.Created, in)
	return nil
}

// servedType is what a browser is told of a type: of what it could run or render
// it is told nothing.
func servedType(kind string) string {
	if slices.Contains(shownTypes(), kind) || kind == "application/pdf" {
		return kind
	}
	return "application/octet-stream"
}

// disposition says whether to show or to save, and under which name.
func disposition(f core.StoredFile) string {
	how := "attachment"
	if slices.Contains(shownTypes(), f.Type) {
		how = "inline"
	}
	if v := mime.FormatMediaType(how, map[string]string{"filename": f.Name}); v != "" {
		return v
	}
	return how
}
