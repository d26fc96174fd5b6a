package fakeslack

import (
	"fmt"
	"slices"
)

// Element types a message may carry, by where they may stand.
var (
	inActions = []string{
		"button", "checkboxes", "datepicker", "datetimepicker", "overflow", "radio_buttons", "timepicker", "workflow_button", "static_select",
		"external_select", "users_select", "conversations_select", "channels_select",
	}
	inSection = append(slices.Clone(inActions), "multi_static_select", "multi_external_select", "multi_users_select",
		"multi_conversations_select", "multi_channels_select")
)

// interactive checks a button, menu or picker in an actions block or beside a section.
func (c *blockCheck) interactive(at string, e map[string]any, where string) {
	kind, _ := e["type"].(string)
	allowed := inActions
	if where == "section" {
		allowed = inSection
	}
	if !slices.Contains(allowed, kind) {
		c.bad(at+"/type", "unsupported type: %s", kind)
		return
	}
	if id, ok := e["action_id"]; ok {
		c.unique(at+"/action_id", "action_id", id, c.actions)
	}
	if confirm, ok := e["confirm"].(map[string]any); ok {
		c.textObject(at+"/confirm/title", confirm["title"], 100, "plain_text")
		c.textObject(at+"/confirm/text", confirm["text"], 300, "plain_text", "mrkdwn")
		c.textObject(at+"/confirm/confirm", confirm["confirm"], 30, "plain_text")
		c.textObject(at+"/confirm/deny", confirm["deny"], 30, "plain_text")
	}
	switch kind {
	case "button":
		c.button(at, e)
	case "overflow":
		c.options(at, e, 5)
	case "checkboxes", "radio_buttons":
		c.options(at, e, 10)
	case "static_select", "multi_static_select":
		if _, grouped := e["option_groups"]; !grouped {
			c.options(at, e, 100)
		}
	}
	if p, ok := e["placeholder"]; ok {
		c.textObject(at+"/placeholder", p, 150, "plain_text")
	}
}

func (c *blockCheck) button(at string, e map[string]any) {
	c.only(at, e, "type", "text", "action_id", "url", "value", "style", "confirm", "accessibility_label")
	c.textObject(at+"/text", e["text"], maxButton, "plain_text")
	if v, ok := e["value"]; ok {
		c.words(at+"/value", v, 0, maxValue)
	}
	if v, ok := e["url"]; ok {
		c.words(at+"/url", v, 0, maxURL)
	}
	if v, ok := e["style"]; ok && v != "primary" && v != "danger" {
		c.bad(at+"/style", "must be one of primary, danger")
	}
	if v, ok := e["accessibility_label"]; ok {
		c.words(at+"/accessibility_label", v, 0, 75)
	}
}

func (c *blockCheck) options(at string, e map[string]any, most int) {
	list, _ := e["options"].([]any)
	if len(list) < 1 || len(list) > most {
		c.bad(at+"/options", "must have between 1 and %d items", most)
	}
	for i, v := range list {
		p := fmt.Sprintf("%s/options/%d", at, i)
		o, ok := v.(map[string]any)
		if !ok {
			c.bad(p, "must be an object")
			continue
		}
		c.textObject(p+"/text", o["text"], 75, "plain_text", "mrkdwn")
		c.words(p+"/value", o["value"], 1, 150)
	}
}

// textObject checks a plain_text or mrkdwn object of at least one character.
func (c *blockCheck) textObject(at string, v any, most int, kinds ...string) {
	t, ok := v.(map[string]any)
	if !ok {
		c.bad(at, "missing required field: text")
		return
	}
	kind, _ := t["type"].(string)
	if !slices.Contains(kinds, kind) {
		c.bad(at+"/type", "unsupported type: %s", kind)
		return
	}
	if kind == "plain_text" {
		c.only(at, t, "type", "text", "emoji")
	} else {
		c.only(at, t, "type", "text", "verbatim")
	}
	c.words(at+"/text", t["text"], 1, most)
}
