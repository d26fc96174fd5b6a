package fakediscord

import (
	"fmt"
	"maps"
)

// Kinds of components.
const (
	rowKind    = 1
	buttonKind = 2
	selectKind = 3
	inputKind  = 4
	labelKind  = 18
)

// checkRows reads the action rows under a message and returns them numbered, as they will be shown. Every custom_id may appear once.
func checkRows(f *form, body obj, path string) []any {
	var out []any
	seen := map[string]bool{}
	number := 0
	next := func() int { number++; return number }
	for i, row := range f.list(body, path, "components", 5) {
		at := fmt.Sprintf("%scomponents.%d.", path, i)
		if kind, _ := row["type"].(float64); kind != rowKind {
			f.add(at+"type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).")
			continue
		}
		f.only(row, at, "type", "id", "components")
		shown := obj{"type": rowKind, "id": next()}
		inside := f.list(row, at, "components", 5)
		if len(inside) == 0 {
			f.add(at+"components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
		}
		list := []any{}
		for j, c := range inside {
			list = append(list, checkElement(f, c, fmt.Sprintf("%scomponents.%d.", at, j), len(inside), seen, next))
		}
		shown["components"] = list
		out = append(out, shown)
	}
	return out
}

func checkElement(f *form, c obj, at string, beside int, seen map[string]bool, next func() int) obj {
	shown := maps.Clone(c)
	if shown == nil {
		return nil
	}
	shown["id"] = next()
	kind, _ := c["type"].(float64)
	switch {
	case kind == buttonKind:
		checkButton(f, c, at, seen)
	case kind == selectKind && beside == 1:
		checkSelect(f, c, at, seen)
	case kind >= 5 && kind <= 8 && beside == 1:
		customID(f, c, at, seen)
	default:
		f.add(at+"type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8), and a menu stands alone in its row.")
	}
	if kind != buttonKind {
		for _, k := range []string{"min_values", "max_values"} {
			if shown[k] == nil {
				shown[k] = 1
			}
		}
	}
	for k, v := range shown {
		if v == nil || v == "" {
			delete(shown, k)
		}
	}
	return shown
}

func checkButton(f *form, c obj, at string, seen map[string]bool) {
	f.only(c, at, "type", "id", "style", "label", "emoji", "custom_id", "sku_id", "url", "disabled")
	style, _ := f.number(c, at, "style", 1, 5)
	label, _ := f.maybe(c, at, "label", 80)
	if label == "" && c["emoji"] == nil {
		f.add(at+"label", "BUTTON_COMPONENT_LABEL_REQUIRED", "A button must have a label or an emoji")
	}
	f.flag(c, at, "disabled")
	id, _ := c["custom_id"].(string)
	if style == 5 {
		if f.web(c, at, "url"); c["url"] == nil || c["url"] == "" {
			f.add(at+"url", "BUTTON_COMPONENT_URL_REQUIRED", "A url is required")
		}
		if id != "" {
			f.add(at+"custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		}
		return
	}
	if u, _ := c["url"].(string); u != "" {
		f.add(at+"url", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
	}
	if style == 0 {
		f.add(at+"style", "BASE_TYPE_REQUIRED", "This field is required")
	}
	customID(f, c, at, seen)
}

func customID(f *form, c obj, at string, seen map[string]bool) {
	id, _ := f.text(c, at, "custom_id", 1, 100)
	if id != "" && seen[id] {
		f.add(at+"custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
	}
	seen[id] = true
}

func checkSelect(f *form, c obj, at string, seen map[string]bool) {
	f.only(c, at, "type", "id", "custom_id", "options", "placeholder", "min_values", "max_values", "disabled", "required")
	customID(f, c, at, seen)
	f.maybe(c, at, "placeholder", 150)
	f.flag(c, at, "disabled")
	f.number(c, at, "min_values", 0, 25)
	f.number(c, at, "max_values", 1, 25)
	options := f.list(c, at, "options", 25)
	if len(options) == 0 {
		f.add(at+"options", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
	}
	values := map[string]bool{}
	for i, o := range options {
		p := fmt.Sprintf("%soptions.%d.", at, i)
		f.text(o, p, "label", 1, 100)
		v, _ := f.text(o, p, "value", 1, 100)
		if values[v] {
			f.add(p+"value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		values[v] = true
		f.maybe(o, p, "description", 100)
	}
}
