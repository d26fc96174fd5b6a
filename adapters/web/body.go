package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"unicode/utf8"

	"github.com/bellhop-chat/bellhop/core"
)

// read decodes the body, one JSON object, into dst. Fields nobody knows are
// passed over. An empty body is an empty object.
func read(w http.ResponseWriter, r *http.Request, dst any) error {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return &problem{Code: CodeBodyTooLarge, Detail: fmt.Sprintf("The body may have at most %d bytes.", MaxBody)}
	}
	if err != nil {
		return jsonProblem("", "The body ended too early.")
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil
	}
	if !utf8.Valid(data) {
		return jsonProblem("", "The body is not UTF-8.")
	}
	if err := wellFormed(data); err != nil {
		return err
	}
	if err := json.Unmarshal(data, dst); err != nil {
		return typeProblem(err)
	}
	return nil
}

func jsonProblem(field, detail string) *problem {
	p := &problem{Code: CodeInvalidJSON, Detail: detail}
	if field != "" {
		p.Errors = []core.FieldError{{Field: field, Message: detail}}
	}
	return p
}

// syntaxProblem says where the JSON breaks.
func syntaxProblem(err error, size int) *problem {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return jsonProblem("", fmt.Sprintf("The JSON ends too early, at byte %d.", size))
	case errors.As(err, &syntax):
		return jsonProblem("", fmt.Sprintf("This is not JSON, at byte %d.", syntax.Offset))
	}
	return jsonProblem("", "This is not JSON.")
}

// typeProblem says which field has the wrong type.
func typeProblem(err error) *problem {
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return jsonProblem("", "This is not the JSON that was expected.")
	}
	return jsonProblem(wrong.Field, fmt.Sprintf("%s must be %s, not %s.", wrong.Field, kindName(wrong.Type), wrong.Value))
}

func kindName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Map, reflect.Struct:
		return "an object"
	}
	return "a whole number"
}
