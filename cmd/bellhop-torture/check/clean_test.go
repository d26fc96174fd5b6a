package check

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// clean is a history in which everything is as it should be: a visitor who asks,
// is missed, asks again, is answered, gets what was kept back, and is left with
// the agent; one who only talks to the bot, and one who
// waits.
func clean() History {
	view := []Message{
		said(1, 1), {Seq: 2, Kind: "bot", Text: "I have no answer."},
		system(3, "queued", ""), system(4, "rung", ""), said(5, 2), system(6, "missed", ""), system(7, "details", ""),
		system(8, "queued", ""), system(9, "rung", ""), system(10, "joined", "Anna is here."), agent(11, 1), said(12, 3),
		// 13 is a note, 14 a draft that starts with "!"
		agent(15, 3), system(16, "closed", "Anna closed the conversation."),
		// 17 is a draft because it is closed, 18 a reopening
		system(19, "joined", "Anna is here."), agent(20, 4), said(21, 4),
	}
	for i := range view {
		view[i].Rev = view[i].Seq
	}
	talk := Talk{State: "active", LastSeq: 21, Ask: 2, Rung: true, Agent: "Anna", Email: "v@example.com"}
	v := Visitor{No: 1, Conversation: "c1", Ask: 2, Email: "v@example.com", View: view, Talk: talk, Told: talk,
		Tokens: []string{"vw1x1", "vw1x2", "vw1x3", "vw1x4", "ve1x4", "ag1x1", "dr1x3", "ag1x4"}}
	for i, seq := range []int64{1, 5, 12, 21} {
		w := Word{Token: Token("vw", 1, i+1), ClientID: fmt.Sprint("k", i+1), Text: text(i + 1), Seqs: []int64{seq}}
		if i == 3 {
			w.Seqs, w.Long = []int64{21, 21}, "ve1x4"
		}
		v.Words = append(v.Words, w)
	}
	v.Streams = []Stream{{Heard: heard(view[:7])}, {After: 7, Heard: heard(view[7:])}}
	quiet := Talk{State: "bot", LastSeq: 2}
	other := Visitor{No: 2, Conversation: "c2", Talk: quiet, Told: quiet, Tokens: []string{"vw2x1"},
		View:  []Message{{Seq: 1, Rev: 1, Kind: "visitor", ClientID: "k1", Text: "vw2x1 hello"}, {Seq: 2, Rev: 2, Kind: "bot", Text: "No answer."}},
		Words: []Word{{Token: "vw2x1", ClientID: "k1", Text: "vw2x1 hello", Seqs: []int64{1}}}}
	other.Streams = []Stream{{Heard: heard(other.View)}}
	third, told := waits()
	return History{Visitors: []Visitor{v, other, third}, Posts: append(posts(), told...), Words: typed(), Calls: []Call{}, Surfaces: []string{"slack"},
		Hints:   []Hint{{Key: Key{"c1", 20, 0}, TS: "20.5", To: "U1", Draft: 14}, {Key: Key{"c1", 21, 0}, TS: "21.5", To: "U1", Draft: 17, Closed: true}},
		Presses: []Press{{Conversation: "c1", By: "U1", Seq: 14, Send: true, Acked: true}, {Conversation: "c1", By: "U1", Seq: 17, Send: true, Acked: true}},
	}
}

func text(n int) string {
	if n == 4 {
		return "vw1x4 is long ve1x4"
	}
	return fmt.Sprintf("vw1x%d is a word", n)
}

func said(seq int64, n int) Message {
	return Message{Seq: seq, Kind: "visitor", ClientID: fmt.Sprint("k", n), Text: text(n)}
}

func agent(seq int64, n int) Message {
	token := fmt.Sprintf("ag1x%d", n)
	if n == 3 {
		token = "dr1x3"
	}
	return Message{Seq: seq, Kind: "agent", Author: "Anna", Text: token + " from the team"}
}

func system(seq int64, code, text string) Message {
	return Message{Seq: seq, Kind: "system", Code: code, Text: text}
}

func heard(view []Message) []Heard {
	var out []Heard
	for _, m := range view {
		out = append(out, Heard{ID: m.Rev, Seq: m.Seq, Rev: m.Rev, Sum: m.Sum()})
	}
	return out
}

