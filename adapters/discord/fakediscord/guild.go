package fakediscord

// Guild is the server. Required: none. Owner is a user id, by default of somebody who is not seen.
type Guild struct{ ID, Name, Owner string }

// App is our application. The ids of the application and of its bot user differ here, so that taking one for the other shows.
type App struct{ ID, Name, BotUserID, BotRoleID string }

// User is a person or bot of the guild. Required: ID, Username. The zero rest is a member without roles who is offline.
type User struct {
	ID         string   `json:"id"`
	Username   string   `json:"username"`
	GlobalName string   `json:"global_name"`
	Nick       string   `json:"nick"`
	Bot        bool     `json:"bot"`
	Roles      []string `json:"roles"`
	Avatar     bool     `json:"avatar"` // has a picture of their own
	Status     string   `json:"status"` // online, idle, dnd or offline (default)
	Left       bool     `json:"left"`   // is no member any more
}

// Shown is the name that people see: nick, else global name, else username.
func (u User) Shown() string {
	for _, n := range []string{u.Nick, u.GlobalName} {
		if n != "" {
			return n
		}
	}
	return u.Username
}

// Role is a role of the guild. Required: ID, Name.
type Role struct {
	ID          string      `json:"id"`
	Name        string      `json:"name"`
	Permissions Permissions `json:"permissions"`
	Mentionable bool        `json:"mentionable"`
}

// Kinds of channels and threads, as Discord numbers them.
const (
	Text          = 0
	Category      = 4
	PublicThread  = 11
	PrivateThread = 12
	Forum         = 15
)

// Channel is a channel or a thread. Required in Config: ID, Name.
type Channel struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Kind       int         `json:"kind"`               // Text (default), Category, Forum; PublicThread or PrivateThread in views
	Parent     string      `json:"parent,omitempty"`   // a category, or the channel of a thread
	Tags       []Tag       `json:"tags,omitempty"`     // of a forum
	RequireTag bool        `json:"require_tag"`        // of a forum
	Overwrites []Overwrite `json:"overwrites"`         // what differs from the roles here
	Archived   bool        `json:"archived,omitempty"` // of a thread, as the rest
	Locked     bool        `json:"locked,omitempty"`
	Owner      string      `json:"owner,omitempty"` // a user, or a webhook that opened a post
	Applied    []string    `json:"applied,omitempty"`
	Members    []string    `json:"members,omitempty"`
}

// Tag is a tag of a forum. Required: ID, Name.
type Tag struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Moderated bool   `json:"moderated"`
}

// Overwrite is what a role or a member may and may not in one channel. The id of the guild stands for @everyone.
type Overwrite struct {
	ID          string      `json:"id"`
	Member      bool        `json:"member"` // ID is a user's, not a role's
	Allow, Deny Permissions `json:"-"`
}
