package fakediscord

import "slices"

// Permissions is a set of Discord's permission bits.
type Permissions int64

// The permissions that this server looks at.
const (
	Administrator       Permissions = 1 << 3
	ManageChannels      Permissions = 1 << 4
	AddReactions        Permissions = 1 << 6
	ViewChannel         Permissions = 1 << 10
	SendMessages        Permissions = 1 << 11
	ManageMessages      Permissions = 1 << 13
	EmbedLinks          Permissions = 1 << 14
	AttachFiles         Permissions = 1 << 15
	ReadMessageHistory  Permissions = 1 << 16
	MentionEveryone     Permissions = 1 << 17
	ManageWebhooks      Permissions = 1 << 29
	UseCommands         Permissions = 1 << 31
	ManageThreads       Permissions = 1 << 34
	CreatePublicThreads Permissions = 1 << 35
	CreatePrivateThread Permissions = 1 << 36
	SendInThreads       Permissions = 1 << 38

	allPermissions Permissions = 1<<53 - 1
)

const (
	// EveryonePermissions is what @everyone usually may.
	EveryonePermissions = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | AddReactions | UseCommands |
		CreatePublicThreads | SendInThreads
	// UsualPermissions is what an installation of Bellhop asks for.
	UsualPermissions = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | ManageWebhooks | CreatePublicThreads |
		SendInThreads | ManageThreads | AddReactions
)

// has says whether all of these are in the set.
func (p Permissions) has(all Permissions) bool { return p&all == all }

// base is what a member may before channels are asked. The caller holds s.mu.
func (s *Server) base(user string) Permissions {
	u, ok := s.users[user]
	if !ok || u.Left {
		return 0
	}
	if user == s.cfg.Guild.Owner {
		return allPermissions
	}
	p := s.roles[s.cfg.Guild.ID].Permissions
	for _, id := range u.Roles {
		p |= s.roles[id].Permissions
	}
	if p.has(Administrator) {
		return allPermissions
	}
	return p
}

// may is what a member may in a channel or thread: nothing at all in one they cannot see. The caller holds s.mu.
func (s *Server) may(user string, r *room) Permissions {
	p := s.base(user)
	if p == allPermissions || p == 0 {
		return p
	}
	p = s.overwritten(p, user, r.top().Overwrites)
	if !p.has(ViewChannel) {
		return 0
	}
	if r.th != nil && r.Kind == PrivateThread && !p.has(ManageThreads) && !r.th.has(user) {
		return 0
	}
	return p
}

// overwritten applies the channel's exceptions: first for everyone, then for all the member's roles at once, then for the member.
func (s *Server) overwritten(p Permissions, user string, list []Overwrite) Permissions {
	var allow, deny Permissions
	for _, o := range list {
		switch {
		case !o.Member && o.ID == s.cfg.Guild.ID:
			p = p&^o.Deny | o.Allow
		case !o.Member && slices.Contains(s.users[user].Roles, o.ID):
			allow, deny = allow|o.Allow, deny|o.Deny
		}
	}
	p = p&^deny | allow
	for _, o := range list {
		if o.Member && o.ID == user {
			p = p&^o.Deny | o.Allow
		}
	}
	return p
}

// maySend says what a room wants of those who write into it.
func (r *room) maySend() Permissions {
	if r.th != nil {
		return ViewChannel | SendInThreads
	}
	return ViewChannel | SendMessages
}

// May is what a member may in a channel or thread; 0 for strangers.
func (s *Server) May(user, channel string) Permissions {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[channel]
	if !ok {
		return 0
	}
	return s.may(user, r)
}
