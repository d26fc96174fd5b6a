package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
)

// script is a JavaScript file in memory, plain and compressed.
type script struct {
	plain, small []byte
	etag         string // without quotes
}

func newScript(plain []byte) *script {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = z.Write(plain)
	}
	if err == nil {
		err = z.Close()
	}
	sum := sha256.Sum256(plain)
	s := &script{plain: plain, etag: hex.EncodeToString(sum[:12])}
	if err == nil { // a buffer takes everything, so it is
		s.small = b.Bytes()
	}
	return s
}

// ServeHTTP answers the script, cached for five minutes so that a new widget
// reaches pages soon.
func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, tag := s.plain, strconv.Quote(s.etag)
	h := w.Header()
	if s.small != nil && takesGzip(r) {
		body, tag = s.small, strconv.Quote(s.etag+"-gzip")
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", tag)
	h.Add("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "public, max-age=300, must-revalidate")
	if matches(r, tag) {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", "text/javascript; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) //nolint:gosec // our own script; the client may be gone; there is nobody else to tell
}

// takesGzip tells whether the client can unpack gzip.
func takesGzip(r *http.Request) bool {
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.ReplaceAll(part, " ", ""), ";")
		if name == "gzip" {
			return q != "q=0" && q != "q=0.0"
		}
	}
	return false
}
