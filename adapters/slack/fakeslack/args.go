package fakeslack

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// args are the decoded arguments of a call: strings, numbers, booleans, objects and lists, as JSON has them.
type args map[string]any

const maxBody = 4 << 20

// readArgs decodes a call sent as a query, a form, or JSON, and finds its token (header first, then the field).
func readArgs(r *http.Request) (args, string, error) {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	a := args{}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err != nil {
		return nil, "", fail("request_timeout")
	}
	form := r.URL.Query()
	switch {
	case kind == "application/json" && len(body) > 0:
		if err := json.Unmarshal(body, &a); err != nil {
			return nil, "", fail("invalid_json")
		}
	case kind == "application/x-www-form-urlencoded" || len(body) == 0:
		posted, err := url.ParseQuery(string(body))
		if err != nil {
			return nil, "", fail("invalid_form_data")
		}
		for k, v := range posted {
			form[k] = v
		}
	default:
		return nil, "", fail("invalid_post_type")
	}
	for k, v := range form {
		a[k] = decodeField(k, v[0])
	}
	if token == "" {
		token, _ = a["token"].(string)
	}
	delete(a, "token")
	return a, token, nil
}

// decodeField turns a form field into what the same argument is in JSON. What does not decode stays text, for the method to refuse.
func decodeField(name, v string) any {
	switch name {
	case "blocks", "attachments", "metadata", "view", "files":
		var out any
		if json.Unmarshal([]byte(v), &out) == nil {
			return out
		}
	case "as_user", "link_names", "mrkdwn", "unfurl_links", "unfurl_media", "reply_broadcast", "inclusive", "include_all_metadata",
		"include_locale", "include_num_members", "exclude_archived":
		if b, err := strconv.ParseBool(v); err == nil {
			return b
		}
	case "limit", "length":
		if n, err := strconv.ParseFloat(v, 64); err == nil {
			return n
		}
	}
	return v
}

func (a args) str(name string) string {
	v, _ := a[name].(string)
	return v
}

func (a args) flag(name string) bool {
	switch v := a[name].(type) {
	case bool:
		return v
	case float64:
		return v != 0
	}
	return false
}

// number is an argument within limits; absent means def, outside means invalid_limit.
func (a args) number(name string, def, lo, hi int) (int, error) {
	v, ok := a[name]
	if !ok {
		return def, nil
	}
	n, ok := v.(float64)
	if !ok || int(n) < lo || int(n) > hi {
		return 0, fail("invalid_limit")
	}
	if n == 0 {
		return def, nil
	}
	return int(n), nil
}

// list is an argument that must be a JSON array if it is there.
func (a args) list(name, code string) ([]any, bool, error) {
	v, ok := a[name]
	if !ok || v == nil || v == "" {
		return nil, false, nil
	}
	l, ok := v.([]any)
	if !ok {
		return nil, true, failWith(code, "[ERROR] must be an array [json-pointer:/"+name+"]")
	}
	return l, true, nil
}
