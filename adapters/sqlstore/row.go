package sqlstore

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"
)

// stamp is a time as the database holds it: milliseconds, 0 for never.
func stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// moment is the way back.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// bit is a truth as the database holds it.
func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// doc is a list, map or struct as JSON; empty ones are the empty text.
func doc(v any) string {
	if r := reflect.ValueOf(v); !r.IsValid() || r.IsZero() || (r.Kind() != reflect.Pointer && r.Kind() != reflect.Struct && r.Len() == 0) {
		return ""
	}
	b, err := json.Marshal(v)
	if err != nil {
		return "" // only strings, numbers and truths are stored this way
	}
	return string(b)
}

// toTime, toBit and toDoc scan what stamp, bit and doc stored.
type toTime struct{ to *time.Time }

func (s toTime) Scan(src any) error {
	ms, ok := src.(int64)
	if !ok {
		return fmt.Errorf("a time is %T, not a number", src)
	}
	*s.to = moment(ms)
	return nil
}

type toBit struct{ to *bool }

func (s toBit) Scan(src any) error {
	n, ok := src.(int64)
	if !ok {
		return fmt.Errorf("a truth is %T, not a number", src)
	}
	*s.to = n != 0
	return nil
}

type toDoc struct{ to any }

func (s toDoc) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("a document is %T, not a text", src)
	}
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), s.to)
}

// plain makes arguments what both databases take: texts that are valid UTF-8
// without NUL, 64-bit numbers, bytes.
func plain(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case string:
			out[i] = clean(v)
		case int64, []byte, []string, nil:
			out[i] = v
		case int:
			out[i] = int64(v)
		default:
			if r := reflect.ValueOf(a); r.Kind() == reflect.String {
				out[i] = clean(r.String())
				continue
			}
			out[i] = a
		}
	}
	return out
}

// clean takes out what PostgreSQL refuses in a TEXT, on both databases, so that
// they hold the same.
func clean(s string) string {
	if strings.IndexByte(s, 0) < 0 && utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\uFFFD")
}
