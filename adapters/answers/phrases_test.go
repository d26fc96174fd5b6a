package answers

import (
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

func TestPlainWishesForAPersonAreHeard(t *testing.T) {
	p := NewPhrases()
	for _, text := range []string{
		"Can I talk to a person?", "Connect me to support", "I need a human", "agent!!", "Human please",
		"can i speak with someone", "I'd like to speak to a real person please", "Please transfer me to an agent.",
		"put me through to customer service", "get me a human", "I want to talk to a representative now",
		"My order is late. Can I talk to somebody about it?", "is there a real person here?", "could I get a live agent",
		"I want to chat with your support team", "how can I contact support", "operator", "TALK TO A HUMAN",
		"This bot is useless!!! i want a human", "is anyone there?",
	} {
		if got := p.Detect(text, "en", nil); got.Wish != core.Asks {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestWhatOnlyMentionsPeopleRingsNobody(t *testing.T) {
	p := NewPhrases()
	for _, text := range []string{
		"Can a person under 18 sign up?", "How many agents can I add?", "transfer to my account", "hello",
		"I need a person licence", "what does the support plan cost", "my agent told me to reset it", "I want a refund",
		"can two people share one account", "does the agent commission apply", "connect me to the wifi", "",
		"I need an agent licence for travel", "do you support PayPal?", "is there anyone else with this problem? It says error 5",
	} {
		if got := p.Detect(text, "en", nil); got.Wish == core.Asks {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestARefusalOfAPersonIsNoWish(t *testing.T) {
	p := NewPhrases()
	for _, text := range []string{
		"I don't want to talk to a human", "no need to connect me to an agent, just tell me the price",
		"please do not transfer me to a representative", "I would never talk to a person about that",
	} {
		if got := p.Detect(text, "en", nil); got.Wish != core.Declines {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestABareYesCountsOnlyAfterAnOffer(t *testing.T) {
	p := NewPhrases()
	offer := []core.Entry{{Kind: core.KindBot, Offer: true}}
	for _, text := range []string{"yes", "Yes please!", "ok", "sure, go ahead", "yeah"} {
		if got := p.Detect(text, "en", offer); got.Wish != core.Asks {
			t.Errorf("%q after an offer: %+v", text, got)
		}
		if got := p.Detect(text, "en", nil); got.Wish != core.Neither {
			t.Errorf("%q without an offer: %+v", text, got)
		}
	}
	if got := p.Detect("no thanks", "en", offer); got.Wish != core.Declines {
		t.Errorf("no thanks: %+v", got)
	}
}

func TestAHostileTextIsJudgedQuickly(t *testing.T) {
	p := NewPhrases()
	text := strings.Repeat("talk to a real real live actual ", 250)
	start := time.Now()
	for range 20 {
		p.Detect(text, "", nil)
	}
	if took := time.Since(start) / 20; took > 100*time.Millisecond {
		t.Errorf("%v for one text of %d bytes", took, len(text))
	}
}

func BenchmarkDetect(b *testing.B) {
	p := NewPhrases()
	for b.Loop() {
		p.Detect("Hello, my order 1234 has not arrived yet and I wonder where it is", "en", nil)
	}
}
