package fakediscord

import (
	"fmt"
	"unicode/utf8"
)

// Modal is a form that a person was shown and has not sent yet.
type Modal struct {
	ID       string  `json:"id"`
	User     string  `json:"user"`
	Channel  string  `json:"channel"`
	CustomID string  `json:"custom_id"`
	Title    string  `json:"title"`
	Inputs   []Input `json:"inputs"`

	about *Message
}

// Input is one line or box of a modal.
type Input struct {
	CustomID    string `json:"custom_id"`
	Label       string `json:"label"`
	Placeholder string `json:"placeholder"`
	Value       string `json:"value"`
	Long        bool   `json:"long"`
	Required    bool   `json:"required"`
	Min         int    `json:"min"`
	Max         int    `json:"max"`

	labelled bool // in a label, not in a row
}

func (s *Server) respondModal(it *interaction, data obj) (Answer, error) {
	var f form
	f.only(data, "data.", "custom_id", "title", "components")
	id, _ := f.text(data, "data.", "custom_id", 1, 100)
	title, _ := f.text(data, "data.", "title", 1, 45)
	m := &Modal{ID: s.newID(), User: it.user, Channel: it.r.ID, CustomID: id, Title: title, about: it.about}
	rows := f.list(data, "data.", "components", 5)
	if len(rows) == 0 {
		f.add("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
	}
	seen := map[string]bool{}
	for i, row := range rows {
		m.Inputs = append(m.Inputs, readInput(&f, row, fmt.Sprintf("data.components.%d.", i), seen))
	}
	if err := f.err(); err != nil {
		return Answer{}, err
	}
	s.modals[m.ID] = m
	return Answer{Modal: m}, nil
}

// readInput reads a row or a label with one text input in it.
func readInput(f *form, row obj, at string, seen map[string]bool) Input {
	var in Input
	var c obj
	kind, _ := row["type"].(float64)
	switch inside := f.list(row, at, "components", 1); {
	case kind == rowKind && len(inside) == 1:
		c = inside[0]
		in.Label, _ = f.text(c, at+"components.0.", "label", 1, 45)
	case kind == labelKind:
		in.labelled = true
		in.Label, _ = f.text(row, at, "label", 1, 45)
		c, _ = row["component"].(obj)
	}
	if k, _ := c["type"].(float64); k != inputKind {
		f.add(at+"type", "UNION_TYPE_CHOICES", "Here a modal holds text inputs, each in a row or a label.")
		return in
	}
	customID(f, c, at, seen)
	in.CustomID, _ = c["custom_id"].(string)
	style, _ := f.number(c, at, "style", 1, 2)
	if style == 0 {
		f.add(at+"style", "BASE_TYPE_REQUIRED", "This field is required")
	}
	in.Placeholder, _ = f.maybe(c, at, "placeholder", 100)
	in.Value, _ = f.maybe(c, at, "value", 4000)
	required, said := f.flag(c, at, "required")
	in.Long, in.Required = style == 2, required || !said
	in.Min, _ = f.number(c, at, "min_length", 0, 4000)
	if in.Max, _ = f.number(c, at, "max_length", 0, 4000); in.Max == 0 {
		in.Max = 4000
	}
	return in
}

// Modals lists the forms that are open before people.
func (s *Server) Modals() []Modal {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for id := range s.modals {
		ids = append(ids, id)
	}
	var out []Modal
	for _, id := range sorted(ids) {
		out = append(out, *s.modals[id])
	}
	return out
}

// SubmitModal sends a form with these values (others keep what they were filled with) and waits for the app to answer.
func (s *Server) SubmitModal(user, modal string, values map[string]string) (Answer, error) {
	s.mu.Lock()
	m, ok := s.modals[modal]
	if !ok || m.User != user {
		s.mu.Unlock()
		return Answer{}, cannot("%s sees no form %s", user, modal)
	}
	rows, err := m.filled(values)
	r, there := s.rooms[m.Channel]
	if err != nil || !there {
		s.mu.Unlock()
		return Answer{}, cannot("send the form: %v", err)
	}
	delete(s.modals, modal)
	it := s.newInteraction(byModal, user, r, m.about, obj{"custom_id": m.CustomID, "components": rows})
	s.mu.Unlock()
	return s.interact(it)
}

// filled is what a form sends.
func (m *Modal) filled(values map[string]string) ([]any, error) {
	var rows []any
	known := map[string]bool{}
	for i, in := range m.Inputs {
		known[in.CustomID] = true
		v, given := values[in.CustomID]
		if !given {
			v = in.Value
		}
		n := utf8.RuneCountInString(v)
		if n == 0 && in.Required || n > in.Max || n > 0 && n < in.Min {
			return nil, fmt.Errorf("%s takes %d to %d characters", in.Label, in.Min, in.Max)
		}
		c := obj{"type": inputKind, "id": 2*i + 2, "custom_id": in.CustomID, "value": v}
		if in.labelled {
			rows = append(rows, obj{"type": labelKind, "id": 2*i + 1, "component": c})
		} else {
			rows = append(rows, obj{"type": rowKind, "id": 2*i + 1, "components": []any{c}})
		}
	}
	for id := range values {
		if !known[id] {
			return nil, fmt.Errorf("it has no field %s", id)
		}
	}
	return rows, nil
}