func posts() []Post {
	key := func(effect int64, part int) Key { return Key{"c1", effect, part} }
	all := []Post{
		{Key: key(24, 0), TS: "10.0", Role: Card, State: "active", Owner: "Anna, since 12:00", Email: "v@example.com"},
		{Key: key(2, 0), TS: "11.0", Thread: "10.0", Role: Told, Tokens: []string{"vw1x1"}, Bots: 1},
		{Key: key(3, 0), TS: "12.0", Thread: "10.0", Role: Told, Tokens: []string{"vw1x2"}},
		{Key: key(5, 0), TS: "13.0", Role: Lead},
		{Key: key(7, 1), TS: "14.0", Thread: "10.0", Role: Told},
		{Key: key(9, 0), TS: "15.0", Thread: "10.0", Role: Told, Tokens: []string{"vw1x3"}},
		{Key: key(23, 0), TS: "23.0", Thread: "10.0", Role: Told, Tokens: []string{"vw1x4"}},
		{Key: key(23, 1), TS: "23.1", Thread: "10.0", Role: Told, Tokens: []string{"ve1x4"}},
	}
	for i := range all {
		all[i].Surface = "slack"
	}
	return all
}

// both is the clean history of a team that is rung on two surfaces: what was
// typed on the one is told on the other.
func both() History {
	h := clean()
	h.Surfaces = append(h.Surfaces, "discord")
	var there []Post
	for _, p := range h.Posts {
		p.Surface, p.Effect, p.TS = "discord", p.Effect+100, "1"+p.TS
		if p.Thread != "" {
			p.Thread = "1" + p.Thread
		}
		there = append(there, p)
		if p.Effect == 107 { // after the second asking
			for i, token := range []string{"ag1x1", "vw1x3", "nt1x2", "dr1x3", "ag1x4"} {
				told := Post{Key: Key{"c1", int64(110 + i), 0}, Surface: "discord", TS: fmt.Sprintf("114.%d", i+1), Thread: "110.0", Role: Told, Tokens: []string{token}}
				there = append(there, told)
			}
		}
	}
	there = slices.DeleteFunc(there, func(p Post) bool { return p.Effect == 109 })
	h.Posts = append(h.Posts, there...)
	return h
}

func typed() []TeamWord {
	word := func(token, ts string, kind Kind, by string, second int) TeamWord {
		at := noon.Add(time.Duration(second) * time.Second)
		return TeamWord{Token: token, Surface: "slack", Conversation: "c1", By: by, TS: ts, Kind: kind, Tried: at, Taken: at.Add(time.Millisecond)}
	}
	return []TeamWord{
		word("ag1x1", "14.5", Reply, "U1", 1), word("nt1x2", "15.5", Note, "U1", 2), word("dr1x3", "15.6", Unknown, "U1", 3),
		word("bt1x5", "15.7", Bot, "B9", 4), word("gu1x6", "15.8", Guest, "U9", 5), word("ag1x4", "16.5", Reply, "U1", 6),
	}
}

func TestACleanHistoryHasNoFinding(t *testing.T) {
	r := Check(clean())
	for _, f := range r.Findings {
		t.Error(f)
	}
	if len(r.Rows) < 10 || len(r.Apart) != 0 {
		t.Errorf("%d rows, apart %q", len(r.Rows), r.Apart)
	}
}

func TestACleanHistoryOnTwoSurfacesHasNoFinding(t *testing.T) {
	for _, f := range Check(both()).Findings {
		t.Error(f)
	}
}

// An agent may change what they said, and take it back.
func TestChangesOfAgentsWordsAreNoFindings(t *testing.T) {
	for what, change := range changes() {
		h := both()
		change(&h, &h.Visitors[0])
		for _, f := range Check(h).Findings {
			t.Errorf("%s: %s", what, f)
		}
	}
}

func TestTheSameHistoryGivesTheSameReport(t *testing.T) {
	h := clean()
	h.Posts = h.Posts[:3]
	if a, b := fmt.Sprint(Check(h)), fmt.Sprint(Check(h)); a != b {
		t.Errorf("once %s\nthen %s", a, b)
	}
}

// An acknowledgement that was lost, and a stream cut anywhere, are no defects.
func TestHarmlessAccidentsAreNoFindings(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		h := clean()
		v := &h.Visitors[0]
		if i := r.IntN(len(v.Words) + 1); i < len(v.Words) {
			v.Words[i].Seqs = nil
		}
		cut := r.IntN(len(v.View) + 1)
		after := int64(0)
		if cut > 0 {
			after = v.View[cut-1].Rev
		}
		v.Streams = []Stream{{Heard: heard(v.View[:cut])}, {After: after, Heard: heard(v.View[cut:])}}
		if r.IntN(2) == 0 {
			h.Presses[r.IntN(2)].Acked = false
		}
		if r.IntN(2) == 0 { // Slack gave up on a note, and nobody knows whether it came
			h.Words[1].Taken = time.Time{}
		}
		for _, f := range Check(h).Findings {
			t.Errorf("seed %d: %s", seed, f)
		}
	}
}
