package web

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// The limits of uploads.
const (
	uploadWithin = 5 * time.Minute
	formSlack    = 64 << 10 // bytes of a form around the file in it
)

// uploading is the kind of call that has a limit of its own.
const uploading = "files"

// upload is POST /v1/files: a file of the visitor, as the body itself, its name
// in ?name=, or as the first file of a form. What it is decide its bytes.
func (s *Server) upload(w http.ResponseWriter, r *http.Request, who bridge.Session) error {
	rules := s.Bridge.FileRules(who.Site)
	most := rules.Max + formSlack
	if rules.On && r.ContentLength > most { // said before the body is read
		return fileProblem(bridge.TooLarge(rules))
	}
	// The server's own limit is meant for small bodies.
	until := time.Now().Add(uploadWithin)
	if err := http.NewResponseController(w).SetReadDeadline(until); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	ctx, cancel := context.WithDeadline(r.Context(), until)
	defer cancel()
	name, size, body, err := fileIn(r, http.MaxBytesReader(w, r.Body, most))
	if err != nil {
		return err
	}
	broken := &noting{r: body}
	f, err := s.Bridge.Upload(ctx, who, name, size, broken)
	var tooMuch *http.MaxBytesError
	var refused *bridge.FileError
	switch {
	case errors.As(err, &refused):
		return fileProblem(refused)
	case errors.As(broken.err, &tooMuch):
		return fileProblem(bridge.TooLarge(rules))
	case err != nil && broken.err != nil:
		return &problem{Code: CodeInvalidFile, Detail: "The file ended too early.", Cause: err}
	case err != nil:
		return err
	}
	return reply(w, http.StatusCreated, fileOf(f, s.baseOf(r)))
}

// fileIn finds the file in a request.
func fileIn(r *http.Request, body io.Reader) (name string, size int64, file io.Reader, err error) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "multipart/form-data" { // what cannot be read is none
		return cleanLine(r.URL.Query().Get("name")), r.ContentLength, body, nil
	}
	r.Body = io.NopCloser(body)
	form, err := r.MultipartReader()
	if err != nil {
		return "", 0, nil, &problem{Code: CodeInvalidFile, Detail: "The form cannot be read.", Cause: err}
	}
	for {
		part, err := form.NextPart()
		if err != nil {
			return "", 0, nil, &problem{Code: CodeInvalidFile, Detail: "There is no file in the form.", Cause: err}
		}
		if part.FileName() != "" {
			return cleanLine(part.FileName()), -1, part, nil
		}
	}
}

// noting is a reader that remembers how it failed.
type noting struct {
	r   io.Reader
	err error
}

func (n *noting) Read(b []byte) (int, error) {
	k, err := n.r.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		n.err = err
	}
	return k, err
}

// fileProblem is a refusal of the bridge's.
func fileProblem(e *bridge.FileError) *problem {
	code := map[bridge.FileRefusal]Code{bridge.FilesOff: CodeFilesOff, bridge.FileTooLarge: CodeFileTooLarge, bridge.FileType: CodeFileType,
		bridge.FileEmpty: CodeFileEmpty, bridge.TooManyFiles: CodeTooManyFiles}[e.Why]
	return &problem{Code: code, Detail: e.Message, Cause: e}
}

// wireFile is a file as browsers see it.
type wireFile struct {
	core.File
	URL string `json:"url,omitempty"` // where its bytes are; of ours
}

// fileOf is a file with its address. base is where browsers reach us.
func fileOf(f core.File, base string) wireFile {
	out := wireFile{File: f}
	if f.ID != "" && f.Crossed {
		out.URL = base + "/v1/files/" + string(f.ID) + "/" + addressName(f.Name)
	}
	return out
}

// filesOf are the files of a message, without those that were withdrawn.
func filesOf(files []core.File, base string) (out []wireFile) {
	for _, f := range files {
		if f.Lack != core.LackWithdrawn {
			out = append(out, fileOf(f, base))
		}
	}
	return out
}

// addressName is a name as the end of an address: it is there for people and
// says nothing to us.
func addressName(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune(".-_", r)) {
			return r
		}
		return '-'
	}, name)
	if ext := path.Ext(plain); len(plain) > 60 && len(ext) < 20 {
		plain = plain[:40] + ext
	}
	if plain = strings.Trim(plain, "."); plain == "" {
		return "file"
	}
	return plain
}
