package check

import (
	"cmp"
	"slices"
)

// byRev checks that the view tells what changed last at its end, and puts it in
// the order in which things were said.
func (r *report) byRev(v *Visitor) {
	last := int64(0)
	for _, m := range v.View {
		if m.Rev <= last {
			r.find(Order, v.Conversation, "the view tells change %d (message %d) after change %d", m.Rev, m.Seq, last)
		}
		last = m.Rev
	}
	v.View = slices.Clone(v.View)
	slices.SortStableFunc(v.View, func(a, b Message) int { return cmp.Compare(a.Seq, b.Seq) })
}

// numbers checks that the view is numbered upwards and holds nobody twice.
func (r *report) numbers(v *Visitor) {
	last := int64(0)
	for _, m := range v.View {
		if m.Seq <= last {
			r.find(Order, v.Conversation, "the view tells number %d after number %d", m.Seq, last)
		}
		if m.Rev < m.Seq || m.Rev > v.Talk.LastSeq {
			r.find(Order, v.Conversation, "message %d was last changed by number %d", m.Seq, m.Rev)
		}
		last = m.Seq
	}
	if last > v.Talk.LastSeq {
		r.find(Order, v.Conversation, "the view goes up to number %d and the conversation to %d", last, v.Talk.LastSeq)
	}
	// A visitor says one thing after the other, so its words have rising numbers.
	before, word := int64(0), ""
	for _, w := range v.Words {
		if len(w.Seqs) == 0 {
			continue
		}
		if w.Seqs[0] <= before {
			r.find(Order, v.Conversation, "word %s was said after %s and has number %d, not above %d", w.Token, word, w.Seqs[0], before)
		}
		before, word = w.Seqs[0], w.Token
	}
}

// streams checks what the streams told against the conversation read whole:
// every connection goes on after the number it resumed from, upwards, and all
// of them together tell everything once, as it is now; they may have told it as
// it was before.
func (r *report) streams(v *Visitor) {
	want, latest, agents := map[int64]Message{}, map[int64]int64{}, map[int64]bool{}
	for _, m := range v.View {
		want[m.Rev], latest[m.Seq], agents[m.Seq] = m, m.Rev, m.Kind == "agent"
	}
	versions := v.versions()
	heard := map[int64]int{}
	total := 0
	for _, s := range v.Streams {
		last := s.After
		for _, m := range s.Heard {
			total++
			if m.Rev <= last || m.ID != m.Rev {
				r.find(Streamed, v.Conversation, "a stream after %d tells message %d as event %d after event %d", s.After, m.Seq, m.ID, last)
			}
			last = m.Rev
			heard[m.Rev]++
			older := slices.Contains(versions[m.Seq], m.Sum) || agents[m.Seq] && m.Rev >= m.Seq && m.Rev < latest[m.Seq]
			if w, ok := want[m.Rev]; ok && (w.Seq != m.Seq || w.Sum() != m.Sum) || !ok && !older {
				r.find(Streamed, v.Conversation, "a stream told message %d otherwise than the conversation has it", m.Seq)
			}
		}
	}
	for _, m := range v.View {
		switch n := heard[m.Rev]; {
		case n == 0:
			r.find(Lost, v.Conversation, "the streams never told message %d (%s %s)", m.Seq, m.Kind, m.Code)
		case n > 1:
			r.find(Doubled, v.Conversation, "the streams told message %d %d times", m.Seq, n)
		}
	}
	current := 0
	for rev, n := range heard {
		if _, ok := want[rev]; ok {
			current += n
		}
	}
	r.count("messages of conversations over streams", len(v.View), current)
	if total > current {
		r.count("older texts of changed words over streams", 0, 0).Apart += total - current
	}
	told, talk := v.Told, v.Talk
	told.LastSeq, talk.LastSeq = 0, 0
	if told != talk {
		r.find(Streamed, v.Conversation, "the stream told the state last as %+v, it is %+v", told, talk)
	}
}
