package discord

import (
	"context"
	"fmt"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// The kinds of stored events: the door, and Discord's own name behind it.
const (
	doorEvent  = "event/"
	doorAction = "action/"
)

// Interpret says what a stored event means. It asks Discord who somebody is,
// and where a thread belongs, when it does not remember.
func (d *Discord) Interpret(ctx context.Context, c core.Connection, e core.RawEvent) ([]core.Happening, error) {
	if name, ok := strings.CutPrefix(e.Kind, doorEvent); ok {
		return d.event(ctx, c, name, e.Body)
	}
	if strings.HasPrefix(e.Kind, doorAction) {
		return d.action(ctx, c, e.Body)
	}
	return nil, unreadable("kind %q", e.Kind)
}

func unreadable(format string, v ...any) error {
	return fmt.Errorf("discord: "+format+": %w", append(v, core.ErrUnreadable)...)
}
