package widget

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
)

//go:generate go run ./bundle

//go:embed dist/widget.js
var script []byte

// Script is widget.js: UTF-8, minified, one classic script. The caller must not change it.
func Script() []byte { return script }

// ETag is a strong entity tag of Script, quotes included.
func ETag() string {
	sum := sha256.Sum256(script)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}
