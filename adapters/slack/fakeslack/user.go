package fakeslack

import (
	"fmt"
	"hash/fnv"
	"strings"
	"time"
)

// User is a person (or bot) of the workspace. Required: ID, Name. The zero flags are a full member who is away.
type User struct {
	ID          string `json:"id"`
	Name        string `json:"name"` // the handle, without @
	RealName    string `json:"real_name"`
	DisplayName string `json:"display_name"`
	Image       string `json:"image"`    // an address; default: a picture served by the fake
	Team        string `json:"team"`     // default: the workspace; another id is a stranger through Slack Connect
	TZ          string `json:"tz"`       // an IANA zone; default Europe/London
	Presence    string `json:"presence"` // "active" or "away" (default)

	IsBot, IsRestricted, IsUltraRestricted, IsStranger, Deleted bool
}

// userJSON is a user as users.info and user_change show it.
func (s *Server) userJSON(u User) map[string]any {
	offset, label := zone(u.TZ, s.cfg.Now())
	first, last, _ := strings.Cut(u.RealName, " ")
	profile := map[string]any{
		"title": "", "phone": "", "skype": "", "real_name": u.RealName, "real_name_normalized": u.RealName,
		"display_name": u.DisplayName, "display_name_normalized": u.DisplayName, "status_text": "", "status_text_canonical": "",
		"status_emoji": "", "status_emoji_display_info": []any{}, "status_expiration": 0, "avatar_hash": fmt.Sprintf("g%08x", hash(u.ID)),
		"first_name": first, "last_name": last, "team": u.Team, "fields": nil,
	}
	for _, size := range []int{24, 32, 48, 72, 192, 512} {
		profile[fmt.Sprintf("image_%d", size)] = s.avatarOf(u, size)
	}
	if u.Image != "" {
		profile["image_original"], profile["is_custom_image"] = u.Image, true
	}
	return map[string]any{
		"id": u.ID, "team_id": u.Team, "name": u.Name, "deleted": u.Deleted, "color": fmt.Sprintf("%06x", hash(u.ID)&0x7f7f7f),
		"real_name": u.RealName, "tz": u.TZ, "tz_label": label, "tz_offset": offset, "profile": profile,
		"is_admin": false, "is_owner": false, "is_primary_owner": false, "is_restricted": u.IsRestricted,
		"is_ultra_restricted": u.IsUltraRestricted, "is_bot": u.IsBot, "is_stranger": u.IsStranger, "is_app_user": false, "is_email_confirmed": true,
		"updated": 1700000000, "who_can_share_contact_card": "EVERYONE", "locale": "en-GB",
	}
}

func zone(name string, now time.Time) (offset int, label string) {
	loc, err := time.LoadLocation(name)
	if err != nil {
		return 0, "UTC"
	}
	label, offset = now.In(loc).Zone()
	return offset, label
}

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

func (s *Server) seedUsers() {
	s.putUser(User{ID: s.cfg.App.BotUserID, Name: strings.ToLower(s.cfg.App.Name), RealName: s.cfg.App.Name, IsBot: true})
	for _, u := range s.cfg.Users {
		s.putUser(u)
	}
}

func (s *Server) putUser(u User) {
	def := func(s *string, v string) {
		if *s == "" {
			*s = v
		}
	}
	def(&u.Team, s.cfg.Team.ID)
	def(&u.TZ, "Europe/London")
	def(&u.Presence, "away")
	def(&u.RealName, u.Name)
	if _, twice := s.users[u.ID]; !twice {
		s.userIDs = append(s.userIDs, u.ID)
	}
	s.users[u.ID] = u
}
