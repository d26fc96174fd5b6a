package answers

import (
	"testing"

	"github.com/bellhop-chat/bellhop/core"
)

func TestTheHonestAnswererOffersAPersonAndDoesNotRepeatItself(t *testing.T) {
	first, err := Honest{}.Answer(t.Context(), core.Question{})
	if err != nil || !first.Offer || first.Text == "" {
		t.Fatalf("%+v %v", first, err)
	}
	second, err := Honest{}.Answer(t.Context(), core.Question{Recent: []core.Entry{{Kind: core.KindBot, Offer: true}}})
	if err != nil || !second.Offer || second.Text == first.Text {
		t.Fatalf("%+v %v", second, err)
	}
}
