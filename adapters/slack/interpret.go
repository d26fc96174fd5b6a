package slack

import (
	"context"
	"fmt"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// The kinds of stored events: the door, and Slack's own type behind it.
const (
	doorEvent  = "event/"
	doorAction = "action/"
)

// Interpret says what a stored event means. It asks Slack who somebody is when
// it does not remember.
func (s *Slack) Interpret(ctx context.Context, c core.Connection, e core.RawEvent) ([]core.Happening, error) {
	switch {
	case strings.HasPrefix(e.Kind, doorEvent):
		return s.event(ctx, c, e.Body)
	case strings.HasPrefix(e.Kind, doorAction):
		return s.action(ctx, c, e.Body)
	}
	return nil, unreadable("kind %q", e.Kind)
}

func unreadable(format string, v ...any) error {
	return fmt.Errorf("slack: "+format+": %w", append(v, core.ErrUnreadable)...)
}
