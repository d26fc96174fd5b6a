package check

import (
	"testing"
	"time"
)

// twice posts a word of the clean history twice, the first call at first and the
// second ten seconds later.
func twice(first Call, pause Span, kills ...time.Time) Report {
	h := clean()
	p := h.Posts[2]
	p.TS = "12.9"
	h.Posts = append(h.Posts, p)
	first.Key = p.Key
	second := Call{Key: p.Key, At: first.At.Add(10 * time.Second)}
	h.Calls, h.Kills = []Call{first, second}, kills
	if !pause.From.IsZero() {
		h.Pauses = []Span{pause}
	}
	return Check(h)
}

// hintTwice does the same with a hint to one person.
func hintTwice(first Call, pause Span, kills ...time.Time) Report {
	h := clean()
	x := h.Hints[0]
	x.TS = "20.9"
	h.Hints = append(h.Hints, x)
	first.Key = x.Key
	h.Calls, h.Kills = []Call{first, {Key: x.Key, At: first.At.Add(10 * time.Second)}}, kills
	if !pause.From.IsZero() {
		h.Pauses = []Span{pause}
	}
	return Check(h)
}

func TestADoubleIsExcusedOnlyByAMomentThatProvesIt(t *testing.T) {
	during := func(from, to time.Duration) Span { return Span{noon.Add(from), noon.Add(to)} }
	for _, c := range []struct {
		what    string
		report  Report
		excused bool
	}{
		{"a post whose answer was lost", twice(Call{At: noon, Fault: "cut_late", Late: true}, Span{}), false},
		{"a post killed inside", twice(Call{At: noon}, Span{}, noon.Add(time.Millisecond)), false},
		{"a post stopped inside, for long", twice(Call{At: noon}, during(-time.Second, 8*time.Second)), true},
		{"a post stopped inside, for a moment", twice(Call{At: noon}, during(-time.Second, time.Second)), false},
		{"a post that was stopped at another time", twice(Call{At: noon}, during(time.Minute, 2*time.Minute)), false},
		{"a hint without any fault", hintTwice(Call{At: noon}, Span{}), false},
		{"a hint whose call was refused", hintTwice(Call{At: noon, Fault: "server_error"}, Span{}), false},
		{"a hint whose answer was lost", hintTwice(Call{At: noon, Fault: "cut_late", Late: true}, Span{}), true},
		{"a hint killed inside", hintTwice(Call{At: noon}, Span{}, noon.Add(50*time.Millisecond)), true},
		{"a hint killed inside while Slack was slow", hintTwice(Call{At: noon, Slow: 3 * time.Second}, Span{}, noon.Add(3*time.Second)), true},
		{"a hint killed much later", hintTwice(Call{At: noon}, Span{}, noon.Add(5*time.Second)), false},
		{"a hint stopped inside", hintTwice(Call{At: noon}, during(50*time.Millisecond, 9*time.Second)), true},
	} {
		if got := len(c.report.Findings) == 0 && len(c.report.Apart) == 1; got != c.excused {
			t.Errorf("%s: excused %v, want %v: %v, apart %v", c.what, got, c.excused, c.report.Findings, c.report.Apart)
		}
	}
}
