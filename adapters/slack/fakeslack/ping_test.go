package fakeslack_test

import "testing"

func TestWhateverCouldNotifySomebodyIsRecorded(t *testing.T) {
	mrk := func(text string, verbatim bool) string {
		return blocks(m{"type": "section", "text": m{"type": "mrkdwn", "text": text, "verbatim": verbatim}})
	}
	for _, c := range []struct {
		name   string
		fields map[string]string
		want   []string
	}{
		{"escaped", map[string]string{"text": "&lt;!channel&gt; &lt;@U1&gt; @here"}, nil},
		{"raw in text", map[string]string{"text": "<!channel> <@U1> <!here|here> <!subteam^S1>"}, []string{"<!channel>", "<@U1>", "<!here|here>", "<!subteam^S1>"}},
		{"link_names", map[string]string{"text": "@anna", "link_names": "1"}, []string{"link_names"}},
		{"parse full", map[string]string{"text": "@anna", "parse": "full"}, []string{"parse=full"}},
		{"raw in mrkdwn", map[string]string{"blocks": mrk("<!everyone>", true)}, []string{"<!everyone>"}},
		{"bare in mrkdwn", map[string]string{"blocks": mrk("@here", false)}, []string{"@here"}},
		{"bare in verbatim mrkdwn", map[string]string{"blocks": mrk("@here", true)}, nil},
		{"plain text", map[string]string{"blocks": blocks(m{"type": "section", "text": m{"type": "plain_text", "text": "<!here> @here"}})}, nil},
		{"rich text words", map[string]string{"blocks": blocks(rich(words(m{"type": "text", "text": "<!here> <@U1>"})))}, nil},
		{"rich text elements", map[string]string{"blocks": blocks(rich(words(m{"type": "user", "user_id": "U1"}, m{"type": "broadcast", "range": "here"},
			m{"type": "usergroup", "usergroup_id": "S1"})))}, []string{"user:U1", "broadcast:here", "usergroup:S1"}},
		{"markdown", map[string]string{"blocks": blocks(m{"type": "markdown", "text": "<!here>"})}, []string{"<!here>"}},
		{"attachment", map[string]string{"attachments": `[{"text":"<@U1>"}]`}, []string{"<@U1>"}},
		{"button value", map[string]string{"blocks": blocks(actions(m{"type": "button", "action_id": "a", "value": "<@U1>",
			"text": m{"type": "plain_text", "text": "x"}}))}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := open(t)
			c.fields["channel"] = "C1"
			if out := w.call("chat.postMessage", c.fields); out["ok"] != true {
				t.Fatal(out)
			}
			var got []string
			for _, p := range w.Pings() {
				got = append(got, p.Token)
			}
			if len(got) != len(c.want) {
				t.Fatalf("recorded %q, want %q", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("recorded %q, want %q", got, c.want)
				}
			}
		})
	}
}
