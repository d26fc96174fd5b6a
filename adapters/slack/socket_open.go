package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gorilla/websocket"
	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	openWithin  = 10 * time.Second // from the handshake to hello
	maxEnvelope = 4 << 20          // bytes of a frame
)

const (
	cureAppToken = "Slack refuses the app token. Make one with the scope connections:write under Basic Information, App-Level Tokens, and set BELLHOP_SLACK_APP_TOKEN."
	cureSockets  = "Switch Socket Mode on, on the app's page in Slack; or unset BELLHOP_SLACK_APP_TOKEN and let Slack call this server."
	cureTooMany  = "An app may have ten sockets. End other processes that use this app's token."
)

// ticket asks Slack for an address at which one socket can be opened. The
// address is a secret.
func (s *Slack) ticket(ctx context.Context) (string, error) {
	within, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	api := slackgo.New("", slackgo.OptionAppLevelToken(s.app), slackgo.OptionAPIURL(s.api), slackgo.OptionHTTPClient(s.http))
	_, address, err := api.StartSocketModeContext(within)
	if err == nil {
		return address, nil
	}
	err = read(err)
	var se *core.SendError
	var code slackgo.SlackErrorResponse
	switch {
	case has(err, "socket_mode_not_enabled", "link_disabled", "not_enabled"):
		return "", &core.SendError{How: core.Held, Cause: "socket_mode_off", Cure: cureSockets, Err: err}
	case errors.As(err, &se) && se.How == core.Retry:
		return "", err
	case errors.As(err, &code):
		return "", &core.SendError{How: core.Held, Cause: "app_token_" + code.Err, Cure: cureAppToken, Err: err}
	}
	return "", err
}

// connect opens a socket and waits until Slack greets us on it.
func (s *Slack) connect(ctx context.Context) (*socket, error) {
	address, err := s.ticket(ctx)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "wss" && (u.Scheme != "ws" || strings.HasPrefix(s.api, "https:")) {
		return nil, &core.SendError{How: core.Held, Cause: "socket_address", Cure: "Slack gave an address for the socket that is not encrypted. Check BELLHOP_SLACK_API_URL."}
	}
	within, cancel := context.WithTimeout(ctx, openWithin)
	defer cancel()
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: openWithin}
	ws, res, err := dialer.DialContext(within, address, nil) //nolint:bodyclose // the dialer has read what there was of it
	if err != nil {
		status := 0
		if res != nil {
			status = res.StatusCode
		}
		return nil, &core.SendError{How: core.Retry, Cause: causeDial, Cure: cureReach, Err: fmt.Errorf("opening a socket (status %d): %w", status, err)}
	}
	ws.SetReadLimit(maxEnvelope)
	k := &socket{s: s, ws: ws, ended: make(chan struct{}), leave: make(chan struct{})}
	if err := k.greeted(); err != nil {
		_ = ws.Close() // the first error is the one to tell
		return nil, err
	}
	return k, nil
}

// greeted waits for hello.
func (k *socket) greeted() error {
	if err := k.ws.SetReadDeadline(time.Now().Add(openWithin)); err != nil {
		return err
	}
	var e socketEnvelope
	if err := k.ws.ReadJSON(&e); err != nil {
		return &core.SendError{How: core.Retry, Cause: causeSilence, Cure: cureReach, Err: err}
	}
	switch e.Type {
	case "hello":
		return nil
	case "disconnect":
		return disconnected(e.Reason)
	}
	return &core.SendError{How: core.Retry, Cause: "no_hello", Err: fmt.Errorf("greeted with %q", e.Type)}
}

// disconnected is why Slack takes a socket away.
func disconnected(reason string) error {
	switch reason {
	case "link_disabled":
		return &core.SendError{How: core.Held, Cause: "socket_mode_off", Cure: cureSockets}
	case "too_many_websockets":
		return &core.SendError{How: core.Held, Cause: reason, Cure: cureTooMany}
	}
	return &core.SendError{How: core.Retry, Cause: reason}
}
