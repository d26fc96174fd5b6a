package fakediscord

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	maxBody = 25 << 20 // of a whole request
	maxFile = 10 << 20 // of each file in it
)

// Call is one request to the API as it came in, also those refused or met by a fault. Tokens are not kept, but for those in Path.
type Call struct {
	Method string     `json:"method"`
	Route  string     `json:"route"` // the template, without the version
	Path   string     `json:"path"`
	Query  url.Values `json:"query"`
	Body   any        `json:"body"`
	At     time.Time  `json:"at"`
	Status int        `json:"status"`         // 0 when a fault cut it
	Code   int        `json:"code,omitempty"` // of the error
	Fault  Kind       `json:"fault,omitempty"`
}

// call is a request while it is carried out.
type call struct {
	*Call
	at     func(name string) string // a piece of the path
	body   obj                      // empty when there is none
	files  []file
	token  string // of the Authorization header
	header http.Header
}

type file struct {
	n    int
	name string
	data []byte
}

func (s *Server) readCall(rt route, r *http.Request) (*call, error) {
	c := &call{
		Call: &Call{Method: rt.method, Route: rt.path, Path: r.URL.Path, Query: r.URL.Query(), At: s.cfg.Now()},
		at:   r.PathValue, body: obj{}, header: r.Header,
	}
	c.token = r.Header.Get("Authorization")
	if v := r.PathValue("api_version"); v != "v9" && v != "v10" {
		return c, &apiError{status: 400, code: 50041, message: "Invalid API version provided"}
	}
	raw, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	if err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return c, refuse(40005)
		}
		return c, plainError(400, "400: Bad Request")
	}
	return c, c.decode(raw)
}

func (c *call) decode(raw []byte) error {
	if len(raw) == 0 {
		return nil
	}
	kind, params, _ := mime.ParseMediaType(c.header.Get("Content-Type"))
	var err error
	switch kind {
	case "application/json":
	case "multipart/form-data":
		if raw, err = c.parts(raw, params["boundary"]); err != nil {
			return err
		}
	default:
		return &apiError{status: 400, code: 50035, message: "Invalid Form Body", errors: obj{"_errors": []any{obj{
			"code": "CONTENT_TYPE_INVALID", "message": `Expected "Content-Type" header to be one of {'application/json'}.`,
		}}}}
	}
	if json.Unmarshal(raw, &c.Body) != nil {
		return refuse(50109)
	}
	if m, ok := c.Body.(obj); ok {
		c.body = m
	}
	return nil
}

var fileField = regexp.MustCompile(`^files\[(\d{1,2})\]$`)

// parts reads a multipart body: payload_json and files[n].
func (c *call) parts(raw []byte, boundary string) ([]byte, error) {
	payload := []byte("{}")
	mr := multipart.NewReader(strings.NewReader(string(raw)), boundary)
	for {
		p, err := mr.NextPart()
		if errors.Is(err, io.EOF) {
			return payload, nil
		}
		if err != nil {
			return nil, plainError(400, "400: Bad Request")
		}
		data, err := io.ReadAll(p)
		if err != nil {
			return nil, plainError(400, "400: Bad Request")
		}
		if p.FormName() == "payload_json" {
			payload = data
			continue
		}
		n := fileField.FindStringSubmatch(p.FormName())
		if n == nil {
			return nil, wrong(p.FormName(), "UNKNOWN_FIELD", "Discord knows payload_json and files[n].")
		}
		if len(data) > maxFile {
			return nil, refuse(40005)
		}
		i, _ := strconv.Atoi(n[1]) // two digits
		c.files = append(c.files, file{i, p.FileName(), data})
	}
}

// flag reads a boolean of the query.
func (c *call) flag(name string) bool {
	v, _ := strconv.ParseBool(c.Query.Get(name))
	return v
}

// limit reads a number of the query.
func (c *call) limit(otherwise, least, most int) (int, error) {
	v := c.Query.Get("limit")
	if v == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < least || n > most {
		return 0, wrong("limit", "NUMBER_TYPE_MAX", "Value should be between %d and %d.", least, most)
	}
	return n, nil
}

// bare is the call as it is remembered: without pictures, which are long.
func (c *call) bare() *Call {
	if m, ok := c.Body.(obj); ok && m["avatar"] != nil {
		m = maps.Clone(m)
		m["avatar"] = "…"
		c.Body = m
	}
	return c.Call
}
