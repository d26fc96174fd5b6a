package fakediscord

import (
	"strings"
	"unicode/utf8"
)

const (
	maxContent = 2000 // characters, counted as code points
	maxNonce   = 25
	maxFiles   = 10
)

// draft is a message that somebody wants to post or change, checked but for who may.
type draft struct {
	content    *string // nil: left alone
	embeds     []any
	components []any
	hasEmbeds  bool
	hasRows    bool
	files      []Attachment
	keep       []string // attachments that stay, when hasFiles
	hasFiles   bool
	flags      *int
	allowed    *allowed
}

// draft reads what every way of posting has in common. flags are those that may be set there. The caller holds s.mu.
func (s *Server) draft(c *call, body obj, path string, f *form, flags int) draft {
	var d draft
	if v, ok := f.maybe(body, path, "content", maxContent); ok {
		v = strings.TrimSpace(v)
		d.content = &v
	} else if _, there := body["content"]; there {
		empty := ""
		d.content = &empty
	}
	_, d.hasEmbeds = body["embeds"]
	d.embeds = checkEmbeds(f, body, path)
	_, d.hasRows = body["components"]
	d.components = checkRows(f, body, path)
	d.allowed = s.readAllowed(f, body, path)
	if n, ok := f.number(body, path, "flags", 0, 1<<30); ok {
		if n&^flags != 0 {
			f.add(path+"flags", "INVALID_FLAGS", "Only the flags %d may be set here.", flags)
		}
		d.flags = &n
	}
	if tts, _ := f.flag(body, path, "tts"); tts {
		f.add(path+"tts", "UNSUPPORTED", "This server speaks nothing aloud.")
	}
	if body["poll"] != nil {
		f.add(path+"poll", "UNSUPPORTED", "This server has no polls.")
	}
	s.readFiles(c, body, path, f, &d)
	return d
}

// readFiles makes attachments of the parts of a multipart body; the attachments field describes them and names those that stay.
func (s *Server) readFiles(c *call, body obj, path string, f *form, d *draft) {
	described := map[int]string{}
	_, d.hasFiles = body["attachments"]
	for _, a := range f.list(body, path, "attachments", maxFiles) {
		switch id := a["id"].(type) {
		case float64:
			described[int(id)], _ = a["description"].(string)
		case string:
			d.keep = append(d.keep, id)
			if len(id) < 3 {
				described[int(id[0]-'0')], _ = a["description"].(string)
			}
		default:
			f.add(path+"attachments", "BASE_TYPE_REQUIRED", "Every attachment needs an id.")
		}
	}
	if len(c.files) > maxFiles {
		f.add("files", "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", maxFiles)
	}
	for _, file := range c.files {
		if file.name == "" {
			f.add("files", "BASE_TYPE_REQUIRED", "A file needs a name.")
		}
		if _, ok := described[file.n]; d.hasFiles && !ok {
			f.add(path+"attachments", "ATTACHMENT_NOT_FOUND", "files[%d] is not described.", file.n)
		}
		d.files = append(d.files, Attachment{Name: file.name, Description: described[file.n], Bytes: file.data})
	}
}

// empty says whether there would be nothing to see.
func (d draft) empty() bool {
	return (d.content == nil || *d.content == "") && len(d.embeds) == 0 && len(d.files) == 0 && len(d.components) == 0
}

// fill puts what is drafted into a new message.
func (s *Server) fill(m *Message, d draft) {
	if d.content != nil {
		m.Content = *d.content
	}
	m.Embeds, m.Components = d.embeds, d.components
	if d.flags != nil {
		m.Flags |= *d.flags
	}
	for _, a := range d.files {
		m.Attachments = append(m.Attachments, s.keepFile(m.Channel, a))
	}
}

// readNonce reads the sender's own id for a message.
func readNonce(f *form, body obj) any {
	switch v := body["nonce"].(type) {
	case nil:
		return nil
	case string:
		if utf8.RuneCountInString(v) > maxNonce {
			f.add("nonce", "NONCE_TYPE_TOO_LONG", "Must be %d or fewer in length.", maxNonce)
		}
		return v
	case float64:
		return int64(v)
	}
	f.add("nonce", "NONCE_TYPE_INVALID", "Must be a string or a number.")
	return nil
}
