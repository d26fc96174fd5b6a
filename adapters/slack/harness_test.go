package slack_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack/slackspec"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/platformtest"
)

const (
	channel = "C1"
	anna    = "U1"
	ben     = "U2"
	guest   = "U3"
)

var robot = fakeslack.App{ID: "A9", Name: "Robot", BotID: "B9"}

var userOf = map[platformtest.Person]string{platformtest.Anna: anna, platformtest.Ben: ben, platformtest.Guest: guest}

// world is a small Slack with our adapter and its doors. Every request of ours
// is held to the vendor's schemas where they are at hand.
type world struct {
	*testing.T
	ws    *fakeslack.Server
	bell  *slack.Slack
	inbox *inbox
	doors *httptest.Server
	taken int
	away  *away
	file  string // the file that Anna sent last
}

func open(t *testing.T, change ...func(*fakeslack.Config)) *world {
	t.Helper()
	cfg := fakeslack.Config{
		Users: []fakeslack.User{
			{ID: anna, Name: "anna", RealName: "Anna Berg", DisplayName: "Anna"}, {ID: ben, Name: "ben", RealName: "Ben"},
			{ID: guest, Name: "guest", IsRestricted: true}, {ID: "U4", Name: "stranger", Team: "T9", IsStranger: true},
		},
		Channels: []fakeslack.Channel{
			{ID: channel, Name: "support", Members: []string{anna, ben, guest, "U4"}}, {ID: "C2", Name: "other", Members: []string{anna}},
		},
		RetryDelays: []time.Duration{0, time.Millisecond, time.Millisecond},
	}
	if slackspec.Available() {
		cfg.Inspect = func(method string, args map[string]any) { slackspec.Request(t, method, args) }
	}
	for _, f := range change {
		f(&cfg)
	}
	w := &world{T: t, ws: fakeslack.New(cfg), inbox: &inbox{missed: make(chan struct{}, 100)}, away: elsewhere(t)}
	if _, err := w.ws.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.ws.Close)
	var err error
	w.bell, err = slack.New(slack.Config{APIURL: w.ws.APIURL(), SigningSecret: w.ws.Config().SigningSecret, HTTP: &http.Client{Transport: &http.Transport{}}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	w.doors = httptest.NewServer(w.bell.Doors(w.inbox, w.inbox))
	t.Cleanup(w.doors.Close)
	w.ws.SetTargets(w.doors.URL+"/slack/events", w.doors.URL+"/slack/interactions", w.doors.URL+"/slack/commands")
	return w
}

func TestSlackKeepsTheContract(t *testing.T) {
	platformtest.Run(t, func(t *testing.T) platformtest.Harness { return open(t) })
}

func (w *world) Platform() core.Platform { return w.bell }

func (w *world) Connection() core.Connection {
	return core.Connection{ID: "slack", Workspace: "w1", Surface: core.Slack, Token: w.ws.Config().Token}
}

// introduced is the connection after we learned who we are.
func (w *world) introduced() core.Connection {
	w.Helper()
	c, err := w.bell.Introduce(w.Context(), w.Connection())
	if err != nil {
		w.Fatal(err)
	}
	return c
}

func (w *world) Channel() string { return channel }

func (w *world) Pings() []string {
	var out []string
	for _, p := range w.ws.Pings() {
		out = append(out, p.Method+" "+p.Where+" "+p.Token)
	}
	return out
}

func (w *world) Picture() (string, int64) {
	address := w.ws.APIURL() + "../avatars/U1.png?s=192"
	data, err := w.bell.Picture(w.Context(), w.Connection(), address, 1<<20)
	if err != nil {
		w.Fatal(err)
	}
	return address, int64(len(data))
}

// settled waits until Slack has delivered what happened.
func (w *world) settled() {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), 10*time.Second)
	defer cancel()
	if err := w.ws.Await(ctx, func(s fakeslack.Snapshot) bool { return s.Settled() }); err != nil {
		w.Fatal(err)
	}
}

func (w *world) Events() []core.RawEvent {
	w.Helper()
	w.settled()
	all := w.inbox.received()
	out := slices.Clone(all[w.taken:])
	w.taken = len(all)
	return out
}

// did is for what people do: it must have worked.
func (w *world) did(err error) []core.RawEvent {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
	return w.Events()
}

func (w *world) Say(who platformtest.Person, thread, text string) []core.RawEvent {
	w.Helper()
	var err error
	if who == platformtest.Robot {
		_, err = w.ws.ReplyAsBot(robot, channel, thread, text)
	} else {
		_, err = w.ws.Reply(userOf[who], channel, thread, text)
	}
	return w.did(err)
}

