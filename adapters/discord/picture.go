package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"

	"github.com/bellhop-chat/bellhop/core"
)

// pictureHost serves the pictures of Discord's people; the host of the API may,
// too. Nobody else is asked, whatever a profile says.
const pictureHost = "cdn.discordapp.com"

// pictureTypes are the pictures we pass on, as found in the bytes.
var pictureTypes = []string{"image/png", "image/jpeg", "image/gif", "image/webp"}

// Picture fetches a picture of a person. It sends no token, follows redirects
// among the picture hosts only, and answers an error for anything that is no
// picture or longer than most bytes.
func (d *Discord) Picture(ctx context.Context, _ core.Connection, address string, most int64) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	if err := d.mayFetch(req.URL); err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", userAgent)
	c := *d.http
	c.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		if len(via) >= 3 {
			return errors.New("too many redirects")
		}
		return d.mayFetch(r.URL)
	}
	res, err := c.Do(req)
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("picture: status %d", res.StatusCode)
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, most+1))
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	if int64(len(data)) > most {
		return nil, fmt.Errorf("picture: more than %d bytes", most)
	}
	if kind := http.DetectContentType(data); !slices.Contains(pictureTypes, kind) {
		return nil, fmt.Errorf("picture: is %s", kind)
	}
	return data, nil
}

func (d *Discord) mayFetch(u *url.URL) error {
	if u.Host == d.host || u.Scheme == "https" && u.Host == pictureHost {
		return nil
	}
	return fmt.Errorf("picture: %s://%s is no address of Discord's pictures", u.Scheme, u.Host)
}
