package bridge

import (
	"bytes"
	"mime"
	"net/http"
	"path"
	"strings"
)

// headSize is how many bytes of a file's beginning decide what it is.
const headSize = 64 << 10

// unknownType is what nothing is known of.
const unknownType = "application/octet-stream"

// sniff answers the media type of a file by its first bytes. A name is believed
// only where it chooses among formats that share their beginning and of which
// none is more dangerous than another. Whatever a browser could run is called by
// its own name, so that nobody takes it for text.
func sniff(head []byte, name string) string {
	for _, m := range magics() {
		if len(head) >= m.at+len(m.bytes) && string(head[m.at:m.at+len(m.bytes)]) == m.bytes {
			return m.kind
		}
	}
	kind, _, err := mime.ParseMediaType(http.DetectContentType(head))
	if err != nil {
		return unknownType
	}
	ext := strings.ToLower(path.Ext(name))
	switch {
	case strings.HasPrefix(kind, "text/"):
		return text(kind, head, ext)
	case kind == "application/zip":
		return packed(head, ext)
	case kind == "video/mp4" && len(head) > 12:
		return brand(string(head[8:12]))
	}
	return kind
}

// magic is how a format begins that net/http does not know.
type magic struct {
	at    int
	bytes string
	kind  string
}

func magics() []magic {
	const apple, windows, script = "application/x-mach-binary", "application/vnd.microsoft.portable-executable", "text/x-shellscript"
	return []magic{
		{0, "MZ", windows}, {0, "\x7fELF", "application/x-executable"}, {0, "#!", script},
		{0, "\xcf\xfa\xed\xfe", apple}, {0, "\xce\xfa\xed\xfe", apple}, {0, "\xfe\xed\xfa\xcf", apple}, {0, "\xfe\xed\xfa\xce", apple}, {0, "\xca\xfe\xba\xbe", apple},
		{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"},
		{4, "ftypheic", "image/heic"}, {4, "ftypheix", "image/heic"}, {4, "ftypmif1", "image/heic"}, {4, "ftypmsf1", "image/heic"},
		{4, "ftypavif", "image/avif"}, {4, "ftypavis", "image/avif"}, {4, "ftypqt  ", "video/quicktime"}, {4, "ftypM4A ", "audio/mp4"},
		{0, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"}, {30, "mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"},
		{30, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"},
	}
}

func brand(b string) string {
	if b == "M4A " {
		return "audio/mp4"
	}
	return "video/mp4"
}

// text tells text from what only looks like it.
func text(kind string, head []byte, ext string) string {
	low := bytes.ToLower(head[:min(len(head), 4<<10)])
	switch {
	case bytes.Contains(low, []byte("<svg")):
		return "image/svg+xml"
	case kind == "text/html", bytes.Contains(low, []byte("<html")), bytes.Contains(low, []byte("<script")), bytes.Contains(low, []byte("<!doctype html")):
		return "text/html"
	case kind == "text/xml":
		return kind
	}
	if refined := map[string]string{".csv": "text/csv", ".json": "application/json", ".md": "text/markdown"}[ext]; refined != "" {
		return refined
	}
	return "text/plain"
}

// packed tells office documents from other archives.
func packed(head []byte, ext string) string {
	const office = "application/vnd.openxmlformats-officedocument."
	kind := map[string]string{".docx": office + "wordprocessingml.document", ".xlsx": office + "spreadsheetml.sheet",
		".pptx": office + "presentationml.presentation"}[ext]
	if kind != "" && bytes.Contains(head, []byte("[Content_Types].xml")) {
		return kind
	}
	return "application/zip"
}
