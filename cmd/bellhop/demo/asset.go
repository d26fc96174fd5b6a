package demo

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"path"
	"time"
)

//go:embed assets
var assets embed.FS

// assetTypes are the kinds of files there are. The system's own table is not asked: it differs between machines.
var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".png": "image/png",
	".svg": "image/svg+xml",
}

// serveAsset serves an embedded file. Browsers keep it and ask each time whether it is still the same.
func serveAsset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("path")
	kind, known := assetTypes[path.Ext(name)]
	data, err := assets.ReadFile(path.Join("assets", name))
	if err != nil || !known {
		http.NotFound(w, r)
		return
	}
	sum := sha256.Sum256(data)
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}
