package fakediscord

import (
	"fmt"
	"regexp"
	"strings"
)

var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)

// checkCommand holds a command to the limits of names, descriptions and options.
func checkCommand(f *form, body obj, at string) {
	kind, said := f.number(body, at, "type", 1, 3)
	if !said || kind == 1 {
		checkName32(f, body, at)
		f.text(body, at, "description", 1, 100)
		checkOptions(f, body, at, 0)
		return
	}
	f.text(body, at, "name", 1, 32)
	if d, _ := f.maybe(body, at, "description", 100); d != "" {
		f.add(at+"description", "APPLICATION_COMMAND_DESCRIPTION_INVALID", "Only slash commands have a description")
	}
}

func checkName32(f *form, body obj, at string) {
	name, _ := f.text(body, at, "name", 1, 32)
	if name != "" && (!commandName.MatchString(name) || strings.ToLower(name) != name) {
		f.add(at+"name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

func checkOptions(f *form, body obj, at string, depth int) {
	optional := false
	for i, o := range f.list(body, at, "options", 25) {
		p := fmt.Sprintf("%soptions.%d.", at, i)
		checkName32(f, o, p)
		f.text(o, p, "description", 1, 100)
		kind, said := f.number(o, p, "type", 1, 11)
		required, _ := f.flag(o, p, "required")
		switch {
		case !said:
			f.add(p+"type", "BASE_TYPE_REQUIRED", "This field is required")
		case kind == 2 && depth > 0 || kind == 1 && depth > 1:
			f.add(p+"type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command option types are invalid here")
		case kind <= 2:
			checkOptions(f, o, p, depth+3-kind)
		case required && optional:
			f.add(p+"required", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		optional = optional || kind > 2 && !required
		for j, choice := range f.list(o, p, "choices", 25) {
			f.text(choice, fmt.Sprintf("%schoices.%d.", p, j), "name", 1, 100)
		}
	}
}
