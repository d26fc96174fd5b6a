package fakeslack

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"strconv"
	"strings"
)

func (s *Server) avatarOf(u User, size int) string {
	if u.Image != "" {
		return u.Image
	}
	return fmt.Sprintf("%s/avatars/%s.png?s=%d", s.base(), u.ID, size)
}

// serveAvatar draws a square whose colours and pattern follow from the id, mirrored like the ones people know.
func serveAvatar(w http.ResponseWriter, r *http.Request) {
	id := strings.TrimSuffix(r.PathValue("name"), ".png")
	size, err := strconv.Atoi(r.URL.Query().Get("s"))
	if err != nil || size < 8 || size > 512 {
		size = 72
	}
	h := hash(id)
	dark := color.RGBA{uint8(h)/2 + 40, uint8(h>>8)/2 + 40, uint8(h>>16)/2 + 40, 255}
	pic := image.NewPaletted(image.Rect(0, 0, size, size), color.Palette{color.RGBA{240, 240, 240, 255}, dark})
	for y := range size {
		for x := range size {
			col, row := min(x*6/size, 5), min(y*6/size, 5)
			bit := min(col, 5-col)*6 + row
			if h>>(bit%31)&1 == 1 {
				pic.SetColorIndex(x, y, 1)
			}
		}
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	_ = png.Encode(w, pic) // the reader left: nothing to tell anyone
}
