package slack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// pictureHosts serve the pictures of Slack's people; the host of the Web API
// may, too. Nobody else is asked, whatever a profile says.
var pictureHosts = []string{"slack-edge.com", "slack.com", "slack-gov.com", "gravatar.com", "wp.com"}

// pictureTypes are the pictures we pass on, as found in the bytes.
var pictureTypes = []string{"image/png", "image/jpeg", "image/gif", "image/webp"}

// Picture fetches a picture of a person. It sends no token, follows redirects
// among the picture hosts only, and answers an error for anything that is no
// picture or longer than most bytes.
func (s *Slack) Picture(ctx context.Context, _ core.Connection, address string, most int64) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	if err := s.mayFetch(req.URL); err != nil {
		return nil, err
	}
	c := *s.http
	c.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		if len(via) >= 3 {
			return errors.New("too many redirects")
		}
		return s.mayFetch(r.URL)
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

func (s *Slack) mayFetch(u *url.URL) error {
	host := strings.ToLower(u.Hostname())
	if u.Host == s.host {
		return nil
	}
	ours := slices.ContainsFunc(pictureHosts, func(h string) bool { return host == h || strings.HasSuffix(host, "."+h) })
	if u.Scheme != "https" || !ours {
		return fmt.Errorf("picture: %s://%s is no address of Slack's pictures", u.Scheme, u.Host)
	}
	return nil
}
