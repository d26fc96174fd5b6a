package bridge_test

import (
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/core"
)

// busy has an own conversation whose channel has no room for a while, and lets
// its visitor say three words that wait for it.
func busy(s *story) (v *visitor, seqs []int64) {
	s.t.Helper()
	v, w := s.visitor(), s.visitor()
	v.asks()
	w.asks()
	s.passes(time.Minute)
	for range 3 {
		w.says("we take all the room")
	}
	for _, text := range []string{"one", "two", "three"} {
		seqs = append(seqs, v.says(text))
	}
	return v, seqs
}

// shared is the one message that tells all of the words, and nothing else does.
func (v *visitor) shared(words ...string) fakeslack.Message {
	v.t.Helper()
	var it []fakeslack.Message
	for _, m := range v.thread() {
		if strings.Contains(m.Shown(), words[0]) {
			it = append(it, m)
		}
	}
	if len(it) != 1 {
		v.t.Fatalf("%q stands in %q", words[0], texts(v.thread()))
	}
	rest := it[0].Text
	for _, w := range words {
		_, after, ok := strings.Cut(rest, w)
		if !ok || count(v.thread(), w) != 1 {
			v.t.Errorf("%q is not in its place in %q", w, texts(v.thread()))
		}
		rest = after
	}
	return it[0]
}

func TestWordsThatWaitShareAPostAndOthersDoNot(t *testing.T) {
	tell(t, func(s *story) {
		v, seqs := busy(s)
		if n := count(v.thread(), "one"); n != 0 {
			t.Fatalf("%d words had room", n)
		}
		s.passes(5 * time.Second)
		before := v.shared("one", "two", "three")

		v.edits(seqs[1], "two and a half")
		after := v.shared("one", "two and a half", "three")
		if after.TS != before.TS || !strings.Contains(after.Shown(), "edited") {
			t.Errorf("edited, it says %q", after.Shown())
		}
		v.turn(func(turn *core.Turn) error { _, err := turn.VisitorDeletes(time.Now(), seqs[0]); return err })
		after = v.shared("two and a half", "three")
		if after.TS != before.TS || strings.Contains(after.Shown(), "one") {
			t.Errorf("withdrawn, it says %q", after.Shown())
		}
		for _, seq := range seqs[1:] {
			v.turn(func(turn *core.Turn) error { _, err := turn.VisitorDeletes(time.Now(), seq); return err })
		}
		if m, ok := s.ws.Message(channel, before.TS); ok {
			t.Errorf("all withdrawn, it says %q", m.Shown())
		}
		s.passes(time.Minute)
		v.says("four")
		v.says("five")
		if len(v.thread()) < 2 || v.shared("four").TS == v.shared("five").TS {
			t.Error("words share a post without need")
		}
	}, paced)
}

func TestASharedPostInDoubtIsNeitherLostNorDoubled(t *testing.T) {
	for _, kind := range []fakeslack.Kind{fakeslack.CutLate, fakeslack.ServerErrorLate, fakeslack.Cut, fakeslack.ServerError} {
		for name, deaf := range map[string]bool{"and is heard": false, "and is not heard": true} {
			t.Run(string(kind)+" "+name, func(t *testing.T) {
				tell(t, func(s *story) {
					v, seqs := busy(s)
					if deaf {
						s.ws.Fault(fakeslack.Fault{Method: "events", Kind: fakeslack.Drop, Times: -1})
					}
					s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: kind,
						Match: func(a map[string]any) bool { text, _ := a["text"].(string); return strings.Contains(text, "two") }})
					s.passes(3 * time.Second)
					s.restart()
					v.says("four")
					s.passes(30 * time.Second)
					v.shared("one", "two", "three")
					inOrder(t, v.thread(), "one\ntwo\nthree", "four")
					v.edits(seqs[2], "and three")
					v.shared("one", "two", "and three")
				}, paced)
			})
		}
	}
}

func TestARefusedWordTakesNoOtherOfItsPostWithIt(t *testing.T) {
	tell(t, func(s *story) {
		v, _ := busy(s)
		s.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: fakeslack.ErrorCode, Code: "message_blocked", Times: -1,
			Match: func(a map[string]any) bool { text, _ := a["text"].(string); return strings.Contains(text, "two") }})
		s.passes(15 * time.Second)
		inOrder(t, v.thread(), "one", "⚠️ One message could not be shown here: Slack refused it.", "three")
		if count(v.thread(), "two") != 0 {
			t.Errorf("the thread has %q", texts(v.thread()))
		}
	}, paced)
}

func TestASharedPostToALostThreadIsToldInTheNewOne(t *testing.T) {
	tell(t, func(s *story) {
		v, _ := busy(s)
		s.deletes(v.card(channel).TS)
		s.passes(time.Minute)
		v.shared("one", "two", "three")
	}, paced)
}
