package slack_test

import (
	"errors"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// noon is when the conversations of these tests happen.
var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// card is the delivery of a card of a waiting visitor; change makes it another.
func card(change func(*core.Delivery)) core.Delivery {
	d := core.Delivery{
		Key: "conv.1", Kind: core.EffectCard, Thread: core.Thread{ID: "th", Channel: channel, Created: noon}, Now: noon,
		Talk: core.Conversation{
			Ref: core.Ref{Workspace: "w1", ID: "conv"}, State: core.StateQueued, Created: noon,
			Ask: core.Ask{No: 1, Opened: noon, Deadline: noon.Add(15 * time.Minute)},
		},
		Visitor: core.Visitor{Name: "Lena", Page: "https://shop.example/pricing?a=1&b=2", Title: "Pricing", Language: "pt-PT", Timezone: "Europe/Lisbon"},
		Entries: []core.Entry{{Seq: 1, Kind: core.KindVisitor, Text: "My card\nis refused", At: noon}},
	}
	if change != nil {
		change(&d)
	}
	return d
}

// word is the delivery of a word to a thread.
func word(thread, text string) core.Delivery {
	return card(func(d *core.Delivery) {
		d.Key, d.Kind, d.Thread.Remote = "conv.2", core.EffectWord, thread
		d.Entries = []core.Entry{{Seq: 2, Kind: core.KindVisitor, Text: text, At: noon}}
	})
}

// sent delivers and wants it accepted.
func (w *world) sent(d core.Delivery) []core.Receipt {
	w.Helper()
	rs, err := w.bell.Deliver(w.Context(), w.Connection(), d)
	if err != nil {
		w.Fatal(err)
	}
	return rs
}

// ring posts a card and answers its thread.
func (w *world) ring() string {
	w.Helper()
	return w.sent(card(nil))[0].Remote
}

// failed delivers and wants it not accepted.
func (w *world) failed(d core.Delivery) *core.SendError {
	w.Helper()
	_, err := w.bell.Deliver(w.Context(), w.Connection(), d)
	var se *core.SendError
	if !errors.As(err, &se) {
		w.Fatalf("want a classified failure, got %v", err)
	}
	return se
}
