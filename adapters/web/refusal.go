package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// known says which problem an error of the bridge is.
func known(err error) *problem {
	var invalid *core.InvalidError
	var over *bridge.OverLimitError
	switch {
	case errors.As(err, &over):
		return overProblem(over)
	case errors.As(err, &invalid):
		return invalidProblem(invalid)
	case errors.Is(err, core.ErrUnauthorized):
		return &problem{Code: CodeUnauthorized, Detail: "The token is unknown or has expired. Start again with POST /v1/visitors.", Cause: err}
	case errors.Is(err, core.ErrOrigin):
		return &problem{Code: CodeOriginNotAllowed, Detail: "This site does not allow calls from the page's origin: add it to the site's origins.", Cause: err}
	case errors.Is(err, bridge.ErrIdentity):
		return &problem{Code: CodeIdentityInvalid, Cause: err,
			Detail: "The identity does not fit: hash must be the hexadecimal HMAC-SHA256 of user_id under the site's secret."}
	case errors.Is(err, core.ErrBlocked):
		return &problem{Code: CodeBlocked, Detail: "The team has ended this conversation for good. Nothing can be written here any more.", Cause: err}
	case errors.Is(err, core.ErrTooLate):
		return &problem{Code: CodeTooLate, Cause: err,
			Detail: fmt.Sprintf("A message can be changed for %.0f minutes, and this one is older.", core.EditWithin.Minutes())}
	case errors.Is(err, core.ErrWithdrawn):
		return &problem{Code: CodeWithdrawn, Detail: "This message was deleted.", Cause: err}
	case errors.Is(err, core.ErrRefused):
		return &problem{Code: CodeRefused, Detail: "That is not possible in the state the conversation is in.", Cause: err}
	case errors.Is(err, core.ErrNotFound):
		return &problem{Code: CodeNotFound, Detail: "There is nothing here.", Cause: err}
	case errors.Is(err, core.ErrBusy), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return &problem{Code: CodeUnavailable, Detail: "This took too long just now. Please try again.", Retry: time.Second, Cause: err}
	}
	return &problem{Code: CodeInternal, Detail: "Something went wrong on our side.", Cause: err}
}

func invalidProblem(e *core.InvalidError) *problem {
	p := &problem{Code: CodeInvalidField, Detail: "Something in the request is not valid.", Errors: e.Fields}
	if len(e.Fields) == 1 {
		p.Detail = e.Fields[0].Message
	}
	return p
}

// refuse answers an error, and logs what is our own fault.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(err)
	if p.Code.status() >= http.StatusInternalServerError && r.Context().Err() == nil {
		s.Log.Error("request failed", "request", requestID(r), "route", routeOf(r), "code", p.Code, "err", err)
	}
	p.answer(w)
}
