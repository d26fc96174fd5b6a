package check

// numbers checks that the view is numbered upwards and holds nobody twice.
func (r *report) numbers(v *Visitor) {
	last := int64(0)
	for _, m := range v.View {
		if m.Seq <= last {
			r.find(Order, v.Conversation, "the view tells number %d after number %d", m.Seq, last)
		}
		if m.Rev < m.Seq {
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
	want, latest := map[int64]Message{}, map[int64]int64{}
	for _, m := range v.View {
		want[m.Rev], latest[m.Seq] = m, m.Rev
	}
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
			if m.Rev >= m.Seq && m.Rev < latest[m.Seq] {
				continue // it was changed since
			}
			if w, ok := want[m.Rev]; !ok || w.Seq != m.Seq || w.Sum() != m.Sum {
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
	r.count("messages of conversations over streams", len(v.View), total)
	told, talk := v.Told, v.Talk
	told.LastSeq, talk.LastSeq = 0, 0
	if told != talk {
		r.find(Streamed, v.Conversation, "the stream told the state last as %+v, it is %+v", told, talk)
	}
}
