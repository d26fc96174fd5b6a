package web

import (
	"strings"
	"testing"
)

func TestBadInputIsAnsweredClearly(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	long := strings.Repeat("x", 8001)
	for _, c := range []struct {
		name, method, path, body string
		header                   []string
		status                   int
		code, field              string
	}{
		// the body
		{"no JSON", "POST", "/v1/messages", `hello`, nil, 400, "invalid_json", ""},
		{"cut JSON", "POST", "/v1/messages", `{"client_id":"a"`, nil, 400, "invalid_json", ""},
		{"trailing rubbish", "POST", "/v1/messages", `{"client_id":"a","text":"b"} x`, nil, 400, "invalid_json", ""},
		{"two objects", "POST", "/v1/messages", `{"client_id":"a","text":"b"}{}`, nil, 400, "invalid_json", ""},
		{"a list", "POST", "/v1/messages", `[]`, nil, 400, "invalid_json", ""},
		{"null", "POST", "/v1/messages", `null`, nil, 400, "invalid_json", ""},
		{"a string", "POST", "/v1/typing", `"x"`, nil, 400, "invalid_json", ""},
		{"a field twice", "POST", "/v1/messages", `{"client_id":"a","text":"b","text":"c"}`, nil, 400, "invalid_json", "text"},
		{"a field twice in another case", "POST", "/v1/messages", `{"client_id":"a","text":"b","Text":"c"}`, nil, 400, "invalid_json", "Text"},
		{"no UTF-8", "POST", "/v1/messages", "{\"client_id\":\"a\",\"text\":\"\xff\"}", nil, 400, "invalid_json", ""},
		{"very deep", "POST", "/v1/messages", `{"x":` + strings.Repeat("[", 2000) + strings.Repeat("]", 2000) + `}`, nil, 400, "invalid_json", ""},
		{"64 KiB and more", "POST", "/v1/messages", `{"client_id":"a","text":"` + strings.Repeat("x", MaxBody) + `"}`, nil, 413, "body_too_large", ""},

		// messages
		{"text of the wrong type", "POST", "/v1/messages", `{"client_id":"a","text":7}`, nil, 400, "invalid_json", "text"},
		{"no client_id", "POST", "/v1/messages", `{"text":"b"}`, nil, 422, "invalid_field", "client_id"},
		{"nothing", "POST", "/v1/messages", ``, nil, 422, "invalid_field", "client_id"},
		{"a long client_id", "POST", "/v1/messages", `{"client_id":"` + strings.Repeat("a", 65) + `","text":"b"}`, nil, 422, "invalid_field", "client_id"},
		{"a client_id with a line break", "POST", "/v1/messages", `{"client_id":"a\nb","text":"b"}`, nil, 422, "invalid_field", "client_id"},
		{"no text", "POST", "/v1/messages", `{"client_id":"a"}`, nil, 422, "empty_message", "text"},
		{"null text", "POST", "/v1/messages", `{"client_id":"a","text":null}`, nil, 422, "empty_message", "text"},
		{"white text", "POST", "/v1/messages", `{"client_id":"a","text":" \n\t\u200b\u0000 "}`, nil, 422, "empty_message", "text"},
		{"long text", "POST", "/v1/messages", `{"client_id":"a","text":"` + long + `"}`, nil, 422, "text_too_long", "text"},
		{"eleven files", "POST", "/v1/messages", `{"client_id":"a","text":"b","files":[` + strings.Repeat(`{"name":"f"},`, 10) + `{"name":"f"}]}`, nil, 422, "invalid_field", "files"},
		{"a file without a name", "POST", "/v1/messages", `{"client_id":"a","text":"b","files":[{"size":1}]}`, nil, 422, "invalid_field", "files.0"},
		{"a file of negative size", "POST", "/v1/messages", `{"client_id":"a","text":"b","files":[{"name":"f","size":-1}]}`, nil, 422, "invalid_field", "files.0"},
		{"a file of the wrong type", "POST", "/v1/messages", `{"client_id":"a","text":"b","files":{"name":"f"}}`, nil, 400, "invalid_json", "files"},

		// changes
		{"an edit of nothing that is a number", "PATCH", "/v1/messages/x", `{"client_id":"a","text":"b"}`, nil, 422, "invalid_field", "seq"},
		{"an edit of a negative number", "PATCH", "/v1/messages/-1", `{"client_id":"a","text":"b"}`, nil, 422, "invalid_field", "seq"},
		{"an edit of message 0", "PATCH", "/v1/messages/0", `{"client_id":"a","text":"b"}`, nil, 404, "not_found", ""},
		{"an edit without client_id", "PATCH", "/v1/messages/1", `{"text":"b"}`, nil, 422, "invalid_field", "client_id"},
		{"an edit without text", "PATCH", "/v1/messages/1", `{"client_id":"a"}`, nil, 422, "empty_message", "text"},
		{"a long edit", "PATCH", "/v1/messages/1", `{"client_id":"a","text":"` + long + `"}`, nil, 422, "text_too_long", "text"},
		{"an edit of files", "PATCH", "/v1/messages/1", `{"client_id":"a","text":"b","files":[{"name":"f"}]}`, nil, 422, "invalid_field", "files"},
		{"an edit that is no JSON", "PATCH", "/v1/messages/1", `x`, nil, 400, "invalid_json", ""},
		{"a deletion of nothing that is a number", "DELETE", "/v1/messages/1.5", "", nil, 422, "invalid_field", "seq"},
		{"a deletion of a number too large", "DELETE", "/v1/messages/9223372036854775808", "", nil, 422, "invalid_field", "seq"},
		{"a deletion of what is not there", "DELETE", "/v1/messages/1", "", nil, 404, "not_found", ""},
		{"reading one message", "GET", "/v1/messages/1", "", nil, 405, "method_not_allowed", ""},

		// numbers
		{"after is a word", "GET", "/v1/conversation?after=x", "", nil, 422, "invalid_field", "after"},
		{"after is nothing", "GET", "/v1/conversation?after=", "", nil, 422, "invalid_field", "after"},
		{"after is negative", "GET", "/v1/conversation?after=-1", "", nil, 422, "invalid_field", "after"},
		{"after is too large", "GET", "/v1/conversation?after=9223372036854775808", "", nil, 422, "invalid_field", "after"},
		{"after is a fraction", "GET", "/v1/conversation?after=1.5", "", nil, 422, "invalid_field", "after"},
		{"after twice", "GET", "/v1/conversation?after=1&after=2", "", nil, 422, "invalid_field", "after"},
		{"a stream after a word", "GET", "/v1/stream?after=x", "", nil, 422, "invalid_field", "after"},
		{"a stream after a bad id", "GET", "/v1/stream?after=1", "", []string{"Last-Event-ID", "x"}, 422, "invalid_field", "Last-Event-ID"},
		{"no seq", "POST", "/v1/read", `{}`, nil, 422, "invalid_field", "seq"},
		{"negative seq", "POST", "/v1/read", `{"seq":-1}`, nil, 422, "invalid_field", "seq"},
		{"broken seq", "POST", "/v1/read", `{"seq":1.5}`, nil, 400, "invalid_json", "seq"},
		{"huge seq", "POST", "/v1/read", `{"seq":1e30}`, nil, 400, "invalid_json", "seq"},
		{"seq in quotes", "POST", "/v1/read", `{"seq":"1"}`, nil, 400, "invalid_json", "seq"},

		// details
		{"no details", "POST", "/v1/details", `{}`, nil, 422, "invalid_field", "email"},
		{"no address", "POST", "/v1/details", `{"email":"me"}`, nil, 422, "invalid_field", "email"},
		{"no phone", "POST", "/v1/details", `{"phone":"call me"}`, nil, 422, "invalid_field", "phone"},
		{"a long name", "POST", "/v1/details", `{"name":"` + strings.Repeat("n", 101) + `"}`, nil, 422, "invalid_field", "name"},
		{"a long note", "POST", "/v1/details", `{"note":"` + strings.Repeat("n", 2001) + `"}`, nil, 422, "invalid_field", "note"},
		{"details of the wrong type", "POST", "/v1/details", `{"name":["a"]}`, nil, 400, "invalid_json", "name"},
		{"handoff with a list", "POST", "/v1/handoff", `[1]`, nil, 400, "invalid_json", ""},
		{"end with rubbish", "POST", "/v1/end", `{`, nil, 400, "invalid_json", ""},

		// paths
		{"an unknown path", "GET", "/v1/nothing", "", nil, 404, "not_found", ""},
		{"a slash too many", "GET", "/v1/conversation/", "", nil, 404, "not_found", ""},
		{"the wrong method", "GET", "/v1/messages", "", nil, 405, "method_not_allowed", ""},
		{"deleting", "DELETE", "/v1/conversation", "", nil, 405, "method_not_allowed", ""},
		{"an unknown method", "BREW", "/v1/stream", "", nil, 405, "method_not_allowed", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := &house{T: t, url: h.url}
			a := h.call(c.method, c.path, token, c.body, c.header...)
			p := a.problem(t)
			if a.Status != c.status || p.Code != c.code {
				t.Fatalf("got %d %s, want %d %s: %s", a.Status, p.Code, c.status, c.code, a.Body)
			}
			if c.field == "" && len(p.Errors) == 0 {
				return
			}
			if len(p.Errors) != 1 || p.Errors[0].Field != c.field || p.Errors[0].Message == "" {
				t.Errorf("errors are %+v, want one about %q", p.Errors, c.field)
			}
		})
	}
	if m := h.messages(token, 0); len(m) != 0 {
		t.Errorf("something was stored: %+v", m)
	}
}

