package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// manifest runs the command, and answers what it printed.
func manifest(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), append([]string{"manifest", "slack"}, args...), &o, &e)
	return code, o.String(), e.String()
}

type printed struct {
	Display  struct{ Name, Description string } `json:"display_information"`
	Features struct {
		Bot struct {
			DisplayName string `json:"display_name"`
		} `json:"bot_user"`
		Shortcuts []struct {
			Name, Type, Description string
			Callback                string `json:"callback_id"`
		}
		Commands []struct {
			Command, URL, Description string
			Hint                      string `json:"usage_hint"`
		} `json:"slash_commands"`
	}
	OAuth struct {
		Scopes struct{ Bot []string }
	} `json:"oauth_config"`
	Settings struct {
		Events struct {
			URL string   `json:"request_url"`
			Bot []string `json:"bot_events"`
		} `json:"event_subscriptions"`
		Presses struct {
			On  bool   `json:"is_enabled"`
			URL string `json:"request_url"`
		} `json:"interactivity"`
		Socket bool `json:"socket_mode_enabled"`
	}
}

func read(t *testing.T, out string) (m printed) {
	t.Helper()
	if err := json.Unmarshal([]byte(out), &m); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return m
}

func TestTheSlackManifestNamesOurAddressInThreePlaces(t *testing.T) {
	code, out, errs := manifest(t, "--public-url", "https://chat.example.com/")
	if code != 0 {
		t.Fatalf("code %d: %s", code, errs)
	}
	m := read(t, out)
	if m.Settings.Events.URL != "https://chat.example.com/slack/events" || m.Settings.Presses.URL != "https://chat.example.com/slack/interactions" ||
		!m.Settings.Presses.On || len(m.Features.Commands) != 1 || m.Features.Commands[0].URL != "https://chat.example.com/slack/commands" || m.Settings.Socket {
		t.Errorf("%+v", m)
	}
}

func TestTheSlackManifestForSocketsNeedsNoAddress(t *testing.T) {
	code, out, errs := manifest(t, "--socket")
	if code != 0 {
		t.Fatalf("code %d: %s", code, errs)
	}
	if m := read(t, out); !m.Settings.Socket || strings.Contains(out, "http") || len(m.Settings.Events.Bot) == 0 {
		t.Errorf("%s", out)
	}
}

func TestTheSlackManifestSaysWhatIsMissing(t *testing.T) {
	for _, args := range [][]string{nil, {"--public-url", "http://chat.example.com"}, {"--public-url", "https://chat.example.com", "--name", strings.Repeat("n", 36)}} {
		code, out, errs := manifest(t, args...)
		if code != 2 || out != "" || !strings.Contains(errs, "BELLHOP_PUBLIC_URL") && !strings.Contains(errs, "--name") {
			t.Errorf("%q: code %d, %s%s", args, code, out, errs)
		}
	}
}

// The limits are those of Slack's manifest schema.
func TestTheSlackManifestKeepsSlacksLimits(t *testing.T) {
	_, out, _ := manifest(t, "--public-url", "https://chat.example.com", "--name", strings.Repeat("n", 35))
	m := read(t, out)
	for what, l := range map[string]struct {
		text string
		most int
	}{
		"name": {m.Display.Name, 35}, "description": {m.Display.Description, 140}, "display name": {m.Features.Bot.DisplayName, 80},
		"shortcut": {m.Features.Shortcuts[0].Name, 24}, "its callback": {m.Features.Shortcuts[0].Callback, 255},
		"its description": {m.Features.Shortcuts[0].Description, 150},
	} {
		if n := utf8.RuneCountInString(l.text); n == 0 || n > l.most {
			t.Errorf("the %s has %d characters, at most %d are allowed", what, n, l.most)
		}
	}
	if m.Features.Shortcuts[0].Type != "message" || len(m.Features.Shortcuts) > 10 || len(m.Features.Commands) > 50 ||
		len(m.OAuth.Scopes.Bot) > 255 || len(m.Settings.Events.Bot) > 100 {
		t.Errorf("%+v", m)
	}
	for _, list := range [][]string{m.OAuth.Scopes.Bot, m.Settings.Events.Bot} {
		if sorted := slices.Sorted(slices.Values(list)); len(slices.Compact(sorted)) != len(list) {
			t.Errorf("something is named twice: %q", list)
		}
	}
	if slices.Contains(m.Settings.Events.Bot, "presence_change") {
		t.Error("Slack does not allow presence_change")
	}
	for _, needed := range []string{"reactions:write", "chat:write.customize", "channels:history", "groups:history", "users:read", "commands"} {
		if !slices.Contains(m.OAuth.Scopes.Bot, needed) {
			t.Errorf("the scope %s is missing", needed)
		}
	}
}
