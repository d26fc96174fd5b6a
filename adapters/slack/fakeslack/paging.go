package fakeslack

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// paged cuts one page out of items by limit and cursor. The cursor is opaque to callers.
func paged[T any](items []T, a args, most int) (page []T, next string, err error) {
	limit, err := a.number("limit", min(100, most), 0, most)
	if err != nil {
		return nil, "", err
	}
	from, err := readCursor(a.str("cursor"), len(items))
	if err != nil {
		return nil, "", err
	}
	to := min(from+limit, len(items))
	if to < len(items) {
		next = base64.StdEncoding.EncodeToString([]byte("offset:" + strconv.Itoa(to)))
	}
	return items[from:to], next, nil
}

func readCursor(cursor string, most int) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	raw, err := base64.StdEncoding.DecodeString(cursor)
	digits, ok := strings.CutPrefix(string(raw), "offset:")
	if err != nil || !ok {
		return 0, fail("invalid_cursor")
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 || n > most {
		return 0, fail("invalid_cursor")
	}
	return n, nil
}
