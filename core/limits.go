package core

import (
	"net/mail"
	"strings"
	"unicode/utf8"
)

// The limits of what visitors may send. Every one has a number and an error
// that says so.
const (
	MaxText     = 8000 // characters of a word
	MaxFiles    = 10   // files named with a word
	MaxFileName = 200  // characters
	MaxKey      = 64   // characters of a client_id
	MaxName     = 100
	MaxEmail    = 254
	MaxPhone    = 40
	MaxNote     = 2000
	MaxURL      = 2000 // page and referrer
	MaxTitle    = 300
	MaxAttrs    = 20 // attributes of a visitor
	MaxAttrKey  = 40
	MaxAttr     = 200

	MaxOpenFiles = 20        // uploads of a conversation that no word names yet
	MaxTalkFiles = 200       // files of a visitor that are kept with a conversation
	MaxTalkBytes = 500 << 20 // bytes of them
)

// Check validates details, with a sentence for each field that is wrong.
func (d Details) Check() error {
	var e InvalidError
	bad := func(field, message string) {
		e.Fields = append(e.Fields, FieldError{Field: field, Message: message})
	}
	if utf8.RuneCountInString(d.Name) > MaxName {
		bad("name", "Please use at most 100 characters for the name.")
	}
	if d.Email != "" && !plausibleEmail(d.Email) {
		bad("email", "This does not look like an e-mail address. It should be like name@example.com.")
	}
	if d.Phone != "" && !plausiblePhone(d.Phone) {
		bad("phone", "This does not look like a phone number. Use digits, spaces and + ( ) - only, 5 to 15 digits.")
	}
	if utf8.RuneCountInString(d.Note) > MaxNote {
		bad("note", "Please use at most 2,000 characters for the note.")
	}
	if d == (Details{}) {
		bad("email", "Please leave at least one way to reach you.")
	}
	if len(e.Fields) > 0 {
		return &e
	}
	return nil
}

func plausibleEmail(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) > MaxEmail || strings.ContainsAny(s, " <>\r\n\t\"") {
		return false
	}
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s {
		return false
	}
	_, domain, _ := strings.Cut(s, "@")
	return strings.Contains(domain, ".") && !strings.HasPrefix(domain, ".") && !strings.HasSuffix(domain, ".")
}

func plausiblePhone(s string) bool {
	digits := 0
	for _, r := range strings.TrimSpace(s) {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune(" +()-./", r):
			return false
		}
	}
	return digits >= 5 && digits <= 15 && len(s) <= MaxPhone
}
