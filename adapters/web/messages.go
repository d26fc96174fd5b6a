package web

import (
	"fmt"
	"net/http"
	"unicode/utf8"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// word is what a visitor says. A file with an id was uploaded before; of one
// without only the name crosses.
type word struct {
	ClientID string `json:"client_id"`
	Text     string `json:"text"`
	Files    []struct {
		ID   string `json:"id"`
		Name string `json:"name"`
		Size int64  `json:"size"`
		Type string `json:"type"`
	} `json:"files"`
}

// say is POST /v1/messages. The same client_id again is the same word.
func (s *Server) say(w http.ResponseWriter, r *http.Request, who bridge.Session) error {
	var in word
	if err := read(w, r, &in); err != nil {
		return err
	}
	word, err := in.forBridge()
	if err != nil {
		return err
	}
	seq, err := s.Bridge.Say(r.Context(), who, word)
	if err != nil {
		return err
	}
	return reply(w, http.StatusAccepted, struct {
		Seq int64 `json:"seq"`
	}{seq})
}

func (in word) forBridge() (core.Word, error) {
	out := core.Word{Key: in.ClientID, Text: cleanText(in.Text)}
	if n := utf8.RuneCountInString(in.ClientID); n < 1 || n > core.MaxKey || cleanLine(in.ClientID) != in.ClientID {
		return out, fieldProblem("client_id", fmt.Sprintf("client_id is required: 1 to %d characters, no control characters, no space around it.", core.MaxKey))
	}
	if n := utf8.RuneCountInString(out.Text); n > core.MaxText {
		return out, textProblem(CodeTextTooLong, fmt.Sprintf("A message may have at most 8,000 characters; this one has %d.", n))
	}
	if blank(out.Text) && len(in.Files) == 0 {
		return out, textProblem(CodeEmptyMessage, "The message is empty.")
	}
	if len(in.Files) > core.MaxFiles {
		return out, fieldProblem("files", fmt.Sprintf("A message may name at most %d files.", core.MaxFiles))
	}
	for i, f := range in.Files {
		if f.ID != "" {
			out.Files = append(out.Files, core.File{ID: core.FileID(f.ID), Name: "file"})
			continue
		}
		name, kind := cleanLine(f.Name), cleanLine(f.Type)
		if blank(name) || utf8.RuneCountInString(name) > core.MaxFileName || f.Size < 0 || len(kind) > 100 {
			return out, fieldProblem(fmt.Sprintf("files.%d", i),
				fmt.Sprintf("A file has a name of 1 to %d characters, a size of 0 or more bytes and a type of at most 100 characters.", core.MaxFileName))
		}
		out.Files = append(out.Files, core.File{Name: name, Type: kind, Size: f.Size})
	}
	return out, nil
}

func textProblem(code Code, detail string) *problem {
	return &problem{Code: code, Detail: detail, Errors: []core.FieldError{{Field: "text", Message: detail}}}
}
