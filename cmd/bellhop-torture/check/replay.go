package check

import "fmt"

// machine walks a conversation as its visitor sees it.
type machine struct {
	state    string
	ask      int
	open     bool // the ask waits for a human word
	answered bool // the ask got one
	rung     bool
	missed   bool // the ask was missed
	agent    string
	misses   int
	reopened int // lines that no visitor sees, because a closed conversation went on
}

// replay checks that the view is a way through the state machine, and that it
// ends where the conversation says it is.
func (r *report) replay(v *Visitor) {
	m := &machine{state: "bot"}
	for i, e := range v.View {
		var next Message
		if i+1 < len(v.View) {
			next = v.View[i+1]
		}
		if defect, why := m.step(e, next); why != "" {
			r.find(defect, v.Conversation, "at number %d (%s %s) %s", e.Seq, e.Kind, e.Code, why)
			return // what follows would only follow from it
		}
	}
	m.end(r, v)
	if v.Ask > m.ask {
		r.find(Lost, v.Conversation, "ask %d was acknowledged and the view has %d", v.Ask, m.ask)
	}
	if v.Email != "" && v.Talk.Email != v.Email {
		r.find(Lost, v.Conversation, "the e-mail %s was acknowledged and the conversation has %q", v.Email, v.Talk.Email)
	}
	r.count("asks for a person", m.ask, m.ask)
	r.stranded(v, m)
}

// step takes one line. It answers what is wrong with it.
func (m *machine) step(e, next Message) (Defect, string) {
	switch e.Kind {
	case "visitor":
		if m.state == "closed" {
			m.state, m.agent = "bot", ""
			m.reopened++
		}
	case "bot":
		if m.state != "bot" {
			return State, "the bot speaks in state " + m.state
		}
	case "agent":
		if m.state != "active" {
			return State, "an agent's word in state " + m.state
		}
		if m.open {
			m.open, m.answered = false, true
		}
	default:
		return m.change(e, next)
	}
	return "", ""
}

func (m *machine) change(e, next Message) (Defect, string) {
	from := m.state
	refused := State
	switch e.Code {
	case "queued":
		if from == "queued" || from == "active" {
			return refused, "asked again in state " + from
		}
		*m = machine{state: "queued", ask: m.ask + 1, open: true, misses: m.misses, reopened: m.reopened}
	case "rung":
		if !m.open || m.rung {
			return refused, "rung without an ask that waits, or twice"
		}
		m.rung = true
	case "joined":
		if from == "closed" {
			if next.Kind != "agent" || next.Seq != e.Seq+1 {
				return refused, "joined a closed conversation without a word"
			}
			m.reopened++
		}
		m.state, m.agent = "active", firstWords(e.Text)
	case "handed_back":
		if from == "bot" || from == "closed" {
			return refused, "handed back in state " + from
		}
		m.state, m.open, m.agent = "bot", false, ""
	case "missed":
		return m.miss()
	case "closed":
		if from == "closed" {
			return refused, "closed twice"
		}
		m.state, m.open = "closed", false
	case "details":
	default:
		return State, fmt.Sprintf("a line with code %q that nobody expects", e.Code)
	}
	return "", ""
}

func (m *machine) miss() (Defect, string) {
	switch {
	case m.answered && (m.state == "active" || m.state == "queued"):
		return AskTwice, "ask " + fmt.Sprint(m.ask) + " was answered and is missed"
	case m.missed:
		return State, "ask " + fmt.Sprint(m.ask) + " is missed twice"
	case !m.open || m.state != "queued" && m.state != "active":
		return State, "missed in state " + m.state + " without an ask that waits"
	}
	m.state, m.open, m.missed, m.agent = "missed", false, true, ""
	m.misses++
	return "", ""
}

// firstWords is the name in "Anna is here."
func firstWords(text string) string {
	const is = " is here."
	if len(text) > len(is) && text[len(text)-len(is):] == is {
		return text[:len(text)-len(is)]
	}
	return text
}

// end compares where the way ends with where the conversation says it is.
func (m *machine) end(r *report, v *Visitor) {
	t := v.Talk
	wrong := func(what string, got, want any) {
		r.find(State, v.Conversation, "%s is %v, by the view it is %v", what, got, want)
	}
	if t.State != m.state {
		wrong("the state", t.State, m.state)
		return
	}
	if t.Ask != m.ask {
		wrong("the ask", t.Ask, m.ask)
	}
	if t.Waiting != m.open {
		wrong("waiting", t.Waiting, m.open)
	}
	if t.Rung != m.rung {
		wrong("rung", t.Rung, m.rung)
	}
	if t.Agent != m.agent {
		wrong("the agent", t.Agent, m.agent)
	}
	if want := m.missed && (m.state == "missed" || m.state == "closed" && m.agent == ""); t.Wanted != want {
		wrong("whether details are wanted", t.Wanted, want)
	}
}

// stranded checks that the bot answered the last word that was for it.
func (r *report) stranded(v *Visitor, m *machine) {
	if m.state != "bot" {
		return
	}
	for i := len(v.View) - 1; i >= 0; i-- {
		switch e := v.View[i]; {
		case e.Deleted:
		case e.Kind == "visitor":
			r.find(Lost, v.Conversation, "the bot never answered number %d, the last word to it", e.Seq)
			return
		case e.Kind == "bot" || e.Kind == "system" && e.Code != "details":
			return
		}
	}
}
