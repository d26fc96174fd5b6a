package discord

import "testing"

// known names everything.
type known struct{}

func (known) User(id string) string    { return map[string]string{"1": "Anna_B"}[id] }
func (known) Channel(id string) string { return map[string]string{"2": "support"}[id] }
func (known) Role(id string) string    { return map[string]string{"3": "Team"}[id] }

func TestWhatAnAgentWroteIsReadAsTheySawIt(t *testing.T) {
	cases := []struct{ name, content, want string }{
		{"looks", "**b** *i* _i_ ~~s~~ `c`", "**b** *i* *i* ~~s~~ `c`"},
		{"underline", "__under__ and __**both**__", "under and **both**"},
		{"spoiler", "||secret|| told", "secret told"},
		{"heading", "# Big\nwords", "**Big**\nwords"},
		{"small print", "-# small", "small"},
		{"quote to the end", ">>> a\nb", "> a\n> b"},
		{"list", "- a\n- b", "- a\n- b"},
		{"fence in a line", "```x```", "```\nx\n```"},
		{"fence with language", "```go\nx\n```", "```go\nx\n```"},
		{"escaped", `\*not\* \_it\_ \# \- \|`, `\*not\* \_it\_ # - |`},
		{"a person", "<@1> and <@!1> and <@9>", `@Anna_B and @Anna_B and @somebody`},
		{"channel and role", "<#2> <#9> <@&3> <@&9>", "#support #a channel @Team @a role"},
		{"emoji", "<:wave:5> <a:dance:6>", ":wave: :dance:"},
		{"time", "<t:1735689600> <t:1735689600:t> <t:1735689600:D> <t:1735689600:R>",
			"1 January 2025 00:00 UTC 00:00 UTC 1 January 2025 1 January 2025 00:00 UTC"},
		{"command", "</claim:77> <id:guide>", "/claim guide"},
		{"link", "[here](https://x.com) <https://y.com> [z](<https://z.com>)", "[here](https://x.com) <https://y.com> [z](https://z.com)"},
		{"not a token", "a < b <@x> <3", `a < b <@x> \<3`},
		{"code keeps all", "`<@1> **x**` and ```\n<@1>\n```", "`<@1> **x**` and\n\n```\n<@1>\n```"},
		{"our ink", "copied\u2061\u2062\u2063\u2064", "copied"},
		{"not paired", "a__b c||d", `a\_\_b c||d`},
	}
	for _, c := range cases {
		if got := fromDiscord(c.content, known{}); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