func TestBadArrivalsAreAnsweredClearly(t *testing.T) {
	h := build(t, nil)
	for _, c := range []struct {
		name, body  string
		status      int
		code, field string
	}{
		{"no site", `{}`, 422, "invalid_field", "site"},
		{"nothing", ``, 422, "invalid_field", "site"},
		{"an unknown site", `{"site":"nowhere"}`, 404, "unknown_site", ""},
		{"a site of the wrong type", `{"site":1}`, 400, "invalid_json", "site"},
		{"a strange e-mail address", `{"site":"shop","email":"me"}`, 422, "invalid_field", "email"},
		{"a long name", `{"site":"shop","name":"` + strings.Repeat("n", 101) + `"}`, 422, "invalid_field", "name"},
		{"a nested attribute", `{"site":"shop","attributes":{"a":{"b":1}}}`, 422, "invalid_field", "attributes.a"},
		{"a list as attribute", `{"site":"shop","attributes":{"a":[1]}}`, 422, "invalid_field", "attributes.a"},
		{"attributes as a list", `{"site":"shop","attributes":[1]}`, 400, "invalid_json", "attributes"},
		{"a long attribute", `{"site":"shop","attributes":{"a":"` + strings.Repeat("v", 201) + `"}}`, 422, "invalid_field", "attributes"},
		{"a wrong identity", `{"site":"shop","identity":{"user_id":"u1","hash":"00"}}`, 403, "identity_invalid", ""},
		{"an identity without a user", `{"site":"shop","identity":{"hash":"00"}}`, 422, "invalid_field", "identity"},
		{"an identity of the wrong type", `{"site":"shop","identity":"u1"}`, 400, "invalid_json", "identity"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := &house{T: t, url: h.url}
			a := h.call("POST", "/v1/visitors", "", c.body)
			p := a.problem(t)
			if a.Status != c.status || p.Code != c.code || c.field != "" && (len(p.Errors) == 0 || p.Errors[0].Field != c.field) {
				t.Errorf("got %d %s, want %d %s about %q", a.Status, a.Body, c.status, c.code, c.field)
			}
		})
	}
}

