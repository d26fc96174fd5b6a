package bridge

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
)

// pixels answers how large an image is, by its first bytes, as it is shown: one
// that a camera laid on its side is turned. 0 means that nobody can tell.
func pixels(head []byte, kind string) (width, height int) {
	var c image.Config
	var err error
	switch in := bytes.NewReader(head); kind {
	case "image/png":
		c, err = png.DecodeConfig(in)
	case "image/gif":
		c, err = gif.DecodeConfig(in)
	case "image/jpeg":
		if c, err = jpeg.DecodeConfig(in); err == nil && turned(head) {
			c.Width, c.Height = c.Height, c.Width
		}
	case "image/webp":
		c.Width, c.Height = webp(head)
	}
	const most = 1 << 16
	if err != nil || c.Width <= 0 || c.Height <= 0 || c.Width > most || c.Height > most {
		return 0, 0
	}
	return c.Width, c.Height
}

// webp reads the three forms that a WebP begins in.
func webp(b []byte) (width, height int) {
	if len(b) < 30 {
		return 0, 0
	}
	switch string(b[12:16]) {
	case "VP8 ":
		return int(binary.LittleEndian.Uint16(b[26:])) & 0x3fff, int(binary.LittleEndian.Uint16(b[28:])) & 0x3fff
	case "VP8L":
		n := binary.LittleEndian.Uint32(b[21:])
		return int(n&0x3fff) + 1, int(n>>14&0x3fff) + 1
	case "VP8X":
		three := func(at int) int { return int(b[at]) | int(b[at+1])<<8 | int(b[at+2])<<16 }
		return three(24) + 1, three(27) + 1
	}
	return 0, 0
}

// turned tells whether a JPEG says that it lies on its side (Exif orientation 5
// to 8).
func turned(b []byte) bool {
	i := bytes.Index(b[:min(len(b), 4<<10)], []byte("Exif\x00\x00"))
	if i < 0 {
		return false
	}
	b = b[i+6:]
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(b, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(b) < 8 {
		return false
	}
	at := int(order.Uint32(b[4:]))
	if at < 8 || at+2 > len(b) {
		return false
	}
	for n, at := int(order.Uint16(b[at:])), at+2; n > 0 && at+12 <= len(b); n, at = n-1, at+12 {
		if order.Uint16(b[at:]) == 0x0112 {
			turn := order.Uint16(b[at+8:])
			return turn >= 5 && turn <= 8
		}
	}
	return false
}
