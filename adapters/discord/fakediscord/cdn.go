package fakediscord

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"time"
)

// Attachment is a file under a message.
type Attachment struct {
	ID          string `json:"id"`
	Channel     string `json:"channel"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	Bytes       []byte `json:"-"`
	Elsewhere   string `json:"elsewhere,omitempty"` // the address it is said to have, in place of ours
	Gone        bool   `json:"gone,omitempty"`      // its address answers that there is nothing
}

// ChangeFile makes an attachment another, wherever it is shown.
func (s *Server) ChangeFile(id string, change func(*Attachment)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.uploads[id]
	if !ok {
		return cannot("there is no file %s", id)
	}
	change(a)
	for _, r := range s.rooms {
		for _, m := range r.log {
			for i := range m.Attachments {
				if m.Attachments[i].ID == id {
					m.Attachments[i] = *a
				}
			}
		}
	}
	s.touch()
	return nil
}

// keepFile stores a file. The caller holds s.mu.
func (s *Server) keepFile(channel string, a Attachment) Attachment {
	a.ID, a.Channel = s.newID(), channel
	s.uploads[a.ID] = &a
	return a
}

func (s *Server) attachmentJSON(a Attachment, ephemeral bool) obj {
	link := s.FileURL(a)
	out := obj{"id": a.ID, "filename": a.Name, "size": len(a.Bytes), "url": link, "proxy_url": link}
	if kind := mime.TypeByExtension(path.Ext(a.Name)); kind != "" {
		out["content_type"] = kind
	}
	if a.Description != "" {
		out["description"] = a.Description
	}
	if ephemeral {
		out["ephemeral"] = true
	}
	return out
}

// FileURL is an address of an attachment as Discord hands it out: signed, and good until it expires.
func (s *Server) FileURL(a Attachment) string {
	if a.Elsewhere != "" {
		return a.Elsewhere
	}
	now := s.cfg.Now()
	at := "/attachments/" + a.Channel + "/" + a.ID + "/" + url.PathEscape(a.Name)
	ex, is := strconv.FormatInt(now.Add(s.cfg.LinksLast).Unix(), 16), strconv.FormatInt(now.Unix(), 16)
	return fmt.Sprintf("%s%s?ex=%s&is=%s&hm=%s&", s.URL(), at, ex, is, sign(a.Channel, a.ID, a.Name, ex, is))
}

func sign(parts ...string) string {
	mac := hmac.New(sha256.New, []byte("fakediscord"))
	for _, p := range parts {
		mac.Write([]byte(p + "\n"))
	}
	return hex.EncodeToString(mac.Sum(nil))
}

// serveAttachment gives a file to who has a good address.
func (s *Server) serveAttachment(w http.ResponseWriter, r *http.Request) {
	if _, met := s.takeDownload().before(s, w); met {
		return
	}
	q := r.URL.Query()
	channel, id, name := r.PathValue("channel"), r.PathValue("id"), r.PathValue("name")
	until, err := strconv.ParseInt(q.Get("ex"), 16, 64)
	good := err == nil && hmac.Equal([]byte(q.Get("hm")), []byte(sign(channel, id, name, q.Get("ex"), q.Get("is"))))
	s.mu.Lock()
	a, ok := s.uploads[id]
	s.mu.Unlock()
	if !good || !ok || a.Gone || s.cfg.Now().After(time.Unix(until, 0)) {
		http.Error(w, "This content is no longer available.", http.StatusNotFound)
		return
	}
	kind := mime.TypeByExtension(path.Ext(name))
	def(&kind, "application/octet-stream")
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(a.Bytes) // the reader left
}

// servePicture draws a square whose colours and pattern follow from the address, mirrored like the ones people know. It is a PNG
// whatever the ending of the name.
func servePicture(w http.ResponseWriter, r *http.Request) {
	size, err := strconv.Atoi(r.URL.Query().Get("size"))
	if err != nil || size < 16 || size > 512 {
		size = 128
	}
	h := hash(r.URL.Path)
	dark := color.RGBA{uint8(h)/2 + 40, uint8(h>>8)/2 + 40, uint8(h>>16)/2 + 40, 255}
	pic := image.NewPaletted(image.Rect(0, 0, size, size), color.Palette{color.RGBA{240, 240, 240, 255}, dark})
	for y := range size {
		for x := range size {
			col, row := min(x*6/size, 5), min(y*6/size, 5)
			if bit := min(col, 5-col)*6 + row; h>>(bit%31)&1 == 1 {
				pic.SetColorIndex(x, y, 1)
			}
		}
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	_ = png.Encode(w, pic) // the reader left: nothing to tell anyone
}
