package fakediscord

import (
	"fmt"
	"time"
	"unicode/utf8"
)

const (
	maxEmbeds    = 10
	maxEmbedText = 6000 // characters in all embeds of a message
)

// checkEmbeds reads the embeds of a message and returns them as they will be shown.
func checkEmbeds(f *form, body obj, path string) []any {
	var out []any
	total := 0
	for i, e := range f.list(body, path, "embeds", maxEmbeds) {
		at := fmt.Sprintf("%sembeds.%d.", path, i)
		if e == nil {
			continue
		}
		total += checkEmbed(f, e, at)
		shown := obj{"type": "rich"}
		for k, v := range e {
			if v != nil && v != "" {
				shown[k] = v
			}
		}
		if len(shown) == 1 {
			f.add(at+"description", "BASE_TYPE_REQUIRED", "This field is required")
		}
		out = append(out, shown)
	}
	if total > maxEmbedText {
		f.add(path+"embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of %d", maxEmbedText)
	}
	return out
}

// checkEmbed returns how many characters count towards the whole.
func checkEmbed(f *form, e obj, at string) (total int) {
	f.only(e, at, "title", "type", "description", "url", "timestamp", "color", "footer", "image", "thumbnail", "video", "provider", "author", "fields")
	count := func(in obj, path, key string, most int) {
		v, _ := f.maybe(in, path, key, most)
		total += utf8.RuneCountInString(v)
	}
	count(e, at, "title", 256)
	count(e, at, "description", 4096)
	f.web(e, at, "url")
	f.number(e, at, "color", 0, 0xFFFFFF)
	if v, ok := f.maybe(e, at, "timestamp", 64); ok && v != "" {
		if _, err := time.Parse(time.RFC3339, v); err != nil {
			f.add(at+"timestamp", "DATE_TIME_TYPE_PARSE", "Could not parse %s. Should be ISO8601.", v)
		}
	}
	if foot, ok := e["footer"].(obj); ok {
		count(foot, at+"footer.", "text", 2048)
		f.web(foot, at+"footer.", "icon_url")
	}
	if author, ok := e["author"].(obj); ok {
		count(author, at+"author.", "name", 256)
		f.web(author, at+"author.", "icon_url")
	}
	for _, k := range []string{"image", "thumbnail"} {
		if pic, ok := e[k].(obj); ok {
			f.web(pic, at+k+".", "url")
		}
	}
	for i, field := range f.list(e, at, "fields", 25) {
		p := fmt.Sprintf("%sfields.%d.", at, i)
		name, _ := f.text(field, p, "name", 1, 256)
		value, _ := f.text(field, p, "value", 1, 1024)
		f.flag(field, p, "inline")
		total += utf8.RuneCountInString(name) + utf8.RuneCountInString(value)
	}
	return total
}
