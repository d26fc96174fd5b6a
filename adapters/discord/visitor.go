package discord

import (
	"hash/fnv"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/bellhop-chat/bellhop/core"
)

// nameOf is who the visitor is, for the team: a name, or "Visitor · Lisbon
// time", or "Visitor".
func nameOf(v core.Visitor) string {
	if name := safeName(v.Name); name != nobodysName {
		return distinct(name)
	}
	if city := cityOf(v.Timezone); city != "" {
		return "Visitor · " + city + " time"
	}
	return nobodysName
}

// distinct keeps a visitor from standing under a name that we give to others.
func distinct(name string) string {
	low := strings.ToLower(strings.TrimSpace(name))
	for _, taken := range []string{nameBot, hookName} {
		if low == strings.ToLower(taken) {
			return suffixed(name, " (visitor)")
		}
	}
	for _, where := range surfaceNames {
		if strings.HasSuffix(low, "("+strings.ToLower(where)+")") {
			return suffixed(name, " (visitor)")
		}
	}
	return name
}

// pictures are how many pictures Discord has for those without one.
const pictures = 6

// avatarOf is the picture a word is posted with: one of Discord's own, the same
// for the same name in a conversation.
func avatarOf(d core.Delivery, name string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(string(d.Talk.ID) + name)) // a hash does not fail
	return "https://" + pictureHost + "/embed/avatars/" + strconv.Itoa(int(h.Sum32()%pictures)) + ".png"
}

// cityOf is the city of a time zone's name, empty when it names none.
func cityOf(zone string) string {
	i := strings.LastIndexByte(zone, '/')
	if i < 0 || strings.HasPrefix(zone, "Etc/") {
		return ""
	}
	if _, err := time.LoadLocation(zone); err != nil {
		return ""
	}
	return strings.ReplaceAll(zone[i+1:], "_", " ")
}

// theirTime is what the visitor's clock showed at t: "14:32 in Lisbon". It is
// empty when their time zone is not known.
func theirTime(v core.Visitor, t time.Time) string {
	loc, err := time.LoadLocation(v.Timezone)
	if v.Timezone == "" || err != nil || t.IsZero() {
		return ""
	}
	where := cityOf(v.Timezone)
	if where == "" {
		where = v.Timezone
	}
	return t.In(loc).Format("15:04") + " in " + where
}

// languageOf is the English name of the visitor's language, or the tag itself.
func languageOf(v core.Visitor) string {
	if v.Language == "" {
		return ""
	}
	tag, err := language.Parse(v.Language)
	if err != nil {
		return ""
	}
	if name := display.English.Tags().Name(tag); name != "" {
		return name
	}
	return tag.String()
}

// maxShownURL is how many characters of a page's address a card shows.
const maxShownURL = 300

// pageLink is the page's address as a link that shows where it leads, empty
// when it is no address of the web.
func pageLink(page string) string {
	u, err := url.Parse(strings.TrimSpace(page))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	u.User = nil
	for _, less := range []func(){func() { u.RawQuery, u.Fragment = "", "" }, func() { u.Path, u.RawPath = "/", "" }} {
		if len(u.String()) > maxShownURL {
			less()
		}
	}
	if len(u.String()) > maxShownURL || strings.ContainsAny(u.Host, "<>|`*_~\\@ ") {
		return ""
	}
	return "<" + strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "@", "%40").Replace(u.String()) + ">"
}
