package slack_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

func TestWhatSlackAnswersDecidesHowASendEnds(t *testing.T) {
	w := open(t)
	root := w.ring()
	for how, codes := range map[core.How]string{
		core.Held: "account_inactive invalid_auth token_revoked token_expired not_authed team_access_not_granted " +
			"channel_not_found not_in_channel is_archived restricted_action restricted_action_thread_locked restricted_action_of_tomorrow no_permission missing_scope ekm_access_denied message_limit_exceeded",
		core.Refused: "msg_too_long msg_blocks_too_long invalid_blocks no_text too_many_attachments",
		core.Unknown: "internal_error fatal_error service_unavailable",
		core.Retry:   "ratelimited request_timeout team_added_to_org",
	} {
		for _, code := range strings.Fields(codes) {
			w.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.ErrorCode, Code: code})
			se := w.failed(word(root, "hello"))
			if se.How != how || se.Cause != code {
				t.Errorf("%s ends as %s with cause %q, want %s", code, se.How, se.Cause, how)
			}
			if (how == core.Held || how == core.Refused) && se.Cure == "" {
				t.Errorf("%s has no cure", code)
			}
		}
	}
}

func TestACodeNobodyKnowsIsLeftToTheRelay(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.ErrorCode, Code: "brand_new_error"})
	_, err := w.bell.Deliver(t.Context(), w.Connection(), word(root, "hello"))
	var se *core.SendError
	if err == nil || errors.As(err, &se) || !strings.Contains(err.Error(), "brand_new_error") {
		t.Errorf("ends as %v", err)
	}
}

func TestWhatTheWireDoesDecidesHowASendEnds(t *testing.T) {
	w := open(t)
	root := w.ring()
	for kind, how := range map[fakeslack.Kind]core.How{
		fakeslack.RateLimited: core.Retry, fakeslack.RateLimitedBare: core.Retry, fakeslack.ServerError: core.Unknown,
		fakeslack.ServerErrorLate: core.Unknown, fakeslack.Cut: core.Unknown, fakeslack.CutLate: core.Unknown, fakeslack.HTML: core.Unknown,
	} {
		w.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: kind, D: 3 * time.Second})
		se := w.failed(word(root, "hello"))
		if se.How != how {
			t.Errorf("%s ends as %s, want %s", kind, se.How, how)
		}
		if how == core.Unknown && se.Cure == "" {
			t.Errorf("%s has no cure", kind)
		}
		if how == core.Retry && se.After <= 0 {
			t.Errorf("%s is tried again after %s", kind, se.After)
		}
	}
}

func TestASendThatTakesTooLongIsInDoubt(t *testing.T) {
	w := open(t)
	root := w.ring()
	w.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.Slow, D: time.Minute})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := w.bell.Deliver(ctx, w.Connection(), word(root, "hello"))
	var se *core.SendError
	if !errors.As(err, &se) || se.How != core.Unknown || se.Cause != "timeout" {
		t.Errorf("ends as %v", err)
	}
}

func TestWhatNeverLeftIsTriedAgain(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	address := gone.URL
	gone.Close()
	bell, err := slack.New(slack.Config{APIURL: address, SigningSecret: "s"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = bell.Deliver(t.Context(), core.Connection{Token: "xoxb"}, word("1700000000.000100", "hello"))
	var se *core.SendError
	if !errors.As(err, &se) || se.How != core.Retry || se.Cure == "" {
		t.Errorf("ends as %v", err)
	}
}

func TestTheTokenStandsInNoError(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	bell, err := slack.New(slack.Config{APIURL: gone.URL, SigningSecret: "s"})
	if err != nil {
		t.Fatal(err)
	}
	c := core.Connection{ID: "c", Token: "xoxb-very-secret"}
	_, err1 := bell.Deliver(t.Context(), c, word("1700000000.000100", "hello"))
	_, err2 := bell.Introduce(t.Context(), c)
	_, err3 := bell.Find(t.Context(), c, word("1700000000.000100", "hello"))
	for _, err := range []error{err1, err2, err3} {
		if err == nil || strings.Contains(err.Error(), "very-secret") {
			t.Errorf("the error is %v", err)
		}
	}
}

func TestAnAddressThatIsNotSlacksHoldsAndSaysWhatToCheck(t *testing.T) {
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	bell, err := slack.New(slack.Config{APIURL: other.URL, SigningSecret: "s"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = bell.Introduce(t.Context(), core.Connection{Token: "xoxb"})
	var se *core.SendError
	if !errors.As(err, &se) || se.How != core.Held || !strings.Contains(se.Cure, "BELLHOP_SLACK_API_URL") {
		t.Errorf("ends as %v", err)
	}
}

func TestSettingsThatCannotWorkAreRefused(t *testing.T) {
	for _, c := range []slack.Config{{}, {SigningSecret: "s", APIURL: "slack.com/api"}, {SigningSecret: "s", APIURL: "ftp://slack.com/"}} {
		if _, err := slack.New(c); err == nil {
			t.Errorf("%+v was taken", c)
		}
	}
}

func TestARetryAfterOfAnyFormIsObeyed(t *testing.T) {
	for said, least := range map[string]time.Duration{
		"30": 30 * time.Second, "29.2": 30 * time.Second, "0": time.Second, "-5": time.Second, "soon": time.Second, "": time.Second,
		time.Now().Add(time.Hour).UTC().Format(http.TimeFormat): 59 * time.Minute,
	} {
		limit := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if said != "" {
				w.Header().Set("Retry-After", said)
			}
			w.WriteHeader(http.StatusTooManyRequests)
		}))
		bell, err := slack.New(slack.Config{APIURL: limit.URL, SigningSecret: "s"})
		if err != nil {
			t.Fatal(err)
		}
		var se *core.SendError
		if _, err = bell.Deliver(t.Context(), core.Connection{Token: "xoxb"}, word("1700000000.000100", "hello")); !errors.As(err, &se) || se.How != core.Retry || se.After < least || se.After > least+time.Minute {
			t.Errorf("%q: ends as %+v", said, err)
		}
		if _, err = bell.CatchUp(t.Context(), core.Connection{Token: "xoxb"}, core.Gap{}); !errors.As(err, &se) || se.After < least {
			t.Errorf("%q: reading ends as %+v", said, err)
		}
		limit.Close()
	}
}

func TestTheTokenFollowsNoRedirect(t *testing.T) {
	followed := false
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { followed = true }))
	defer elsewhere.Close()
	for _, status := range []int{http.StatusFound, http.StatusTemporaryRedirect} {
		api := httptest.NewServer(http.RedirectHandler(elsewhere.URL, status))
		bell, err := slack.New(slack.Config{APIURL: api.URL, SigningSecret: "s"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = bell.Deliver(t.Context(), core.Connection{Token: "xoxb"}, word("1700000000.000100", "hello"))
		var se *core.SendError
		if !errors.As(err, &se) || se.How != core.Held || se.Cure == "" || followed {
			t.Errorf("%d: followed %v, ends as %v", status, followed, err)
		}
		api.Close()
	}
}
