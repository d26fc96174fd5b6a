package slack

import "time"

// Hurry makes the line's waits short, for tests.
func (s *Slack) Hurry() {
	s.line.pace = pace{ping: 20 * time.Millisecond, silence: 200 * time.Millisecond, steady: 50 * time.Millisecond,
		backoff: 5 * time.Millisecond, longest: 50 * time.Millisecond, refused: 100 * time.Millisecond, drain: 300 * time.Millisecond}
}
