package answers

import (
	"context"

	"github.com/bellhop-chat/bellhop/core"
)

// Honest answers that it has no answer, and offers a person.
type Honest struct{}

var _ core.Answerer = Honest{}

// Answer says one honest line. It says it differently to a visitor who was told
// already, so that it does not sound deaf.
func (Honest) Answer(_ context.Context, q core.Question) (core.Answer, error) {
	for _, e := range q.Recent {
		if e.Kind == core.KindBot && e.Offer {
			return core.Answer{Offer: true,
				Text: "Noted. I still can’t answer that myself, but a person can read all of this. Shall I get someone?"}, nil
		}
	}
	return core.Answer{Offer: true,
		Text: "Thanks for your message! I’m a bot and have no answers to give yet. Would you like to talk to a person?"}, nil
}
