package discord

import (
	"context"
	"errors"
	"net"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func TestEveryAnswerOfDiscordsEndsASendInItsWay(t *testing.T) {
	cases := []struct {
		name  string
		err   error
		how   core.How
		cause string
		dead  bool
		lost  bool
	}{
		{"dead token", &apiError{Status: 401, JSON: true}, core.Held, "token_refused", true, false},
		{"unknown channel", &apiError{Status: 404, Code: unknownChannel, JSON: true}, core.Held, "unknown_channel", false, false},
		{"unknown message", &apiError{Status: 404, Code: unknownMessage, JSON: true}, core.Held, causeThread, false, true},
		{"missing access", &apiError{Status: 403, Code: missingAccess, JSON: true}, core.Held, "missing_access", false, false},
		{"missing permissions", &apiError{Status: 403, Code: noPermission, JSON: true}, core.Held, causeRights, false, false},
		{"removed", &apiError{Status: 404, Code: unknownGuild, JSON: true}, core.Held, causeRemoved, false, false},
		{"webhook with another token", &apiError{Status: 401, Code: badWebhookToken, JSON: true}, core.Held, "unknown_webhook", false, false},
		{"locked", &apiError{Status: 403, Code: threadLocked, JSON: true}, core.Held, causeThread, false, true},
		{"thread cap", &apiError{Status: 400, Code: 160006, JSON: true}, core.Held, "too_many_threads", false, false},
		{"webhook cap", &apiError{Status: 400, Code: webhooksFull, JSON: true}, core.Held, "too_many_webhooks", false, false},
		{"AutoMod", &apiError{Status: 400, Code: 200000, JSON: true}, core.Refused, "blocked_words", false, false},
		{"harmful link", &apiError{Status: 400, Code: 240000, JSON: true}, core.Refused, "blocked_link", false, false},
		{"form", &apiError{Status: 400, Code: invalidForm, JSON: true}, core.Refused, "invalid_form", false, false},
		{"limit", &apiError{Status: 429, After: 7 * time.Second, JSON: true}, core.Retry, causeLimit, false, false},
		{"down", &apiError{Status: 503}, core.Unknown, "http_503", false, false},
		{"somebody else", &apiError{Status: 403}, core.Held, "http_403", false, false},
		{"cut", errors.New("EOF"), core.Unknown, causeSilence, false, false},
		{"late", context.DeadlineExceeded, core.Unknown, "timeout", false, false},
		{"not reached", &net.OpError{Op: "dial", Err: errors.New("refused")}, core.Retry, causeDial, false, false},
	}
	for _, c := range cases {
		var se *core.SendError
		if !errors.As(send(c.err, true), &se) || se.How != c.how || se.Cause != c.cause || se.Dead != c.dead || se.Lost != c.lost {
			t.Errorf("%s ends as %+v", c.name, se)
			continue
		}
		if (se.How == core.Held || se.How == core.Refused) && se.Cure == "" {
			t.Errorf("%s has no cure", c.name)
		}
	}
}

func TestWhatLeftNobodyIsTriedAgainAndWhatOnlyAskedToo(t *testing.T) {
	var se *core.SendError
	if !errors.As(send(errors.New("EOF"), false), &se) || se.How != core.Retry {
		t.Errorf("what never left ends as %+v", se)
	}
	if !errors.As(read(&apiError{Status: 500}), &se) || se.How != core.Retry {
		t.Errorf("a question ends as %+v", se)
	}
	if send(nil, true) != nil || read(nil) != nil {
		t.Error("success is an error")
	}
	if errors.As(send(&apiError{Status: 400, Code: 99999, JSON: true}, true), &se) && se.Cause == "" {
		t.Error("what is not known is classified")
	}
}

func TestEveryRuleHasItsCure(t *testing.T) {
	for code, r := range rules {
		if r.cause == "" || r.how != core.Retry && r.cure == "" {
			t.Errorf("%d has %+v", code, r)
		}
	}
}
