package slack

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"github.com/bellhop-chat/bellhop/core"
)

func (d *doors) interactions(w http.ResponseWriter, r *http.Request, body []byte) {
	e := core.RawEvent{ID: digest(body), Surface: core.Slack, Kind: doorAction, Body: body, Received: d.s.now()}
	form, err := url.ParseQuery(string(body))
	if err != nil || form.Get("payload") == "" {
		d.keep(w, r, e, "an interaction without a payload")
		return
	}
	e.Body = []byte(form.Get("payload"))
	var i interaction
	if err := json.Unmarshal(e.Body, &i); err != nil {
		d.keep(w, r, e, "not readable as JSON: "+err.Error())
		return
	}
	e.Kind += i.Type
	if i.Type != blockActions && i.Type != messageAction {
		d.keep(w, r, e, "an interaction of unknown type "+strconv.Quote(i.Type))
		return
	}
	e.Lane, e.Sort = i.channel()+"/"+i.thread(), i.pressedAt()
	if i.TriggerID != "" {
		e.ID = "trigger:" + i.TriggerID
	}
	d.store(w, r, i.Team.ID, e)
}
