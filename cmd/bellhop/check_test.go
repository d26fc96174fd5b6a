package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// checked runs bellhop check and answers what it printed and its exit code.
func checked(t *testing.T, env []string) (string, int) {
	t.Helper()
	cmd := command(t, env, "check")
	out, _ := cmd.CombinedOutput() // how it ended is in its state
	return string(out), cmd.ProcessState.ExitCode()
}

func wants(t *testing.T, out string, lines ...string) {
	t.Helper()
	for _, l := range lines {
		if !strings.Contains(out, l) {
			t.Errorf("no %q in:\n%s", l, out)
		}
	}
	if strings.Contains(out, "xoxb-") || strings.Contains(out, "xapp-fake") {
		t.Errorf("a token is shown:\n%s", out)
	}
}

func TestCheckOfAHouseInOrderSaysOkToAll(t *testing.T) {
	ws := team(t, func(c *fakeslack.Config) { c.SocketMode = true })
	env := settings(t, ws, "BELLHOP_SLACK_APP_TOKEN=xapp-fake-1", "BELLHOP_PUBLIC_URL=https://chat.example.com", "BELLHOP_SITE_ORIGINS=https://www.example.com")
	out, code := checked(t, env)
	wants(t, out, "ok       database:", "ok       secret key:", "ok       public address:", "ok       site origins:", "ok       Slack bot token: works", "ok       Slack channel #support",
		"ok       Slack scopes", "ok       Slack events")
	if code != 0 || strings.Contains(out, "warning") {
		t.Errorf("exit %d:\n%s", code, out)
	}
}

func TestCheckSaysWhatIsBrokenWhatToDoAndExitsOne(t *testing.T) {
	ws := team(t)
	ws.SetScopes("chat:write", "channels:read", "channels:history")
	if err := ws.Kick("C1", "U0BOT"); err != nil {
		t.Fatal(err)
	}
	out, code := checked(t, settings(t, ws, "BELLHOP_SITE_ORIGINS=*,http://shop.example"))
	wants(t, out, "warning  public address: none is set", "warning  site origins: any page", "http://shop.example is not encrypted", "broken   Slack channel #support: the bot is not in it",
		"do: Type in the channel: /invite", "broken   Slack scope users:read", "warning  Slack scope commands", "warning  Slack events: come over HTTP")
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	ws.RevokeToken()
	out, code = checked(t, settings(t, ws))
	wants(t, out, "broken   Slack bot token: Slack answers token_revoked", "do: Slack refuses the bot token")
	if code != 1 {
		t.Errorf("exit %d", code)
	}
}

func TestCheckNoticesAWrongKeyAndADatabaseThatCannotBeOpened(t *testing.T) {
	ws := team(t)
	env := settings(t, ws, "BELLHOP_SECRET_KEY="+strings.Repeat("k", 32))
	start(t, env).terminate()
	i := slices.IndexFunc(env, func(s string) bool { return strings.HasPrefix(s, "BELLHOP_SECRET_KEY=") })
	env[i] = "BELLHOP_SECRET_KEY=" + strings.Repeat("x", 32)
	out, code := checked(t, env)
	wants(t, out, "ok       database", "broken   secret key: it does not open the secrets")
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	out, code = checked(t, []string{"BELLHOP_DATABASE=/dev/null/bellhop.db", "BELLHOP_SECRET_KEY=" + strings.Repeat("k", 32)})
	if code != 1 || !strings.Contains(out, "broken   database") {
		t.Errorf("exit %d:\n%s", code, out)
	}
}