func TestATokenIsNeededForAllButArriving(t *testing.T) {
	h := build(t, nil)
	for _, c := range []struct{ method, path string }{
		{"GET", "/v1/conversation"}, {"GET", "/v1/stream"}, {"POST", "/v1/messages"}, {"POST", "/v1/handoff"}, {"PATCH", "/v1/messages/1"}, {"DELETE", "/v1/messages/1"},
		{"POST", "/v1/details"}, {"POST", "/v1/typing"}, {"POST", "/v1/read"}, {"POST", "/v1/end"},
	} {
		for _, header := range [][]string{nil, {"Authorization", "Bearer unknown"}, {"Authorization", "Bearer "}, {"Authorization", "Basic eDp5"},
			{"Authorization", "Bearer " + strings.Repeat("x", 300)}} {
			a := h.call(c.method, c.path, "", `{}`, header...)
			if p := a.problem(t); a.Status != 401 || p.Code != "unauthorized" || a.Header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s %s with %v: %d %s", c.method, c.path, header, a.Status, a.Body)
			}
		}
	}
}

func TestAWrongMethodIsToldTheRightOnes(t *testing.T) {
	h := build(t, nil)
	if a := h.call("PUT", "/v1/conversation", "", ""); a.Header.Get("Allow") != "GET, HEAD, OPTIONS" {
		t.Errorf("Allow is %q", a.Header.Get("Allow"))
	}
	a := h.call("OPTIONS", "/v1/messages", "", "")
	if a.Status != 204 || a.Header.Get("Allow") != "POST, OPTIONS" {
		t.Errorf("OPTIONS answered %d with Allow %q", a.Status, a.Header.Get("Allow"))
	}
	if a := h.call("PUT", "/v1/messages/1", "", ""); a.Status != 405 || a.Header.Get("Allow") != "PATCH, DELETE, OPTIONS" {
		t.Errorf("Allow is %q", a.Header.Get("Allow"))
	}
	if a := h.call("OPTIONS", "/v1/nothing", "", ""); a.Status != 404 {
		t.Errorf("OPTIONS of nothing answered %d", a.Status)
	}
	token := h.arrive()
	for _, path := range []string{"/v1/conversation", "/v1/stream", "/widget.js", "/healthz", "/"} {
		if a := h.call("HEAD", path, token, ""); a.Status != 200 || len(a.Body) != 0 || a.Header.Get("Content-Type") == "" {
			t.Errorf("HEAD %s: %d with %d bytes of %q", path, a.Status, len(a.Body), a.Header.Get("Content-Type"))
		}
	}
	if n := h.web.Streams(); n != 0 {
		t.Errorf("HEAD left %d streams open", n)
	}
}
