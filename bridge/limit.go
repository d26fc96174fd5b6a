package bridge

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// RingLimits are how often visitors may ask for a person; 0 is no limit. Only
// asks that open count, in all processes together. As many leads that came over
// a limit are told to the team, when there is a contact.
type RingLimits struct {
	AddressHour      int // an hour and address
	AddressDay       int // a day and address
	SiteMinute       int // a minute and site
	ConversationHour int // an hour and conversation
	// Key hashes addresses before they are stored: the same in every process,
	// and not in the database. Required with limits by address.
	Key []byte
}

func (l RingLimits) check() error {
	if l.AddressHour+l.AddressDay > 0 && len(l.Key) < 16 {
		return errors.New("bridge: limits by address need a key of 16 bytes or more")
	}
	return nil
}

// list are the limits that there are.
func (l RingLimits) list() (out []core.RingLimit) {
	for _, r := range []core.RingLimit{
		{By: core.ByConversation, N: l.ConversationHour, Within: time.Hour},
		{By: core.ByAddress, N: l.AddressHour, Within: time.Hour},
		{By: core.ByAddress, N: l.AddressDay, Within: core.RingsFor},
		{By: core.BySite, N: l.SiteMinute, Within: time.Minute},
	} {
		if r.N > 0 {
			out = append(out, r)
		}
	}
	return out
}

// hashed is an address as it is stored: nobody without the key can tell whose it
// is, or whether two workspaces met the same one.
func (l RingLimits) hashed(ws core.WorkspaceID, address string) string {
	if address == "" || len(l.Key) == 0 {
		return ""
	}
	m := hmac.New(sha256.New, l.Key)
	fmt.Fprintf(m, "%s\n%s", ws, address)
	return hex.EncodeToString(m.Sum(nil)[:16])
}

// OverLimitError says that a limit on asks was reached. Nobody was rung; where
// it was an ask, it is missed and the visitor is asked how to reach them.
type OverLimitError struct {
	Kind  core.RingKind // what there was too much of
	Limit core.RingLimit
	Free  time.Duration // until there is room again
}

func (e *OverLimitError) Error() string {
	return fmt.Sprintf("more than %d %ss by %s within %v", e.Limit.N, e.Kind, e.Limit.By, e.Limit.Within)
}

// take counts a ring, or answers an *OverLimitError.
func (b *Bridge) take(ctx context.Context, s Session, kind core.RingKind) error {
	limits := b.Rings.list()
	if len(limits) == 0 {
		return nil
	}
	now := b.now()
	over, free, err := b.Store.TakeRing(ctx, core.Ring{Ref: s.Ref, Site: s.Site.ID, Kind: kind, Address: b.Rings.hashed(s.Ref.Workspace, s.Address), At: now}, limits)
	if err != nil || free.IsZero() {
		return err
	}
	b.numbers.limited.WithLabelValues(string(kind), string(over.By)).Inc()
	return &OverLimitError{Kind: kind, Limit: over, Free: free.Sub(now)}
}

// asking is what a wish for a person may do: ask, or, over a limit, be missed.
type asking struct {
	over *OverLimitError
	tell bool // the team is told that it was missed: a contact is known
}

// mayAsk counts an ask, if it would open one.
func (b *Bridge) mayAsk(ctx context.Context, s Session) (a asking, err error) {
	if len(b.Rings.list()) == 0 {
		return a, nil
	}
	talk, err := b.Store.Conversation(ctx, s.Ref)
	if err != nil || !talk.CanAsk() || !s.Visitor.Blocked.IsZero() {
		return a, err
	}
	if err = b.take(ctx, s, core.RingAsk); !errors.As(err, &a.over) {
		return a, err
	}
	known := s.Visitor.Email != "" || s.Visitor.Phone != ""
	if known && (talk.Ask.Why != core.WhyLimit || talk.Ask.Outcome != core.Missed) {
		err = b.take(ctx, s, core.RingLead)
		a.tell = err == nil
	}
	if errors.As(err, new(*OverLimitError)) {
		err = nil // a.over says so
	}
	return a, err
}

// ask asks within a turn, as far as a limit lets it.
func (a asking) ask(t *core.Turn, now time.Time, wait time.Duration) error {
	if a.over == nil {
		return t.AskHelp(now, wait)
	}
	return t.AskLimited(now, a.tell)
}

// mayTell counts a lead that is told only now, for it came over a limit and there
// was no contact.
func (b *Bridge) mayTell(ctx context.Context, s Session) error {
	talk, err := b.Store.Conversation(ctx, s.Ref)
	if err != nil || !talk.Untold() {
		return err
	}
	return b.take(ctx, s, core.RingLead)
}
