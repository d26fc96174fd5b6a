package check

import (
	"slices"
	"testing"
	"time"
)

// plant is a defect put into a clean history.
type plant struct {
	what   string
	defect Defect
	put    func(h *History, v *Visitor)
}

func planted() []plant {
	return slices.Concat(plantedWords(), plantedChanges(), plantedTeam(), plantedTeamChanges(), plantedStates(), plantedSlack(), plantedShared(), plantedFiles())
}

func plantedWords() []plant {
	return []plant{
		{"an acknowledged word is not in its own view", Lost, func(_ *History, v *Visitor) { v.View = slices.Delete(v.View, 4, 5) }},
		{"a word stands twice in its own view", Doubled, func(_ *History, v *Visitor) {
			again := v.View[len(v.View)-1]
			again.Seq, again.Rev = 22, 22
			v.View = append(v.View, again)
		}},
		{"a word was acknowledged under two numbers", Doubled, func(_ *History, v *Visitor) { v.Words[3].Seqs = []int64{21, 22} }},
		{"a word stands under another number", Order, func(_ *History, v *Visitor) { v.Words[3].Seqs = []int64{20} }},
		{"a word was altered", Altered, func(_ *History, v *Visitor) { v.View[4].Text = "vw1x2 is a w" }},
		{"the view is not in order", Order, func(_ *History, v *Visitor) { v.View[0], v.View[1] = v.View[1], v.View[0] }},
		{"the view has a number beyond the last", Order, func(_ *History, v *Visitor) { v.Talk.LastSeq = 20 }},
		{"a later word has a lower number", Order, func(_ *History, v *Visitor) { v.Words[0], v.Words[1] = v.Words[1], v.Words[0] }},
		{"a stream left something out", Lost, func(_ *History, v *Visitor) { v.Streams[1].Heard = v.Streams[1].Heard[1:] }},
		{"a stream told something twice", Doubled, func(_ *History, v *Visitor) {
			v.Streams = append(v.Streams, Stream{After: 20, Heard: v.Streams[1].Heard[len(v.Streams[1].Heard)-1:]})
		}},
		{"a stream went back behind what it resumed from", Streamed, func(_ *History, v *Visitor) { v.Streams[1].After = 9 }},
		{"a stream told another text", Streamed, func(_ *History, v *Visitor) { v.Streams[0].Heard[0].Sum++ }},
		{"a stream told another state", Streamed, func(_ *History, v *Visitor) { v.Told.State = "queued" }},
		{"an acknowledged ask is missing", Lost, func(_ *History, v *Visitor) { v.Ask = 3 }},
		{"acknowledged details are missing", Lost, func(_ *History, v *Visitor) { v.Email = "other@example.com" }},
		{"the bot never answered", Lost, func(h *History, _ *Visitor) {
			o := &h.Visitors[1]
			o.View, o.Streams, o.Talk.LastSeq, o.Told.LastSeq = o.View[:1], []Stream{{Heard: heard(o.View[:1])}}, 1, 1
		}},
	}
}

func plantedTeam() []plant {
	return []plant{
		{"a note reached the visitor", Leaked, func(_ *History, v *Visitor) { v.Tokens = append(v.Tokens, "nt1x2") }},
		{"a word of another conversation reached the visitor", Leaked, func(_ *History, v *Visitor) { v.Tokens = append(v.Tokens, "vw2x1") }},
		{"a bot's word reached the visitor", Crossed, func(_ *History, v *Visitor) { v.Tokens = append(v.Tokens, "bt1x5") }},
		{"a guest's word reached the visitor", Crossed, func(_ *History, v *Visitor) { v.Tokens = append(v.Tokens, "gu1x6") }},
		{"an agent's word is lost", Lost, func(h *History, _ *Visitor) {
			h.Words = append(h.Words, TeamWord{Token: "ag1x9", Conversation: "c1", By: "U1", Kind: Reply, TS: "17", Tried: noon, Taken: noon})
		}},
		{"an agent's word stands twice", Doubled, func(_ *History, v *Visitor) { v.View[10].Text = "ag1x1 and ag1x1" }},
		{"a draft was sent without being asked for", Leaked, func(h *History, _ *Visitor) { h.Presses = h.Presses[:1] }},
		{"an unknown word was sent without being asked for", Leaked, func(h *History, _ *Visitor) { h.Presses = h.Presses[1:] }},
		{"nobody was asked about an unknown word", Lost, func(h *History, _ *Visitor) { h.Hints = h.Hints[1:] }},
		{"a draft that was to be sent is lost", Lost, func(h *History, v *Visitor) {
			h.Hints = append(h.Hints, Hint{Key: Key{"c1", 22, 0}, TS: "22.5", To: "U1", Draft: 18, Closed: true})
			h.Presses = append(h.Presses, Press{Conversation: "c1", By: "U1", Seq: 18, Send: true, Acked: true})
			h.Words = append(h.Words, TeamWord{Token: "ag1x9", Conversation: "c1", By: "U1", Kind: Reply, TS: "17", Tried: noon, Taken: noon})
			v.Talk.LastSeq, v.Told.LastSeq = 22, 22
		}},
		{"a note is lost", Lost, func(h *History, _ *Visitor) {
			h.Words = append(h.Words, TeamWord{Token: "nt1x9", Conversation: "c1", By: "U1", Kind: Note, TS: "17", Tried: noon, Taken: noon})
		}},
		{"a note was stored twice", Doubled, func(_ *History, v *Visitor) { v.Talk.LastSeq, v.Told.LastSeq = 22, 22 }},
		{"an agent's words changed places", Order, func(h *History, _ *Visitor) {
			h.Presses = nil
			h.Hints = h.Hints[:0]
			h.Words[0].Tried, h.Words[0].Taken = noon.Add(time.Minute), noon.Add(time.Minute)
			h.Words[0].TS, h.Words[5].TS = h.Words[5].TS, h.Words[0].TS
			h.Words[0], h.Words[5] = h.Words[5], h.Words[0]
		}},
	}
}

