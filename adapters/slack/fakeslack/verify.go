package fakeslack

import (
	"encoding/json"
	"strings"
)

// VerifyURL does what Slack does when the events address is entered: it sends a signed url_verification and wants the challenge back,
// as plain text, a form or JSON.
func (s *Server) VerifyURL() error {
	const challenge = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"
	body, err := json.Marshal(map[string]any{"type": "url_verification", "token": "unused-verification-token", "challenge": challenge})
	if err != nil {
		return cannot("verify: %v", err)
	}
	got := s.post(s.target(toEvents), parcel{kind: toEvents, id: "url_verification", body: body})
	if got.Reason != "" || got.Status != 200 {
		return cannot("verify the events address: %s (status %d)", got.Reason, got.Status)
	}
	answer := strings.TrimSpace(string(got.body))
	var j struct{ Challenge string }
	if json.Unmarshal(got.body, &j) == nil {
		answer = j.Challenge
	}
	if strings.TrimPrefix(answer, "challenge=") != challenge {
		return cannot("verify the events address: the challenge did not come back")
	}
	return nil
}
