package bridge_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

func TestAnEventThatComesFourTimesCountsOnceAlsoAcrossARestart(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		v.reply("U1", "Hello")
		var event map[string]any
		for _, e := range s.ws.Events() {
			if inner, ok := e["event"].(map[string]any); ok && inner["text"] == "Hello" {
				event = e
			}
		}
		body, err := json.Marshal(event)
		s.must(err)
		for n := range 3 {
			if n == 1 {
				s.restart()
			}
			r := httptest.NewRequestWithContext(s.t.Context(), http.MethodPost, "http://bellhop/slack/events", strings.NewReader(string(body)))
			r.Header = fakeslack.Sign(s.ws.Config().SigningSecret, time.Now(), body)
			w := httptest.NewRecorder()
			s.doors().ServeHTTP(w, r)
			if w.Code != http.StatusOK {
				t.Errorf("delivery %d is answered %d", n+2, w.Code)
			}
			s.passes(time.Minute)
		}
		v.hears("Anna: Hello")
	})
}

func TestSlackIsAnsweredAtOnceHoweverLongAnEventTakesToRead(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "users.info", Kind: fakeslack.Slow, D: 10 * time.Second, Times: 1})
		v.reply("U1", "Hello")
		for _, d := range s.ws.Deliveries() {
			if d.Took > time.Second || d.Attempt > 0 || d.Reason != "" {
				t.Errorf("a delivery took %s: %+v", d.Took, d)
			}
		}
		v.hears()
		s.passes(time.Minute)
		v.hears("Anna: Hello")
	})
}
