package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/bellhop-chat/bellhop/core"
)

// The causes that are ours and no code of Slack's.
const (
	causeThread  = "thread_gone"
	causeLimit   = "ratelimited"
	causeSilence = "no_answer"
	causeDial    = "unreachable"
	causeMore    = "more_to_tell"
)

// bareWait is how long a 429 without Retry-After is obeyed; Slack's limits on
// posting are per second.
const bareWait = time.Second

// The cures that several codes share.
const (
	cureToken   = "Slack refuses the bot token. Install the app again and set the new token."
	cureChannel = "Invite the bot to the channel with /invite, or set another channel."
	cureArchive = "Unarchive the channel, or set another one."
	cureRights  = "A rule of the Slack workspace forbids the bot to post there. Ask an admin to allow it, or set another channel."
	cureThread  = "Nothing to do: the card was deleted in Slack, and its thread with it, so a new one is opened."
	cureScope   = "Add the missing scope on the app's page, install the app again and set the new token."
	cureReach   = "Nothing to do: it is looked for and tried again. If it stays so, check that this machine reaches Slack's API (BELLHOP_SLACK_API_URL)."
	cureOther   = "What answers at the Slack API address is not Slack. Check BELLHOP_SLACK_API_URL and the proxies on the way."
	cureLater   = "Nothing to do: Slack is busy with the workspace, it is tried again."
)

// rule is what one code of Slack's means for a send.
type rule struct {
	how   core.How
	after time.Duration
	cure  string
	dead  bool // the token is dead: nothing at all can be sent
}

var tokenDead = rule{how: core.Held, cure: cureToken, dead: true}

// rules classifies Slack's codes. What is not here is no SendError: it backs
// off and is refused in the end.
var rules = map[string]rule{
	"account_inactive": tokenDead, "invalid_auth": tokenDead, "token_revoked": tokenDead, "token_expired": tokenDead,
	"not_authed": tokenDead, "team_access_not_granted": tokenDead, "access_denied": tokenDead, "not_allowed_token_type": tokenDead,

	"channel_not_found": {how: core.Held, cure: cureChannel}, "not_in_channel": {how: core.Held, cure: cureChannel},
	"channel_is_archived": {how: core.Held, cure: cureArchive}, "is_archived": {how: core.Held, cure: cureArchive},
	"no_permission": {how: core.Held, cure: cureRights}, "ekm_access_denied": {how: core.Held, cure: cureRights},
	"restricted_action": {how: core.Held, cure: cureRights}, "restricted_action_read_only_channel": {how: core.Held, cure: cureRights},
	"restricted_action_thread_only_channel":    {how: core.Held, cure: cureRights},
	"restricted_action_non_threadable_channel": {how: core.Held, cure: cureRights},
	"restricted_action_thread_locked":          {how: core.Held, cure: "Unlock the thread in Slack."},
	"missing_scope":                            {how: core.Held, cure: cureScope},
	"message_limit_exceeded":                   {how: core.Held, cure: "The Slack workspace has reached its message limit. Ask its admin to raise it."},
	"thread_not_found":                         {how: core.Held, cure: cureThread},
	"message_not_found":                        {how: core.Held, cure: cureThread},

	"ratelimited": {how: core.Retry, after: bareWait}, "rate_limited": {how: core.Retry, after: bareWait},
	"request_timeout": {how: core.Retry}, "service_unavailable": {how: core.Unknown},
	"team_added_to_org":  {how: core.Retry, after: time.Minute, cure: cureLater},
	"org_login_required": {how: core.Retry, after: time.Minute, cure: cureLater},
	"internal_error":     {how: core.Unknown}, "fatal_error": {how: core.Unknown},
}

// refusals are the codes that mean this one message and no other.
var refusals = map[string]string{
	"msg_too_long":                  "The message is too long for Slack.",
	"msg_blocks_too_long":           "The message is too long for Slack.",
	"invalid_blocks":                "Slack does not take the form of the message; please report it.",
	"invalid_blocks_format":         "Slack does not take the form of the message; please report it.",
	"invalid_arguments":             "Slack does not take the form of the message; please report it.",
	"invalid_metadata_format":       "Slack does not take the form of the message; please report it.",
	"invalid_metadata_schema":       "Slack does not take the form of the message; please report it.",
	"metadata_too_large":            "Slack does not take the form of the message; please report it.",
	"invalid_thread_ts":             "Slack does not know the thread; please report it.",
	"no_text":                       "There is nothing to show.",
	"too_many_attachments":          "The message has too many attachments.",
	"cannot_reply_to_message":       "Slack allows no thread under this message.",
	"cant_update_message":           "The message is not ours to change.",
	"edit_window_closed":            "The workspace allows no edits of messages this old.",
	"user_not_in_channel":           "The person has left the channel.",
	"user_not_found":                "The person is not in the workspace any more.",
	"message_blocked":               "A rule of the workspace blocks the words.",
	"restricted_action_word_filter": "A rule of the workspace blocks the words.",
}

