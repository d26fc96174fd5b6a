package core

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// design is the table of the design, row by row, written out a second time so
// that a slip in either is seen. Footnotes: 1 only unanswered, 2 missed if
// unanswered, 3 not after an agent closed it.
const design = `
bot    | bot    queued –      active active  –      –   –       closed bot    closed  closed
queued | queued queued missed active active  –      bot missed  –      queued missed  closed
active | active active –      active active  queued bot missed1 closed active closed2 closed
missed | missed queued –      active active  –      bot –       closed missed closed  closed
closed | bot    queued –      –      active3 –      –   –       –      closed –       –`

func designed(t *testing.T) map[State]map[Event]string {
	t.Helper()
	out := map[State]map[Event]string{}
	for _, line := range strings.Split(strings.TrimSpace(design), "\n") {
		state, cells, _ := strings.Cut(line, "|")
		row := map[Event]string{}
		fields := strings.Fields(cells)
		if len(fields) != len(Events()) {
			t.Fatalf("%q has %d cells", line, len(fields))
		}
		for i, e := range Events() {
			row[e] = fields[i]
		}
		out[State(strings.TrimSpace(state))] = row
	}
	return out
}

func TestEveryArrowIsTheDesigns(t *testing.T) {
	want := designed(t)
	for _, s := range States() {
		for _, e := range Events() {
			for _, f := range []Facts{{}, {Answered: true}, {HeldByClose: true}, {Answered: true, HeldByClose: true}} {
				cell := want[s][e]
				to, note := State(strings.TrimRight(cell, "123")), strings.TrimLeft(cell, "abcdefghijklmnopqrstuvwxyz–")
				refused := cell == "–"
				switch note {
				case "1":
					refused = f.Answered
				case "2":
					if !f.Answered {
						to = StateMissed
					}
				case "3":
					refused = f.HeldByClose
				}
				got, err := Next(s, e, f)
				if refused != errors.Is(err, ErrRefused) {
					t.Errorf("%s × %s %+v: refused %v, want %v", s, e, f, err, refused)
				}
				if refused {
					to = s
				}
				if got != to {
					t.Errorf("%s × %s %+v = %s, want %s", s, e, f, got, to)
				}
			}
		}
	}
}

func TestThePackageDocHoldsTheTable(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for _, line := range strings.Split(Table(), "\n") {
		want.WriteString("//\t" + line + "\n")
	}
	if !strings.Contains(string(doc), want.String()) {
		t.Errorf("doc.go lacks the table as it is:\n%s", want.String())
	}
}

func TestAnUnknownStateOrEventIsRefused(t *testing.T) {
	if _, err := Next("nowhere", VisitorSaid, Facts{}); !errors.Is(err, ErrRefused) {
		t.Errorf("unknown state: %v", err)
	}
	if _, err := Next(StateBot, "nothing", Facts{}); !errors.Is(err, ErrRefused) {
		t.Errorf("unknown event: %v", err)
	}
}
