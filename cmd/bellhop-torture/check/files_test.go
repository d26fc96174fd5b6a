package check

import "slices"

// carried is the clean history on two surfaces in which word 2 of the visitor and
// the first of the agent came with a file each, and the note too.
func carried(h *History, v *Visitor) {
	*h = both()
	*v = h.Visitors[0]
	v.Words[1].File, v.View[4].Files = "vf1x1", []string{"vf1x1.txt"}
	sent := h.Words[0]
	sent.Token, sent.File, sent.TS = "af1x1", "af1x1", "14.6"
	h.Words = append(h.Words, sent)
	v.View[10].Files = []string{"af1x1.txt"}
	h.Words[1].File = "af1x2"
	for i := range v.Streams {
		v.Streams[i].Heard = slices.Clone(v.Streams[i].Heard)
	}
	v.Streams = []Stream{{Heard: heard(v.View)}}
	for _, at := range []struct {
		surface, file, ts, thread string
		effect                    int64
	}{{"slack", "vf1x1", "12.1", "10.0", 3}, {"discord", "vf1x1", "112.1", "110.0", 103}, {"discord", "af1x1", "114.15", "110.0", 110}} {
		h.Posts = append(h.Posts, Post{Key: Key{"c1", at.effect, 1000}, Surface: at.surface, TS: at.ts, Thread: at.thread, Role: Told, Files: []string{at.file + ".txt"}})
	}
	h.Visitors[0] = *v
}

func plantedFiles() []plant {
	with := func(change func(h *History, v *Visitor)) func(*History, *Visitor) {
		return func(h *History, v *Visitor) {
			carried(h, v)
			change(h, &h.Visitors[0])
		}
	}
	drop := func(file, surface string) func(*History, *Visitor) {
		return with(func(h *History, _ *Visitor) {
			h.Posts = slices.DeleteFunc(h.Posts, func(p Post) bool { return p.Surface == surface && slices.Contains(p.Files, file) })
		})
	}
	return []plant{
		{"a visitor's file is not in the thread", Lost, drop("vf1x1.txt", "slack")},
		{"a visitor's file is not on the other surface", Lost, drop("vf1x1.txt", "discord")},
		{"an agent's file is not on the other surface", Lost, drop("af1x1.txt", "discord")},
		{"an agent's file is not at the visitor", Lost, with(func(_ *History, v *Visitor) { v.View[10].Files = nil })},
		{"a visitor's file stands twice in the thread", Doubled, with(func(h *History, _ *Visitor) {
			p := h.Posts[len(h.Posts)-3]
			p.TS, p.Part = "12.2", 1001
			h.Posts = append(h.Posts, p)
		})},
		{"an agent's file stands twice at the visitor", Doubled, with(func(_ *History, v *Visitor) { v.View[10].Files = append(v.View[10].Files, "af1x1.txt") })},
		{"the file of a note reached the visitor", Leaked, with(func(_ *History, v *Visitor) { v.View[10].Files = append(v.View[10].Files, "af1x2.txt") })},
	}
}
