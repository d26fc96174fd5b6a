package discord

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

func threadGone(err error) error {
	return &core.SendError{How: core.Held, Cause: causeThread, Cure: cureThread, Lost: true, Err: err}
}

func isGone(err error) bool {
	var se *core.SendError
	return errors.As(err, &se) && se.Lost
}

func tokenRefused(err error) error {
	return &core.SendError{How: core.Held, Cause: "token_refused", Cure: cureToken, Dead: true, Err: err}
}

// has tells whether Discord answered one of these codes.
func has(err error, codes ...int) bool {
	var e *apiError
	return errors.As(err, &e) && slices.Contains(codes, e.Code)
}

// notThere tells that there is no such thing, whatever it is called.
func notThere(err error) bool {
	var e *apiError
	return errors.As(err, &e) && e.Status == http.StatusNotFound
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
		return &core.SendError{How: core.Retry, Cause: causeDial, Err: err}
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
		return &core.SendError{How: core.Retry, Cause: se.Cause, Err: err}
	}
	return out
}

func classify(err error) error {
	var already *core.SendError
	var answer *apiError
	switch {
	case errors.As(err, &already):
		return err
	case errors.As(err, &answer):
		return byAnswer(answer, err)
	}
	return byNetwork(err)
}

func byAnswer(e *apiError, err error) error {
	switch {
	case e.Status == http.StatusTooManyRequests:
		return &core.SendError{How: core.Retry, After: e.After, Cause: causeLimit, Err: err}
	case e.Status >= 500:
		return &core.SendError{How: core.Unknown, Cause: fmt.Sprintf("http_%d", e.Status), Err: err}
	}
	if r, ok := rules[e.Code]; ok && e.JSON {
		return &core.SendError{How: r.how, Cause: r.cause, Cure: r.cure, Lost: r.cause == causeThread, Err: err}
	}
	switch {
	case e.Status == http.StatusRequestEntityTooLarge:
		return &core.SendError{How: core.Refused, Cause: causeSize, Cure: "The message is too large for Discord.", Err: err}
	case e.Status == http.StatusUnauthorized:
		return tokenRefused(err)
	case !e.JSON || e.Code == 0:
		return &core.SendError{How: core.Held, Cause: fmt.Sprintf("http_%d", e.Status), Cure: cureStranger, Err: err}
	}
	return fmt.Errorf("discord answered: %w", err)
}

// byNetwork classifies what is no answer of Discord's at all: nothing was sent
// when the connection did not come about, anything else may have arrived.
func byNetwork(err error) error {
	var op *net.OpError
	var dns *net.DNSError
	if errors.As(err, &dns) || errors.As(err, &op) && op.Op == "dial" {
		return &core.SendError{How: core.Retry, Cause: causeDial, Err: err}
	}
	cause := causeSilence
	if errors.Is(err, context.DeadlineExceeded) {
		cause = "timeout"
	}
	return &core.SendError{How: core.Unknown, Cause: cause, Err: err}
}

// nameRefused tells whether a form was refused for the name in it.
func nameRefused(err error) bool {
	var e *apiError
	return errors.As(err, &e) && strings.Contains(e.Fields, `"username"`)
}
