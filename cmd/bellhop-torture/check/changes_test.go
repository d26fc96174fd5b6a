package check

import (
	"cmp"
	"slices"
	"testing"
)

// amended is the clean history in which the visitor edited word 2, which the
// thread has, and then word 1, which a history told, and deleted word 3.
func amended() History {
	h := clean()
	v := &h.Visitors[0]
	v.Words[1].Changes = []Change{{Token: "vw1x12", Text: "vw1x12 is better", Acked: true}}
	v.Words[0].Changes = []Change{{Token: "vw1x11", Text: "vw1x11 is it", Acked: true}}
	v.Words[2].Changes = []Change{{Deleted: true, Acked: true}}
	v.View[4].Text, v.View[4].Rev = "vw1x12 is better", 22
	v.View[0].Text, v.View[0].Rev = "vw1x11 is it", 23
	v.View[11].Text, v.View[11].Rev, v.View[11].Deleted = "", 24, true
	edited := []Message{v.View[4], v.View[0], v.View[11]}
	v.Streams = append(v.Streams, Stream{After: 21, Heard: heard(edited)})
	slices.SortFunc(v.View, func(a, b Message) int { return cmp.Compare(a.Rev, b.Rev) })
	v.Talk.LastSeq, v.Told.LastSeq = 24, 24
	v.Tokens = append(v.Tokens, "vw1x11", "vw1x12")
	h.Posts[2].Tokens, h.Posts[2].Word, h.Posts[2].Effect = []string{"vw1x12"}, true, 25
	h.Posts[5] = Post{Key: Key{"c1", 26, 0}, Surface: "slack", TS: "26.0", Thread: "10.0", Role: Told, Word: true, Tokens: []string{"vw1x11"}}
	return h
}

func TestChangesThatCameThroughAreNoFindings(t *testing.T) {
	h := amended()
	for _, f := range Check(h).Findings {
		t.Error(f)
	}
	h.Visitors[0].Words[1].Changes = append(h.Visitors[0].Words[1].Changes, Change{Deleted: true}) // nobody knows whether it came
	for _, f := range Check(h).Findings {
		t.Error(f)
	}
}

func TestAChangeToldAfterAHistoryWhoseAnswerWasLostIsCountedApart(t *testing.T) {
	h := amended()
	h.Posts[1].Tokens = []string{"vw1x11"}
	if r := Check(h); len(r.Findings) != 1 || r.Findings[0].Defect != Doubled {
		t.Errorf("without a proof: %v", r.Findings)
	}
	h.Calls = []Call{{Key: h.Posts[1].Key, At: noon, Fault: "cut_late", Late: true}}
	for _, f := range Check(h).Findings {
		t.Error(f)
	}
}

func plantedChanges() []plant {
	return []plant{
		{"an acknowledged edit is not in its own view", Altered, func(h *History, _ *Visitor) {
			*h = amended()
			h.Visitors[0].View[14].Text = text(2)
		}},
		{"an acknowledged deletion is not in its own view", Altered, func(h *History, _ *Visitor) {
			*h = amended()
			m := &h.Visitors[0].View[16]
			m.Text, m.Deleted = text(3), false
		}},
		{"nobody deleted what is deleted", Altered, func(_ *History, v *Visitor) { v.View[4].Text, v.View[4].Deleted = "", true }},
		{"what changed last is not at the end of the view", Order, func(h *History, _ *Visitor) {
			*h = amended()
			view := h.Visitors[0].View
			view[14], view[15] = view[15], view[14]
		}},
		{"an edit is not in the thread", Lost, func(h *History, _ *Visitor) {
			*h = amended()
			h.Posts[2].Tokens = nil
		}},
		{"an edit of what a history told is not in the thread", Lost, func(h *History, _ *Visitor) {
			*h = amended()
			h.Posts = append(h.Posts[:5:5], h.Posts[6:]...)
		}},
		{"the thread still has the text before an edit", Altered, func(h *History, _ *Visitor) {
			*h = amended()
			h.Posts[2].Tokens = []string{"vw1x2"}
		}},
		{"the thread still has what was deleted", Altered, func(h *History, _ *Visitor) {
			*h = amended()
			h.Posts = append(h.Posts, Post{Key: Key{"c1", 9, 0}, Surface: "slack", TS: "15.0", Thread: "10.0", Role: Told, Word: true, Tokens: []string{"vw1x3"}})
		}},
		{"an edit is told twice", Doubled, func(h *History, _ *Visitor) {
			*h = amended()
			again := h.Posts[2]
			again.TS, again.Effect = "26.5", 27
			h.Posts = append(h.Posts, again)
		}},
		{"a stream never told an edit", Lost, func(h *History, _ *Visitor) {
			*h = amended()
			s := h.Visitors[0].Streams
			s[2].Heard = s[2].Heard[1:]
		}},
		{"a stream told an older text that nobody wrote", Streamed, func(h *History, _ *Visitor) {
			*h = amended()
			h.Visitors[0].Streams[0].Heard[4].Sum++
		}},
		{"an edit took no number", Lost, func(h *History, _ *Visitor) {
			*h = amended()
			v := &h.Visitors[0]
			v.Words[3].Changes = []Change{{Token: "vw1x4", Text: v.Words[3].Text, Acked: true}}
		}},
	}
}
