package fakeslack_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

func blocks(b ...any) string {
	out, err := json.Marshal(b)
	if err != nil {
		panic(err)
	}
	return string(out)
}

type m = map[string]any

func section(text string) m {
	return m{"type": "section", "text": m{"type": "mrkdwn", "text": text, "verbatim": true}}
}
func button(label, id string) m {
	return m{"type": "button", "action_id": id, "text": m{"type": "plain_text", "text": label}}
}
func actions(buttons ...any) m { return m{"type": "actions", "elements": buttons} }
func rich(parts ...any) m      { return m{"type": "rich_text", "elements": parts} }
func words(leaves ...any) m    { return m{"type": "rich_text_section", "elements": leaves} }

func many(n int, one func(i int) any) []any {
	var out []any
	for i := range n {
		out = append(out, one(i))
	}
	return out
}

func TestPostMessageRefusesWhatSlackRefuses(t *testing.T) {
	long := func(n int) string { return strings.Repeat("é", n) }
	for _, c := range []struct {
		name   string
		fields map[string]string
		want   string // "" means accepted
	}{
		{"words", map[string]string{"text": "hi"}, ""},
		{"nothing", map[string]string{}, "no_text"},
		{"only space", map[string]string{"text": " \n "}, "no_text"},
		{"40,000 characters", map[string]string{"text": long(40_000)}, ""},
		{"40,001 characters", map[string]string{"text": long(40_001)}, "msg_too_long"},
		{"a channel that is not", map[string]string{"channel": "C9", "text": "x"}, "channel_not_found"},
		{"a public channel it is not in", map[string]string{"channel": "C2", "text": "x"}, ""},
		{"an archived channel", map[string]string{"channel": "C3", "text": "x"}, "is_archived"},
		{"a private channel it is in", map[string]string{"channel": "G1", "text": "x"}, ""},
		{"a private channel it is not in", map[string]string{"channel": "G2", "text": "x"}, "channel_not_found"},
		{"a broken thread_ts", map[string]string{"text": "x", "thread_ts": "nope"}, "invalid_thread_ts"},
		{"broken blocks", map[string]string{"blocks": "{"}, "invalid_blocks_format"},
		{"blocks that are no list", map[string]string{"blocks": `{"type":"divider"}`}, "invalid_blocks_format"},
		{"50 blocks", map[string]string{"blocks": blocks(many(50, func(int) any { return section("x") })...)}, ""},
		{"51 blocks", map[string]string{"blocks": blocks(many(51, func(int) any { return section("x") })...)}, "invalid_blocks"},
		{"an unknown block", map[string]string{"blocks": blocks(m{"type": "marquee"})}, "invalid_blocks"},
		{"an unknown property", map[string]string{"blocks": blocks(m{"type": "divider", "colour": "red"})}, "invalid_blocks"},
		{"a section of 3,000", map[string]string{"blocks": blocks(section(long(3000)))}, ""},
		{"a section of 3,001", map[string]string{"blocks": blocks(section(long(3001)))}, "invalid_blocks"},
		{"an empty section", map[string]string{"blocks": blocks(section(""))}, "invalid_blocks"},
		{"a section without text", map[string]string{"blocks": blocks(m{"type": "section"})}, "invalid_blocks"},
		{"11 fields", map[string]string{"blocks": blocks(m{"type": "section", "fields": many(11, func(int) any {
			return m{"type": "mrkdwn", "text": "x"}
		})})}, "invalid_blocks"},
		{"a field of 2,001", map[string]string{"blocks": blocks(m{"type": "section", "fields": []any{m{"type": "mrkdwn", "text": long(2001)}}})},
			"invalid_blocks"},
		{"a header of 151", map[string]string{"blocks": blocks(m{"type": "header", "text": m{"type": "plain_text", "text": long(151)}})},
			"invalid_blocks"},
		{"a header in mrkdwn", map[string]string{"blocks": blocks(m{"type": "header", "text": m{"type": "mrkdwn", "text": "x"}})}, "invalid_blocks"},
		{"26 buttons", map[string]string{"blocks": blocks(actions(many(26, func(i int) any { return button("x", fmt.Sprint(i)) })...))},
			"invalid_blocks"},
		{"a button of 76", map[string]string{"blocks": blocks(actions(button(long(76), "a")))}, "invalid_blocks"},
		{"a button in a colour", map[string]string{"blocks": blocks(actions(m{"type": "button", "style": "green", "action_id": "a",
			"text": m{"type": "plain_text", "text": "x"}}))}, "invalid_blocks"},
		{"a value of 2,001", map[string]string{"blocks": blocks(actions(m{"type": "button", "value": long(2001), "action_id": "a",
			"text": m{"type": "plain_text", "text": "x"}}))}, "invalid_blocks"},
		{"an action_id of 256", map[string]string{"blocks": blocks(actions(button("x", long(256))))}, "invalid_blocks"},
		{"the same action_id twice", map[string]string{"blocks": blocks(actions(button("x", "a")), actions(button("y", "a")))}, "invalid_blocks"},
		{"the same block_id twice", map[string]string{"blocks": blocks(m{"type": "divider", "block_id": "d"}, m{"type": "divider", "block_id": "d"})},
			"invalid_blocks"},
		{"11 in context", map[string]string{"blocks": blocks(m{"type": "context", "elements": many(11, func(int) any {
			return m{"type": "plain_text", "text": "x"}
		})})}, "invalid_blocks"},
		{"a button in context", map[string]string{"blocks": blocks(m{"type": "context", "elements": []any{button("x", "a")}})}, "invalid_blocks"},
		{"markdown of 12,001 in two", map[string]string{"blocks": blocks(m{"type": "markdown", "text": long(6000)},
			m{"type": "markdown", "text": long(6001)})}, "invalid_blocks"},
		{"13,201 characters in all", map[string]string{"blocks": blocks(append(many(4, func(int) any { return section(long(3000)) }),
			section(long(1201)))...)}, "msg_blocks_too_long"},
		{"13,200 characters in all", map[string]string{"blocks": blocks(append(many(4, func(int) any { return section(long(3000)) }),
			section(long(1200)))...)}, ""},
		{"rich text", map[string]string{"blocks": blocks(rich(words(m{"type": "text", "text": "x", "style": m{"bold": true}})))}, ""},
		{"rich text of an unknown leaf", map[string]string{"blocks": blocks(rich(words(m{"type": "sparkle"})))}, "invalid_blocks"},
		{"rich text with an unknown style", map[string]string{"blocks": blocks(rich(words(m{"type": "text", "text": "x", "style": m{"big": true}})))},
			"invalid_blocks"},
		{"an empty leaf", map[string]string{"blocks": blocks(rich(words(m{"type": "text", "text": ""})))}, "invalid_blocks"},
		{"a list without style", map[string]string{"blocks": blocks(rich(m{"type": "rich_text_list", "elements": []any{words()}}))}, "invalid_blocks"},
		{"a quote in a list", map[string]string{"blocks": blocks(rich(m{"type": "rich_text_list", "style": "bullet",
			"elements": []any{m{"type": "rich_text_quote", "elements": []any{}}}}))}, "invalid_blocks"},
		{"an emoji in a code block", map[string]string{"blocks": blocks(rich(m{"type": "rich_text_preformatted",
			"elements": []any{m{"type": "emoji", "name": "wave"}}}))}, "invalid_blocks"},
		{"metadata without a type", map[string]string{"text": "x", "metadata": `{"event_payload":{}}`}, "metadata_must_be_sent_from_app"},
		{"metadata without a payload", map[string]string{"text": "x", "metadata": `{"event_type":"a"}`}, "invalid_metadata_schema"},
		{"markdown_text beside text", map[string]string{"text": "x", "markdown_text": "y"}, "markdown_text_conflict"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := open(t)
			if c.fields["channel"] == "" {
				c.fields["channel"] = "C1"
			}
			out := w.call("chat.postMessage", c.fields)
			if got, _ := out["error"].(string); got != c.want {
				t.Fatalf("answered %v, want error %q", out, c.want)
			}
			if c.want == "invalid_blocks" && !strings.Contains(fmt.Sprint(out["response_metadata"]), "json-pointer:/blocks") {
				t.Errorf("the answer does not say where: %v", out)
			}
			if stored := len(w.Messages(c.fields["channel"])); (stored == 1) != (c.want == "") {
				t.Errorf("%d messages are stored", stored)
			}
		})
	}
}

