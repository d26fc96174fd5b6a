package fakediscord

// State is the whole guild as a page shows it.
type State struct {
	Revision   int64                `json:"revision"`
	Guild      Guild                `json:"guild"`
	Users      []User               `json:"users"`
	Roles      []Role               `json:"roles"`
	Channels   []Channel            `json:"channels"`   // threads too
	Messages   map[string][]Message `json:"messages"`   // by channel or thread, oldest first
	Ephemerals []Message            `json:"ephemerals"` // each for the user who sees it
	Modals     []Modal              `json:"modals"`
	Commands   []map[string]any     `json:"commands"`
	Pings      []Ping               `json:"pings"`
	Files      map[string]string    `json:"files"` // an address for each attachment
}

// State takes a picture of everything a page shows; an empty channel means all of them, else that one and its threads.
func (s *Server) State(channel string) State {
	revision, _ := s.change()
	st := State{
		Revision: revision, Guild: s.Config().Guild, Users: s.Users(), Roles: s.Roles(), Channels: s.Channels(), Messages: map[string][]Message{},
		Ephemerals: s.Ephemerals(""), Modals: s.Modals(), Commands: s.Commands(), Pings: s.Pings(), Files: map[string]string{},
	}
	for _, c := range st.Channels {
		if channel != "" && channel != c.ID && channel != c.Parent {
			continue
		}
		st.Messages[c.ID] = s.Messages(c.ID)
		for _, m := range st.Messages[c.ID] {
			for _, a := range m.Attachments {
				st.Files[a.ID] = s.FileURL(a)
			}
		}
	}
	return st
}
