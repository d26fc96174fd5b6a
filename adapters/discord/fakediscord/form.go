package fakediscord

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// form gathers what is wrong with a body, each complaint at its place.
type form struct{ errors obj }

// add complains about the value at a path like "embeds.0.title". A complaint about a whole stands in the place of those about its parts.
func (f *form) add(path, code, format string, v ...any) {
	if f.errors == nil {
		f.errors = obj{}
	}
	at := f.errors
	for _, step := range strings.Split(path, ".") {
		if at["_errors"] != nil {
			return
		}
		next, ok := at[step].(obj)
		if !ok {
			next = obj{}
			at[step] = next
		}
		at = next
	}
	list, _ := at["_errors"].([]any)
	clear(at)
	at["_errors"] = append(list, obj{"code": code, "message": fmt.Sprintf(format, v...)})
}

// err is the refusal, if there was a complaint.
func (f *form) err() error {
	if len(f.errors) == 0 {
		return nil
	}
	status, message := refusal(50035)
	return &apiError{status: status, code: 50035, message: message, errors: f.errors}
}

// wrong is a form with one complaint.
func wrong(path, code, format string, v ...any) error {
	var f form
	f.add(path, code, format, v...)
	return f.err()
}

// text reads a string of least to most characters; ok says that it is there and not null.
func (f *form) text(body obj, path, key string, least, most int) (v string, ok bool) {
	raw, there := body[key]
	if !there || raw == nil {
		if least > 0 {
			f.add(path+key, "BASE_TYPE_REQUIRED", "This field is required")
		}
		return "", false
	}
	v, ok = raw.(string)
	if !ok {
		f.add(path+key, "STRING_TYPE_CONVERT", "Could not interpret %q as string.", fmt.Sprint(raw))
		return "", false
	}
	n := utf8.RuneCountInString(v)
	switch {
	case least > 0 && n == 0:
		f.add(path+key, "BASE_TYPE_REQUIRED", "This field is required")
	case n > most && least == 0:
		f.add(path+key, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
	case n < least || n > most:
		f.add(path+key, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
	}
	return v, true
}

// maybe is text that may be left out or be empty.
func (f *form) maybe(body obj, path, key string, most int) (string, bool) {
	return f.text(body, path, key, 0, most)
}

// number reads a whole number.
func (f *form) number(body obj, path, key string, least, most int) (n int, ok bool) {
	raw, there := body[key]
	if !there || raw == nil {
		return 0, false
	}
	v, ok := raw.(float64)
	if !ok || v != float64(int64(v)) {
		f.add(path+key, "NUMBER_TYPE_COERCE", "Value %q is not int.", fmt.Sprint(raw))
		return 0, false
	}
	if v < float64(least) || v > float64(most) {
		f.add(path+key, "NUMBER_TYPE_MAX", "Value should be between %d and %d.", least, most)
	}
	return int(v), true
}

func (f *form) flag(body obj, path, key string) (v, ok bool) {
	raw, there := body[key]
	if !there || raw == nil {
		return false, false
	}
	v, ok = raw.(bool)
	if !ok {
		f.add(path+key, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
	}
	return v, ok
}

// list reads an array of objects of at most most.
func (f *form) list(body obj, path, key string, most int) []obj {
	raw, there := body[key]
	if !there || raw == nil {
		return nil
	}
	v, ok := raw.([]any)
	if !ok {
		f.add(path+key, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
		return nil
	}
	if len(v) > most {
		f.add(path+key, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
	}
	out := make([]obj, len(v))
	for i, e := range v {
		if out[i], ok = e.(obj); !ok {
			f.add(fmt.Sprintf("%s%s.%d", path, key, i), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
		}
	}
	return out
}

// ids reads an array of ids; null and anything else is wrong.
func (f *form) ids(body obj, path, key string, most int) []string {
	raw, there := body[key]
	if !there {
		return nil
	}
	v, ok := raw.([]any)
	if !ok {
		f.add(path+key, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
		return nil
	}
	var out []string
	for i, e := range v {
		id, _ := e.(string)
		if !isID(e) {
			f.add(fmt.Sprintf("%s%s.%d", path, key, i), "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", fmt.Sprint(e))
		}
		if slices.Contains(out, id) {
			f.add(path+key, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
		}
		out = append(out, id)
	}
	if len(out) > most {
		f.add(path+key, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
	}
	return out
}

func (f *form) web(body obj, path, key string) {
	v, ok := f.maybe(body, path, key, 2048)
	u, err := url.Parse(v)
	if ok && v != "" && (err != nil || u.Host == "" || !slices.Contains([]string{"http", "https", "attachment"}, u.Scheme)) && !strings.HasPrefix(v, "attachment://") {
		f.add(path+key, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
	}
}

// only complains about what Discord would silently ignore: here it is a mistake.
func (f *form) only(body obj, path string, keys ...string) {
	for k := range body {
		if !slices.Contains(keys, k) {
			f.add(path+k, "UNKNOWN_FIELD", "Discord knows no such field.")
		}
	}
}
