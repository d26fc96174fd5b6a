package main

import (
	"context"
	"io"
	"net/http"
)

// fetch gets an address in one piece; encoding is what to accept, empty for
// plain bytes.
func fetch(ctx context.Context, url, encoding string) (int, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, nil, err
	}
	if encoding == "" {
		encoding = "identity"
	}
	req.Header.Set("Accept-Encoding", encoding)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close() // read to its end
	body, err := io.ReadAll(res.Body)
	return res.StatusCode, body, err
}