func TestTokensAndScopesAreChecked(t *testing.T) {
	w := open(t)
	for _, c := range []struct{ token, want string }{{"", "not_authed"}, {"xoxb-other", "invalid_auth"}} {
		if out := w.call("auth.test", map[string]string{"token": c.token}); out["error"] != c.want {
			t.Errorf("token %q: %v", c.token, out)
		}
	}
	w.RevokeToken()
	if out := w.call("auth.test", nil); out["error"] != "token_revoked" {
		t.Errorf("a revoked token: %v", out)
	}
	w.Uninstall()
	if out := w.call("auth.test", nil); out["error"] != "account_inactive" {
		t.Errorf("an uninstalled app: %v", out)
	}
	w.RestoreToken()
	w.SetScopes("chat:write")
	if out := w.call("users.info", map[string]string{"user": "U1"}); out["error"] != "missing_scope" || out["needed"] != "users:read" {
		t.Errorf("without users:read: %v", out)
	}
	if out := w.call("chat.postMessage", map[string]string{"channel": "C1", "text": "x", "username": "Visitor"}); out["needed"] != "chat:write.customize" {
		t.Errorf("a username without its scope: %v", out)
	}
	if out := w.call("chat.postMessage", map[string]string{"channel": "C2", "text": "x"}); out["error"] != "not_in_channel" {
		t.Errorf("a channel without joining: %v", out)
	}
	if out := w.call("chat.shout", nil); out["error"] != "unknown_method" {
		t.Errorf("an unknown method: %v", out)
	}
}

