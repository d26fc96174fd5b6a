package check

import "strings"

// cards checks the conversation's cards and the summaries of its missed asks, one
// on every surface.
func (r *report) cards(c *known, v *Visitor) {
	cards, leads := map[string]int{}, map[string]int{}
	for _, p := range c.posts[v.Conversation] {
		switch p.Role {
		case Card:
			cards[p.Surface]++
			r.card(v, p)
		case Lead:
			leads[p.Surface]++
		case Told:
		}
	}
	misses := 0
	for _, m := range v.View {
		if m.Code == "missed" {
			misses++
		}
	}
	for _, surface := range c.h.Surfaces {
		if cards[surface] > 1 {
			r.find(Doubled, v.Conversation, "the conversation has %d cards on %s", cards[surface], surface)
		}
		r.count("missed asks and their lead cards", misses, leads[surface])
		if leads[surface] != misses {
			r.find(Leads, v.Conversation, "%d asks were missed and %s has %d lead cards", misses, surface, leads[surface])
		}
		if v.Talk.Ask > 0 {
			r.count("cards of conversations that asked", 1, cards[surface])
		}
	}
}

// card compares a card with its conversation.
func (r *report) card(v *Visitor, p Post) {
	if p.State != v.Talk.State {
		r.find(Cards, v.Conversation, "the card shows %q and the conversation is %q", p.State, v.Talk.State)
		return
	}
	owner := v.Talk.Agent
	if owner == "" {
		owner = map[bool]string{true: "The bot", false: "Nobody"}[v.Talk.State == "bot"]
	}
	if !strings.HasPrefix(p.Owner, owner) {
		r.find(Cards, v.Conversation, "the card says that %q has it, it is %q", p.Owner, owner)
	}
	if v.Talk.Email != "" && !strings.Contains(p.Email, v.Talk.Email) {
		r.find(Cards, v.Conversation, "the card does not show the e-mail %s", v.Talk.Email)
	}
}
