package fakediscord

import "slices"

const maxForumTags = 20

// newTags reads the tags that a forum is to have from now on; nil when the request says nothing of them. Those with an id stay the same.
func (s *Server) newTags(f *form, body obj, r *room) []Tag {
	raw, ok := body["available_tags"].([]any)
	if !ok {
		return nil
	}
	if r.Kind != Forum {
		f.add("available_tags", "UNKNOWN_FIELD", "Only forums have tags.")
	}
	tags := []Tag{}
	for _, o := range f.list(body, "", "available_tags", maxForumTags) {
		var t Tag
		t.ID, _ = o["id"].(string)
		t.Name, _ = f.text(o, "available_tags.", "name", 1, 20)
		t.Moderated, _ = o["moderated"].(bool)
		switch {
		case t.ID == "":
			t.ID = s.newID()
		case !slices.ContainsFunc(r.Tags, func(old Tag) bool { return old.ID == t.ID }):
			f.add("available_tags.id", "UNKNOWN_TAG", "There is no tag %s.", t.ID)
		}
		tags = append(tags, t)
	}
	if len(raw) > maxForumTags {
		f.add("available_tags", "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", maxForumTags)
	}
	return tags
}