func TestOtherMethodsRefuseWhatSlackRefuses(t *testing.T) {
	w := open(t)
	theirs := must[string](t)(w.Say("U1", "C1", "hello"))
	ours := w.call("chat.postMessage", map[string]string{"channel": "C1", "text": "ours"})["ts"].(string)
	for _, c := range []struct {
		method string
		fields map[string]string
		want   string
	}{
		{"chat.update", map[string]string{"channel": "C1", "ts": theirs, "text": "x"}, "cant_update_message"},
		{"chat.update", map[string]string{"channel": "C1", "ts": "1.000000", "text": "x"}, "message_not_found"},
		{"chat.update", map[string]string{"channel": "C1", "ts": ours}, "no_text"},
		{"chat.delete", map[string]string{"channel": "C1", "ts": theirs}, "cant_delete_message"},
		{"chat.postEphemeral", map[string]string{"channel": "C1", "user": "U4", "text": "x"}, "user_not_in_channel"},
		{"chat.postEphemeral", map[string]string{"channel": "C1", "user": "U9", "text": "x"}, "user_not_found"},
		{"conversations.replies", map[string]string{"channel": "C1", "ts": "1.000000"}, "thread_not_found"},
		{"conversations.replies", map[string]string{"channel": "C2", "ts": "1.000000"}, "not_in_channel"},
		{"conversations.replies", map[string]string{"channel": "C1", "ts": ours, "limit": "-1"}, "invalid_limit"},
		{"conversations.replies", map[string]string{"channel": "C1", "ts": ours, "cursor": "zzz"}, "invalid_cursor"},
		{"conversations.join", map[string]string{"channel": "G1"}, "method_not_supported_for_channel_type"},
		{"reactions.add", map[string]string{"channel": "C1", "timestamp": ours, "name": "NO WAY"}, "invalid_name"},
		{"reactions.remove", map[string]string{"channel": "C1", "timestamp": ours, "name": "eyes"}, "no_reaction"},
		{"views.open", map[string]string{"trigger_id": "t", "view": "{}"}, "invalid_trigger_id"},
		{"files.completeUploadExternal", map[string]string{"files": `[{"id":"F1"}]`}, "file_not_found"},
	} {
		if out := w.call(c.method, c.fields); out["error"] != c.want {
			t.Errorf("%s %v: %v, want %s", c.method, c.fields, out, c.want)
		}
	}
}

func TestReactionsCountOnce(t *testing.T) {
	w := open(t)
	ts := must[string](t)(w.Say("U1", "C1", "hello"))
	f := map[string]string{"channel": "C1", "timestamp": ts, "name": "white_check_mark"}
	if out := w.call("reactions.add", f); out["ok"] != true {
		t.Fatal(out)
	}
	if out := w.call("reactions.add", f); out["error"] != "already_reacted" {
		t.Fatal(out)
	}
	if got, _ := w.Message("C1", ts); len(got.Reactions) != 1 {
		t.Fatalf("%+v", got.Reactions)
	}
	if out := w.call("reactions.remove", f); out["ok"] != true {
		t.Fatal(out)
	}
	if got, _ := w.Message("C1", ts); len(got.Reactions) != 0 {
		t.Fatalf("%+v", got.Reactions)
	}
}

func TestAReplyToAReplyLandsUnderTheParentAndOneToADeletedParentInTheChannel(t *testing.T) {
	w := open(t)
	parent := must[string](t)(w.Say("U1", "C1", "hello"))
	reply := must[string](t)(w.Reply("U2", "C1", parent, "hi"))
	post := func(under string) any {
		return w.call("chat.postMessage", map[string]string{"channel": "C1", "text": "x", "thread_ts": under})["message"].(m)["thread_ts"]
	}
	if got := post(reply); got != parent {
		t.Errorf("a reply to a reply landed under %v", got)
	}
	if err := w.Delete("U1", "C1", parent); err != nil {
		t.Fatal(err)
	}
	if got := post(parent); got != nil {
		t.Errorf("a reply to a deleted parent landed under %v", got)
	}
	if got, _ := w.Message("C1", parent); got.Subtype != "tombstone" || got.Text != "This message was deleted." {
		t.Errorf("the parent is %+v", got)
	}
}

func TestAChannelPostsOnlyAsFastAsItsBudget(t *testing.T) {
	w := open(t, func(c *fakeslack.Config) { c.PostBurst = 2 })
	for i := range 3 {
		_, _, err := w.api.PostMessage("C1", textOption("x"))
		if (err != nil) != (i == 2) {
			t.Errorf("post %d: %v", i, err)
		}
	}
}