func plantedStates() []plant {
	change := func(at int, m Message) func(*History, *Visitor) {
		return func(_ *History, v *Visitor) {
			m.Seq, m.Rev = v.View[at].Seq, v.View[at].Seq
			v.View[at] = m
		}
	}
	return []plant{
		{"the bot speaks over an agent", State, change(11, Message{Kind: "bot", Text: "me too"})},
		{"an agent speaks without joining", State, change(9, Message{Kind: "agent", Text: "hello"})},
		{"asked twice", State, change(8, Message{Kind: "system", Code: "queued"})},
		{"rung twice", State, change(9, Message{Kind: "system", Code: "rung"})},
		{"handed back from the bot", State, change(2, Message{Kind: "system", Code: "handed_back"})},
		{"closed twice", State, change(14, Message{Kind: "system", Code: "closed"})},
		{"joined a closed conversation without a word", State, change(15, Message{Kind: "system", Code: "details"})},
		{"a line that nobody knows", State, change(6, Message{Kind: "system", Code: "invented"})},
		{"answered and missed", AskTwice, change(12, Message{Kind: "system", Code: "missed"})},
		{"missed twice", State, change(6, Message{Kind: "system", Code: "missed"})},
		{"the state is another one", State, func(_ *History, v *Visitor) { v.Talk.State, v.Told.State = "queued", "queued" }},
		{"the ask has another number", State, func(_ *History, v *Visitor) { v.Talk.Ask, v.Told.Ask = 1, 1 }},
		{"it waits for nobody", State, func(_ *History, v *Visitor) { v.Talk.Waiting, v.Told.Waiting = true, true }},
		{"it never rang", State, func(_ *History, v *Visitor) { v.Talk.Rung, v.Told.Rung = false, false }},
		{"somebody else has it", State, func(_ *History, v *Visitor) { v.Talk.Agent, v.Told.Agent = "Ben", "Ben" }},
		{"details are wanted for nothing", State, func(_ *History, v *Visitor) { v.Talk.Wanted, v.Told.Wanted = true, true }},
	}
}

func plantedSlack() []plant {
	again := func(i int) func(*History, *Visitor) {
		return func(h *History, _ *Visitor) {
			p := h.Posts[i]
			p.TS += "9"
			h.Posts = append(h.Posts, p)
		}
	}
	return []plant{
		{"a word is not in the thread", Lost, func(h *History, _ *Visitor) { h.Posts = slices.Delete(h.Posts, 2, 3) }},
		{"a word was posted twice", Doubled, again(2)},
		{"a word was posted twice under another key", Doubled, func(h *History, _ *Visitor) {
			p := h.Posts[2]
			p.Effect, p.TS = 4, "12.1"
			h.Posts = append(h.Posts, p)
		}},
		{"words changed places in the thread", Order, func(h *History, _ *Visitor) { h.Posts[2].TS, h.Posts[5].TS = h.Posts[5].TS, h.Posts[2].TS }},
		{"a word stands in another's thread", Leaked, func(h *History, _ *Visitor) { h.Posts[2].Tokens = []string{"vw1x2", "vw2x1"} }},
		{"a long word was cut", Altered, func(h *History, _ *Visitor) { h.Posts = h.Posts[:7] }},
		{"the bot's words are not in the thread", Lost, func(h *History, _ *Visitor) { h.Posts[1].Bots = 0 }},
		{"there is no card", Lost, func(h *History, _ *Visitor) { h.Posts = h.Posts[1:] }},
		{"there are two cards", Doubled, again(0)},
		{"the card shows another state", Cards, func(h *History, _ *Visitor) { h.Posts[0].State = "queued" }},
		{"the card shows another owner", Cards, func(h *History, _ *Visitor) { h.Posts[0].Owner = "Nobody" }},
		{"the card does not show the e-mail", Cards, func(h *History, _ *Visitor) { h.Posts[0].Email = "" }},
		{"a miss has no lead card", Leads, func(h *History, _ *Visitor) { h.Posts = slices.Delete(h.Posts, 3, 4) }},
		{"a lead card has no miss", Leads, again(3)},
		{"a hint was given twice", Doubled, func(h *History, _ *Visitor) { h.Hints = append(h.Hints, h.Hints[0]) }},
		{"an effect is stuck", Lane, func(h *History, _ *Visitor) { h.Stuck = []Stuck{{"c1", "held"}} }},
		{"somebody could be pinged", Ping, func(h *History, _ *Visitor) { h.Pings = []string{"<!channel>"} }},
		{"the program died", Broken, func(h *History, _ *Visitor) { h.Trouble = []string{"it died"} }},
	}
}

func TestEveryPlantedDefectIsFound(t *testing.T) {
	found := map[Defect]bool{}
	for _, p := range planted() {
		t.Run(p.what, func(t *testing.T) {
			h := clean()
			p.put(&h, &h.Visitors[0])
			r := Check(h)
			hit := slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Defect == p.defect })
			found[p.defect] = found[p.defect] || hit
			if !hit {
				t.Errorf("no finding %q among %v", p.defect, r.Findings)
			}
		})
	}
	for _, d := range Defects() {
		if !found[d] {
			t.Errorf("no planted defect is found as %q", d)
		}
	}
}
