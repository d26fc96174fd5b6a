package slack

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"github.com/bellhop-chat/bellhop/adapters/markup"
	"github.com/bellhop-chat/bellhop/core"
)

func (d *doors) interactions(w http.ResponseWriter, r *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil || form.Get("payload") == "" {
		e := core.RawEvent{ID: digest(body), Surface: core.Slack, Kind: doorAction, Body: body, Received: d.s.now()}
		d.answer(w, d.keep(r.Context(), e, "an interaction without a payload"))
		return
	}
	d.answer(w, d.take(r.Context(), doorAction, []byte(form.Get("payload"))))
}

// fileAction says what an interaction is called and where it is filed: the
// workspace it is of, or why nobody can read it.
func fileAction(e *core.RawEvent) (team, why string) {
	var i interaction
	if err := json.Unmarshal(e.Body, &i); err != nil {
		return "", "not readable as JSON: " + err.Error()
	}
	e.Kind += markup.Cut(i.Type, maxType)
	if i.Type != blockActions && i.Type != messageAction {
		return "", "an interaction of unknown type " + strconv.Quote(i.Type)
	}
	e.Lane, e.Sort = i.channel()+"/"+i.thread(), i.pressedAt()
	if i.TriggerID != "" {
		e.ID = "trigger:" + i.TriggerID
	}
	return i.Team.ID, ""
}
