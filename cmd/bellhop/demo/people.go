package demo

import (
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// People are the two agents to seed the small Slack with, present at first. base is the address under which this package's handler is
// reached, like "http://127.0.0.1:8080": their pictures are served from there. The Slack adapter fetches pictures only from the
// host of the Web API: see SlackPath.
func People(base string) []fakeslack.User {
	base = strings.TrimRight(base, "/")
	person := func(id, handle, name, called, zone string) fakeslack.User {
		return fakeslack.User{
			ID: id, Name: handle, RealName: name, DisplayName: called, Image: base + "/demo/assets/people/" + handle + ".png", TZ: zone,
			Presence: "active",
		}
	}
	return []fakeslack.User{
		person("U0ANNA", "anna", "Anna Oliveira", "Anna", "Europe/Lisbon"),
		person("U0BEN", "ben", "Ben Fischer", "Ben", "Europe/Berlin"),
	}
}
