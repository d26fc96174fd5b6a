package main

import (
	"crypto/hkdf"
	"crypto/sha256"

	"github.com/bellhop-chat/bellhop/bridge"
)

// derived is a key of its own for one purpose.
func derived(key, purpose string, size int) ([]byte, error) {
	return hkdf.Key(sha256.New, []byte(key), nil, purpose, size)
}

// rings are the limits on asks. The key that hashes addresses is in no database.
func (s *Settings) rings() (bridge.RingLimits, error) {
	l := bridge.RingLimits{AddressHour: s.LimitAsksHour, AddressDay: s.LimitAsksDay, ConversationHour: s.LimitAsksTalk, SiteMinute: s.LimitAsksSite}
	key, err := s.secretKey()
	if err == nil {
		l.Key, err = derived(key, "bellhop addresses", sha256.Size)
	}
	return l, err
}