func (w *world) SayStyled(who platformtest.Person, thread string) []core.RawEvent {
	return w.Say(who, thread, "*bold* _slanted_ ~gone~ `code` and https://example.com/a?b=c\n- one\n- two\n> quoted\n```\nfenced <b>\n```")
}

func (w *world) SendFile(who platformtest.Person, thread, name string, data []byte) []core.RawEvent {
	w.Helper()
	ts, err := w.ws.Upload(userOf[who], channel, thread, name, data)
	if m, ok := w.ws.Message(channel, ts); ok {
		w.file = m.Files[0].ID
	}
	return w.did(err)
}

func (w *world) Press(who platformtest.Person, _ string, under platformtest.Seen, label string) []core.RawEvent {
	w.Helper()
	return w.did(w.ws.Press(userOf[who], channel, under.Remote, w.actionOf(under, label)))
}

func (w *world) Edit(who platformtest.Person, _, remote, text string) []core.RawEvent {
	w.Helper()
	return w.did(w.ws.Edit(userOf[who], channel, remote, text))
}

func (w *world) Delete(who platformtest.Person, _, remote string) []core.RawEvent {
	w.Helper()
	return w.did(w.ws.Delete(userOf[who], channel, remote))
}

func (w *world) Unfurl(_, remote string) []core.RawEvent {
	w.Helper()
	w.Events()
	return w.did(w.ws.Unfurl(channel, remote, "https://example.com/a", "Example"))
}

func (w *world) Retract(who platformtest.Person, _, remote string) []core.RawEvent {
	w.Helper()
	return w.did(w.ws.Shortcut(userOf[who], channel, remote, slack.RetractShortcut))
}

// Approach does nothing: Slack whispers to anyone.
func (w *world) Approach(platformtest.Person, string) {}

// Pass does nothing: the adapter has no clock that keeps it from sending.
func (w *world) Pass(time.Duration) {}

func (w *world) DeleteCard(thread string) { w.deleteCard(thread) }

// Marks are the emoji of our bot under a message.
func (w *world) Marks(_, remote string) []core.Mark {
	w.Helper()
	marks := map[string]core.Mark{"white_check_mark": core.MarkDelivered, "eyes": core.MarkRead, "zzz": core.MarkGone,
		"warning": core.MarkFailed, "no_entry_sign": core.MarkRetracted}
	m, _ := w.ws.Message(channel, remote)
	var out []core.Mark
	for _, r := range m.Reactions {
		if slices.Contains(r.Users, w.ws.Config().App.BotUserID) {
			out = append(out, marks[r.Name])
		}
	}
	return out
}

func (w *world) Break(f platformtest.Fault) {
	post := func(k fakeslack.Kind, d time.Duration, code string) {
		w.ws.Fault(fakeslack.Fault{Method: "chat.postMessage", Kind: k, D: d, Code: code})
	}
	switch f {
	case platformtest.Refuse:
		post(fakeslack.ErrorCode, 0, "msg_too_long")
	case platformtest.Throttle:
		post(fakeslack.RateLimited, platformtest.ThrottledFor*time.Second, "")
	case platformtest.LoseLate:
		post(fakeslack.CutLate, 0, "")
	case platformtest.LoseEarly:
		post(fakeslack.Cut, 0, "")
	case platformtest.RefuseFile:
		w.ws.Fault(fakeslack.Fault{Method: "files.getUploadURLExternal", Kind: fakeslack.ErrorCode, Code: "blocked_file_type"})
	case platformtest.LoseFile:
		w.ws.Fault(fakeslack.Fault{Method: "files.completeUploadExternal", Kind: fakeslack.CutLate})
	case platformtest.CutFile:
		w.ws.Fault(fakeslack.Fault{Method: "upload", Kind: fakeslack.Cut})
	case platformtest.PageOnce:
		w.ws.Fault(fakeslack.Fault{Method: "download", Kind: fakeslack.HTML})
	case platformtest.Detour:
		w.ws.Fault(fakeslack.Fault{Method: "download", Kind: fakeslack.Redirect, Code: w.away.URL + "/login"})
	case platformtest.DeadToken:
		w.ws.RevokeToken()
	case platformtest.NoMarks:
		w.ws.SetScopes(slices.DeleteFunc(fakeslack.AllScopes(), func(s string) bool { return s == "reactions:write" })...)
	case platformtest.NoChannel:
		w.did(w.ws.Archive(channel))
	}
}

func (w *world) Mend() {
	w.ws.RestoreToken()
	w.ws.SetScopes(fakeslack.AllScopes()...)
	for _, c := range w.ws.Channels() {
		if c.ID == channel && c.Archived {
			w.did(w.ws.Unarchive(channel))
		}
	}
}
