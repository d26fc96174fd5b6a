package core

import "time"

// Workspace is one customer of Bellhop, the tenant.
type Workspace struct {
	ID   WorkspaceID
	Name string
}

// Site is a website with the widget on it.
type Site struct {
	ID        SiteID
	Workspace WorkspaceID
	Key       string   // public, in the widget's tag
	Name      string   // shown in the widget
	Greeting  string   // the bot's opening line, shown, not stored
	Color     string   // accent, "#rrggbb" or empty
	Origins   []string // exact origins; "*" allows any
	Secret    string   // proves identities; encrypted at rest
	Wait      time.Duration
	Fields    []string // details asked for, of DetailFields
	Files     FileRules
}

// AllowsOrigin tells whether a browser page of this origin may use the site.
func (s Site) AllowsOrigin(origin string) bool {
	for _, o := range s.Origins {
		if o == "*" || o == origin {
			return true
		}
	}
	return false
}

// Connection is our bot installed in one Slack workspace or Discord server.
type Connection struct {
	ID        ConnectionID
	Workspace WorkspaceID
	Surface   Surface
	Remote    string // the platform's id of the workspace or server, empty until learned
	Name      string // its name there
	Bot       string // our user id there, empty until learned
	BotID     string // Slack: our bot id; Discord: our application id
	App       string // Slack: our app id
	Token     string // encrypted at rest
	Updated   time.Time
}

// Route is a rule: this site rings that channel.
type Route struct {
	ID         RouteID
	Workspace  WorkspaceID
	Site       SiteID
	Connection ConnectionID
	Surface    Surface
	Channel    string
}

// Agent is a person of the team.
type Agent struct {
	ID        AgentID
	Workspace WorkspaceID
	Name      string    // display name
	Picture   PictureID // the random address it is served under, empty for none
}

// Profile is what a platform says of a person. It makes or refreshes an Agent.
type Profile struct {
	Remote  string // the platform's user id
	Name    string // display name
	Picture string // the platform's address of the picture; never leaves us
}

// Picture is a copied picture. Bytes are empty until somebody asked for it.
type Picture struct {
	ID         PictureID
	Workspace  WorkspaceID
	Connection ConnectionID
	Origin     string // where it is copied from
	Type       string // image/png, image/jpeg, image/gif or image/webp
	Bytes      []byte
	Fetched    time.Time
}

// Visitor is a browser that talks. Everything but the id may be empty, and all
// of it but External is what the visitor or the page claims.
type Visitor struct {
	ID        VisitorID
	Workspace WorkspaceID
	Site      SiteID
	External  string // the user id the site vouched for
	Name      string
	Email     string
	Phone     string
	Note      string // left with the details
	Page      string // address of the page it wrote from
	Title     string
	Referrer  string
	Language  string // BCP 47
	Timezone  string // IANA
	Attrs     map[string]string
	Blocked   time.Time // since when the team will not hear them; zero when it does
	Created   time.Time
	Seen      time.Time
}

// Token is a visitor's key, of which only the hash is kept. It is bound to one
// site.
type Token struct {
	Hash      string // hex SHA-256
	Workspace WorkspaceID
	Site      SiteID
	Visitor   VisitorID
	Expires   time.Time
}
