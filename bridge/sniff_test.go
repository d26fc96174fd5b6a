package bridge

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/core"
)

func TestBytesDecideWhatAFileIs(t *testing.T) {
	const office = "application/vnd.openxmlformats-officedocument."
	for _, c := range []struct{ name, head, want string }{
		{"a.png", "\x89PNG\r\n\x1a\n\x00", "image/png"},
		{"a.jpg", "\xff\xd8\xff\xe0", "image/jpeg"},
		{"a.exe", "GIF89a", "image/gif"},
		{"a.png", "RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"},
		{"a", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image/heic"},
		{"a", "\x00\x00\x00\x18ftypavif\x00\x00\x00\x00", "image/avif"},
		{"a", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "video/mp4"},
		{"a.png", "%PDF-1.4", "application/pdf"},
		{"a.txt", "hello", "text/plain"},
		{"a.csv", "a;b\n1;2", "text/csv"},
		{"a.csv", "<script>alert(1)</script>", "text/html"},
		{"a.txt", "  \n<!DOCTYPE html>", "text/html"},
		{"a.txt", "a text, and then <script src=x>", "text/html"},
		{"a.png", "<svg onload=alert(1)>", "image/svg+xml"},
		{"a.png", `<?xml version="1.0"?><!-- x --><svg/>`, "image/svg+xml"},
		{"a.txt", `<?xml version="1.0"?><a/>`, "text/xml"},
		{"a.pdf", "MZ\x90\x00", "application/vnd.microsoft.portable-executable"},
		{"a.pdf", "\x7fELF\x02", "application/x-executable"},
		{"a.txt", "#!/bin/sh", "text/x-shellscript"},
		{"a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"},
		{"a.docx", "PK\x03\x04..........................[Content_Types].xml", office + "wordprocessingml.document"},
		{"a.docm", "PK\x03\x04..........................[Content_Types].xml", "application/zip"},
		{"a.docx", "PK\x03\x04..........................run.exe", "application/zip"},
		{"a.odt", "PK\x03\x04" + strings.Repeat("\x00", 26) + "mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"},
		{"a.html", "\x00\x01\x02\x03", "application/octet-stream"},
	} {
		if got := sniff([]byte(c.head), c.name); got != c.want {
			t.Errorf("%s %q is %s, want %s", c.name, c.head, got, c.want)
		}
	}
}

func TestAnImageSaysItsSizeAsItIsShown(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 30, 20))
	var p, j bytes.Buffer
	if err := png.Encode(&p, m); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&j, m, nil); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	side := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(exif) + 2)}, append(exif, j.Bytes()[2:]...)...)
	webp := make([]byte, 40)
	copy(webp, "RIFF\x00\x00\x00\x00WEBPVP8X")
	webp[24], webp[27] = 29, 19
	lossy := make([]byte, 40)
	copy(lossy, "RIFF\x00\x00\x00\x00WEBPVP8 ")
	binary.LittleEndian.PutUint16(lossy[26:], 30)
	binary.LittleEndian.PutUint16(lossy[28:], 20)
	lossless := make([]byte, 40)
	copy(lossless, "RIFF\x00\x00\x00\x00WEBPVP8L")
	binary.LittleEndian.PutUint32(lossless[21:], 29|19<<14)
	for name, c := range map[string]struct {
		head []byte
		kind string
		w, h int
	}{
		"png": {p.Bytes(), "image/png", 30, 20}, "jpeg": {j.Bytes(), "image/jpeg", 30, 20}, "a jpeg on its side": {side, "image/jpeg", 20, 30},
		"webp": {webp, "image/webp", 30, 20}, "lossy webp": {lossy, "image/webp", 30, 20}, "lossless webp": {lossless, "image/webp", 30, 20},
		"half a png": {p.Bytes()[:12], "image/png", 0, 0}, "half a webp": {webp[:20], "image/webp", 0, 0}, "no image": {[]byte("hello"), "text/plain", 0, 0},
		"a jpeg with a broken note": {append([]byte{0xff, 0xd8}, []byte("Exif\x00\x00MM\x00*\xff\xff\xff\xff")...), "image/jpeg", 0, 0},
	} {
		if w, h := pixels(c.head, c.kind); w != c.w || h != c.h {
			t.Errorf("%s: %d × %d, want %d × %d", name, w, h, c.w, c.h)
		}
	}
}

func TestANameOfAFileIsOneSafeLineWithItsEnd(t *testing.T) {
	for name, want := range map[string]string{
		"../../etc/passwd": "passwd", `C:\Users\me\a.pdf`: "a.pdf", "a\r\nb.pdf": "a  b.pdf", "": "file", "..": "file", "/": "file",
		"gnp\u202efdp.exe": "gnpfdp.exe", " a.pdf ": "a.pdf",
	} {
		if got := fileName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
	if got := fileName(strings.Repeat("ü", 500) + ".pdf"); len([]rune(got)) != core.MaxFileName || !strings.HasSuffix(got, ".pdf") {
		t.Errorf("a long one becomes %q", got)
	}
}

func TestSizesAndTypesAreSaidAsPeopleDo(t *testing.T) {
	if got := megabytes(10<<20) + " " + megabytes(50_000) + " " + megabytes(1_500_000); got != "10 MB 48 KB 1.43 MB" {
		t.Errorf("sizes: %s", got)
	}
	if got := typeNames([]string{"image/*", "text/plain", "application/pdf", "application/vnd.oasis.opendocument.text"}); got != "IMAGES, TEXT, PDF, TEXT" {
		t.Errorf("types: %s", got)
	}
}
