package web

import (
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// Code says which problem it is. Codes are stable, sentences are not.
type Code string

// The codes of problems.
const (
	CodeInvalidJSON      Code = "invalid_json"
	CodeInvalidField     Code = "invalid_field" // errors[] says which and why
	CodeTextTooLong      Code = "text_too_long"
	CodeEmptyMessage     Code = "empty_message"
	CodeBodyTooLarge     Code = "body_too_large"
	CodeUnknownSite      Code = "unknown_site"
	CodeOriginNotAllowed Code = "origin_not_allowed"
	CodeUnauthorized     Code = "unauthorized"
	CodeIdentityInvalid  Code = "identity_invalid"
	CodeBlocked          Code = "blocked"   // the team will not hear this visitor
	CodeRefused          Code = "refused"   // the state of the conversation refuses it
	CodeTooLate          Code = "too_late"  // a message is too old to be changed
	CodeWithdrawn        Code = "withdrawn" // a message was deleted
	CodeNotFound         Code = "not_found"
	CodeGone             Code = "gone" // it was here and is no more
	CodeFilesOff         Code = "files_off"
	CodeFileTooLarge     Code = "file_too_large"
	CodeFileType         Code = "file_type"
	CodeFileEmpty        Code = "file_empty"
	CodeInvalidFile      Code = "invalid_file"   // it cannot be read
	CodeTooManyFiles     Code = "too_many_files" // of this conversation
	CodeMethodNotAllowed Code = "method_not_allowed"
	CodeRateLimited      Code = "rate_limited"
	CodeTooManyAsks      Code = "too_many_asks" // nobody was rung; the conversation asks for details
	CodeTooManyStreams   Code = "too_many_streams"
	CodeUnavailable      Code = "unavailable"
	CodeInternal         Code = "internal"
)

// status is the HTTP status of a code.
func (c Code) status() int {
	switch c {
	case CodeInvalidJSON, CodeInvalidFile:
		return http.StatusBadRequest
	case CodeInvalidField, CodeTextTooLong, CodeEmptyMessage, CodeFileEmpty:
		return http.StatusUnprocessableEntity
	case CodeBodyTooLarge, CodeFileTooLarge:
		return http.StatusRequestEntityTooLarge
	case CodeUnknownSite, CodeNotFound:
		return http.StatusNotFound
	case CodeGone:
		return http.StatusGone
	case CodeFileType:
		return http.StatusUnsupportedMediaType
	case CodeOriginNotAllowed, CodeIdentityInvalid, CodeBlocked, CodeFilesOff:
		return http.StatusForbidden
	case CodeUnauthorized:
		return http.StatusUnauthorized
	case CodeRefused, CodeTooLate, CodeTooManyFiles:
		return http.StatusConflict
	case CodeWithdrawn:
		return http.StatusGone
	case CodeMethodNotAllowed:
		return http.StatusMethodNotAllowed
	case CodeRateLimited, CodeTooManyAsks, CodeTooManyStreams:
		return http.StatusTooManyRequests
	case CodeUnavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// problem is an error as RFC 9457 writes it. As an error it travels from where
// it is noticed to the edge that answers.
type problem struct {
	Code   Code
	Detail string            // a sentence for the visitor
	Errors []core.FieldError // for forms
	Retry  time.Duration     // when another try makes sense; 0 for never said
	Cause  error             // for the log only
}

func (p *problem) Error() string {
	if p.Cause != nil {
		return string(p.Code) + ": " + p.Cause.Error()
	}
	return string(p.Code) + ": " + p.Detail
}

func (p *problem) Unwrap() error { return p.Cause }

// fieldProblem says what is wrong with one field.
func fieldProblem(field, message string) *problem {
	return &problem{Code: CodeInvalidField, Detail: message, Errors: []core.FieldError{{Field: field, Message: message}}}
}

// answer writes the problem.
func (p *problem) answer(w http.ResponseWriter) {
	status := p.Code.status()
	body, err := json.Marshal(struct {
		Type   string            `json:"type"`
		Title  string            `json:"title"`
		Status int               `json:"status"`
		Detail string            `json:"detail"`
		Code   Code              `json:"code"`
		Errors []core.FieldError `json:"errors,omitempty"`
	}{"about:blank", http.StatusText(status), status, p.Detail, p.Code, p.Errors})
	if err != nil {
		body = []byte(`{"type":"about:blank","title":"Internal Server Error","status":500,"code":"internal"}`)
	}
	h := w.Header()
	if p.Retry > 0 {
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(p.Retry.Seconds()))))
	}
	if p.Code == CodeUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="bellhop"`)
	}
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the client may be gone; there is nobody else to tell
}

// problemOf finds the problem in an error.
func problemOf(err error) *problem {
	var p *problem
	if errors.As(err, &p) {
		return p
	}
	return known(err)
}
