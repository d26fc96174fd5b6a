package demo

import (
	"net/http"
	"path"
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
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

// Team is the role of those who may answer visitors in the small Discord.
const Team = "710000000000000021"

// Members are the same two in the small Discord, and a guest without the role, whom visitors never hear.
func Members() []fakediscord.User {
	return []fakediscord.User{
		{ID: "710000000000000012", Username: "ben", GlobalName: "Ben", Roles: []string{Team}, Avatar: true, Status: "online"},
		{ID: "710000000000000011", Username: "anna", GlobalName: "Anna", Roles: []string{Team}, Avatar: true, Status: "online"},
		{ID: "710000000000000013", Username: "kim", GlobalName: "Kim", Status: "online"},
	}
}

// serveFace serves the picture of a member, the one they have in Slack.
func (s *site) serveFace(w http.ResponseWriter, r *http.Request) {
	for _, u := range s.cfg.Discord.Users() {
		if u.ID == r.PathValue("id") && u.Avatar {
			r.SetPathValue("path", path.Join("people", u.Username+".png"))
			serveAsset(w, r)
			return
		}
	}
	http.NotFound(w, r)
}
