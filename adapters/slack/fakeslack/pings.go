package fakeslack

import "regexp"

// Ping is something in a request of the app that can notify people.
type Ping struct {
	Method  string `json:"method"`
	Channel string `json:"channel"`
	TS      string `json:"ts"`
	// Kind: token (<!channel>, <@U…>, <!subteam^…> in text, mrkdwn or markdown), rich_text (user, usergroup or broadcast element),
	// link_names (the argument, or parse=full), auto (a bare @here, @channel or @everyone in mrkdwn that is not verbatim).
	Kind  string `json:"kind"`
	Token string `json:"token"` // "<!here>", "<@U1>", "user:U1", "broadcast:here", "@here" …
	Where string `json:"where"` // text, blocks or attachments
}

var (
	pingToken = regexp.MustCompile(`<(?:!(?:here|channel|everyone|group)|@[UW][A-Z0-9]+|!subteam\^[A-Z0-9]+)(?:\|[^>]*)?>`)
	barePing  = regexp.MustCompile(`@(?:here|channel|everyone)\b`)
)

// notePings records what in a call can notify people. Asking to link names is itself recorded. The caller holds s.mu.
func (s *Server) notePings(method string, a args, channel, ts string) {
	note := func(kind, token, where string) {
		s.pings = append(s.pings, Ping{Method: method, Channel: channel, TS: ts, Kind: kind, Token: token, Where: where})
	}
	if a.flag("link_names") {
		note("link_names", "link_names", "text")
	}
	if a.str("parse") == "full" {
		note("link_names", "parse=full", "text")
	}
	for _, field := range []string{"text", "markdown_text"} {
		for _, t := range pingToken.FindAllString(a.str(field), -1) {
			note("token", t, "text")
		}
	}
	for _, field := range []string{"blocks", "attachments"} {
		pingsIn(a[field], func(kind, token string) { note(kind, token, field) })
	}
}

// pingsIn walks decoded blocks or attachments.
func pingsIn(v any, note func(kind, token string)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			pingsIn(e, note)
		}
	case map[string]any:
		pingsOf(v, note)
		for k, e := range v {
			if k != "style" {
				pingsIn(e, note)
			}
		}
	}
}

func pingsOf(e map[string]any, note func(kind, token string)) {
	str := func(k string) string { s, _ := e[k].(string); return s }
	kind := str("type")
	switch kind {
	case "user", "usergroup":
		note("rich_text", kind+":"+str(kind+"_id"))
	case "broadcast":
		note("rich_text", "broadcast:"+str("range"))
	case "plain_text", "text", "link":
		return
	case "mrkdwn":
		if verbatim, _ := e["verbatim"].(bool); !verbatim {
			for _, t := range barePing.FindAllString(str("text"), -1) {
				note("auto", t)
			}
		}
	}
	for _, k := range []string{"text", "pretext", "value", "fallback"} {
		if kind == "button" || kind == "static_select" || kind == "date" {
			return
		}
		for _, t := range pingToken.FindAllString(str(k), -1) {
			note("token", t)
		}
	}
}