func threadGone(err error) error {
	return &core.SendError{How: core.Held, Cause: causeThread, Cure: cureThread, Lost: true, Err: err}
}

func isGone(err error) bool {
	var se *core.SendError
	return errors.As(err, &se) && se.Lost
}

// has tells whether Slack answered one of these codes.
func has(err error, codes ...string) bool {
	var code slackgo.SlackErrorResponse
	return errors.As(err, &code) && slices.Contains(codes, code.Err)
}

// send says how a call that posts, changes or deletes ended. sent tells that
// the request may have left us.
func send(err error, sent bool) error {
	if err == nil {
		return nil
	}
	out := classify(err)
	var se *core.SendError
	switch {
	case !errors.As(out, &se):
		return out
	case se.How == core.Unknown && !sent:
		return &core.SendError{How: core.Retry, Cause: causeDial, Cure: cureReach, Err: err}
	}
	return out
}

// read says how a call that only asks ended: what is unknown when sending is
// asked again here.
func read(err error) error {
	if err == nil {
		return nil
	}
	out := classify(err)
	var se *core.SendError
	if errors.As(out, &se) && se.How == core.Unknown {
		return &core.SendError{How: core.Retry, Cause: se.Cause, Cure: se.Cure, Err: err}
	}
	return out
}

func classify(err error) error {
	var already *core.SendError
	var limited *slackgo.RateLimitedError
	var status slackgo.StatusCodeError
	var code slackgo.SlackErrorResponse
	switch {
	case errors.As(err, &already):
		return err
	case errors.As(err, &limited):
		return &core.SendError{How: core.Retry, After: max(limited.RetryAfter, bareWait), Cause: causeLimit, Err: err}
	case errors.As(err, &status):
		return byStatus(status, err)
	case errors.As(err, &code):
		return byCode(code, err)
	}
	return byNetwork(err)
}

func byStatus(status slackgo.StatusCodeError, err error) error {
	cause := fmt.Sprintf("http_%d", status.Code)
	switch {
	case status.Code == http.StatusTooManyRequests:
		return &core.SendError{How: core.Retry, After: bareWait, Cause: causeLimit, Err: err}
	case status.Code >= 500:
		return &core.SendError{How: core.Unknown, Cause: cause, Cure: cureReach, Err: err}
	}
	return &core.SendError{How: core.Held, Cause: cause, Cure: cureOther, Err: err}
}

func byCode(code slackgo.SlackErrorResponse, err error) error {
	if r, ok := rules[code.Err]; ok {
		se := &core.SendError{How: r.how, After: r.after, Cause: code.Err, Cure: r.cure, Dead: r.dead, Err: err}
		switch {
		case code.Err == "thread_not_found" || code.Err == "message_not_found":
			se.Cause, se.Lost = causeThread, true
		case code.Needed != "":
			se.Cure = "Add the scope " + code.Needed + " on the app's page, install the app again and set the new token."
		}
		return se
	}
	if cure, ok := refusals[code.Err]; ok {
		return &core.SendError{How: core.Refused, Cause: code.Err, Cure: cure, Err: err}
	}
	if strings.HasPrefix(code.Err, "restricted_action") { // Slack adds rules
		return &core.SendError{How: core.Held, Cause: code.Err, Cure: cureRights, Err: err}
	}
	return fmt.Errorf("slack answered: %w", err)
}

// byNetwork classifies what is no answer of Slack's at all: nothing was sent
// when the connection did not come about, anything else may have arrived.
func byNetwork(err error) error {
	var op *net.OpError
	var dns *net.DNSError
	if errors.As(err, &dns) || errors.As(err, &op) && op.Op == "dial" {
		return &core.SendError{How: core.Retry, Cause: causeDial, Cure: cureReach, Err: err}
	}
	var page *json.SyntaxError
	cause, cure := causeSilence, cureReach
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		cause = "timeout"
	case errors.As(err, &page):
		cause, cure = "no_json", cureOther
	}
	return &core.SendError{How: core.Unknown, Cause: cause, Cure: cure, Err: err}
}
