package bridge

import (
	"fmt"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/bellhop-chat/bellhop/core"
)

// check refuses what is wrong with an arrival, field by field. What browsers
// fill in by themselves (page, title, referrer, language, time zone) is never a
// reason to turn a visitor away: it is cut or dropped.
func (a Arrival) check(site core.Site) error {
	var e core.InvalidError
	bad := func(field, format string, args ...any) {
		e.Fields = append(e.Fields, core.FieldError{Field: field, Message: fmt.Sprintf(format, args...)})
	}
	if err := (core.Details{Name: a.Name, Email: a.Email, Note: "-"}).Check(); err != nil {
		if invalid, ok := err.(*core.InvalidError); ok { //nolint:errorlint // Check answers it unwrapped
			e.Fields = append(e.Fields, invalid.Fields...)
		}
	}
	if len(a.Attrs) > core.MaxAttrs {
		bad("attributes", "There may be at most %d attributes.", core.MaxAttrs)
	}
	keys := make([]string, 0, len(a.Attrs))
	for k := range a.Attrs {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if k == "" || utf8.RuneCountInString(k) > core.MaxAttrKey || utf8.RuneCountInString(a.Attrs[k]) > core.MaxAttr {
			bad("attributes", "Attribute names have 1 to %d characters, values at most %d.", core.MaxAttrKey, core.MaxAttr)
			break
		}
	}
	if i := a.Identity; i != nil && (i.UserID == "" || len(i.UserID) > core.MaxAttr) {
		bad("identity", "The identity's user_id has 1 to %d bytes.", core.MaxAttr)
	}
	if len(e.Fields) > 0 {
		return &e
	}
	if a.Identity != nil && !a.Identity.proves(site.Secret) {
		return ErrIdentity
	}
	return nil
}

// visitor is what the arrival says of the visitor, cleaned.
func (a Arrival) visitor(site core.Site, now time.Time) core.Visitor {
	v := core.Visitor{
		Workspace: site.Workspace, Site: site.ID,
		Name: oneLine(a.Name, core.MaxName), Email: oneLine(a.Email, core.MaxEmail),
		Page: webAddress(a.Page), Title: oneLine(a.Title, core.MaxTitle), Referrer: webAddress(a.Referrer),
		Language: oneLine(a.Language, 35), Timezone: oneLine(a.Timezone, 64),
		Attrs: a.Attrs, Created: now, Seen: now,
	}
	if _, err := time.LoadLocation(v.Timezone); err != nil || v.Timezone == "Local" {
		v.Timezone = ""
	}
	if a.Identity != nil {
		v.External = a.Identity.UserID
	}
	return v
}

// webAddress keeps addresses of web pages only.
func webAddress(s string) string {
	s = oneLine(s, core.MaxURL)
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
		return ""
	}
	return s
}

// oneLine drops control characters and cuts to max characters.
func oneLine(s string, limit int) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == utf8.RuneError || (r >= 0x80 && r < 0xa0) {
			return ' '
		}
		return r
	}, strings.TrimSpace(s))
	if utf8.RuneCountInString(s) > limit {
		s = string([]rune(s)[:limit])
	}
	return s
}
