package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

const maxAnswer = 8 << 20 // bytes of an answer

// ask calls a method of the Web API that only reads, where slack-go would lose
// what we need: fields it does not know, or the headers. into gets the whole
// answer. Errors are as slack-go makes them.
func (s *Slack) ask(ctx context.Context, c core.Connection, method string, args url.Values, into any) (http.Header, error) {
	within, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(within, http.MethodPost, s.api+method, strings.NewReader(args.Encode()))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Authorization", "Bearer "+c.Token)
	res, err := s.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", method, err)
	}
	defer res.Body.Close() // read to its end, or of no use
	if res.StatusCode == http.StatusTooManyRequests {
		if seconds, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil {
			return res.Header, &slackgo.RateLimitedError{RetryAfter: time.Duration(seconds) * time.Second}
		}
	}
	if res.StatusCode != http.StatusOK {
		return res.Header, slackgo.StatusCodeError{Code: res.StatusCode, Status: res.Status}
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return res.Header, fmt.Errorf("%s: %w", method, err)
	}
	var ok struct {
		OK     bool   `json:"ok"`
		Error  string `json:"error"`
		Needed string `json:"needed"`
	}
	if err := json.Unmarshal(body, &ok); err != nil {
		return res.Header, fmt.Errorf("%s: the answer is not JSON: %w", method, err)
	}
	if !ok.OK {
		return res.Header, slackgo.SlackErrorResponse{Err: ok.Error, Needed: ok.Needed}
	}
	return res.Header, json.Unmarshal(body, into)
}
