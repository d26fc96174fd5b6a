package discordspec

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Request holds the query and the body of a request to the schema of its route.
func Request(t testing.TB, method, route string, query url.Values, body any) {
	t.Helper()
	v := vendorIn(t)
	op := v.operation(t, method, route)
	if op == nil {
		return
	}
	what := "request " + method + " " + route
	v.checkQuery(t, what, op, query)
	if body == nil {
		return
	}
	steps := []string{"paths", route, lower(method), "requestBody", "content", "application/json", "schema"}
	if at(op, steps[3:]...) == nil {
		t.Errorf("%s has a body, and takes none: %v", what, body)
		return
	}
	body = requestGaps(route, plain(t, body))
	if known := v.names(at(op, steps[3:]...)); len(known) > 0 {
		if m, ok := body.(map[string]any); ok {
			for k := range m {
				if !slices.Contains(known, k) {
					t.Errorf("%s: there is no field %s", what, k)
				}
			}
		}
	}
	v.check(t, what, body, restFile, steps...)
}

// Answer holds an answer to the schema of its route and status; errors to that of errors.
func Answer(t testing.TB, method, route string, status int, answer any) {
	t.Helper()
	v := vendorIn(t)
	op := v.operation(t, method, route)
	if op == nil {
		return
	}
	what := fmt.Sprintf("answer %d of %s %s", status, method, route)
	if status >= 400 {
		v.check(t, what, errorGaps(plain(t, answer)), restFile, "components", "schemas", "ErrorResponse")
		return
	}
	code := strconv.Itoa(status)
	if at(op, "responses", code) == nil {
		t.Errorf("%s: this status is not among those described", what)
		return
	}
	if answer == nil {
		return
	}
	steps := []string{"paths", route, lower(method), "responses", code, "content", "application/json", "schema"}
	v.check(t, what, plain(t, answer), restFile, steps...)
}

// Dispatch holds the payload of an event to the schema of its name, or to the fields that its documentation shows.
func Dispatch(t testing.TB, event string, data any) {
	t.Helper()
	v := vendorIn(t)
	if at(v.gateway, "definitions", "Dispatch", "properties", event) == nil {
		checkPlainEvent(t, event, data)
		return
	}
	v.check(t, "dispatch "+event, plain(t, data), gatewayFile, "definitions", "Dispatch", "properties", event)
}

// operation is what the vendor says of a route; unknown ones fail.
func (v *vendor) operation(t testing.TB, method, route string) map[string]any {
	t.Helper()
	op, ok := at(v.rest, "paths", route, lower(method)).(map[string]any)
	if !ok {
		t.Errorf("Discord has no %s %s", method, route)
		return nil
	}
	return op
}

// checkQuery knows names, whole numbers, booleans and ids.
func (v *vendor) checkQuery(t testing.TB, what string, op map[string]any, query url.Values) {
	t.Helper()
	kinds := map[string]any{}
	params, _ := op["parameters"].([]any)
	for _, p := range params {
		m, _ := p.(map[string]any)
		if name, _ := m["name"].(string); m["in"] == "query" {
			kinds[name] = at(m, "schema", "type")
		}
	}
	for name, values := range query {
		kind, known := kinds[name]
		if !known {
			t.Errorf("%s: there is no parameter %s", what, name)
			continue
		}
		var err error
		switch kind {
		case "integer":
			_, err = strconv.ParseInt(values[0], 10, 64)
		case "boolean":
			_, err = strconv.ParseBool(values[0])
		}
		if err != nil || values[0] == "" {
			t.Errorf("%s: %s is %q, not %v", what, name, values[0], kind)
		}
	}
}

func (v *vendor) check(t testing.TB, what string, value any, file string, steps ...string) {
	t.Helper()
	s, err := v.schema(file, steps...)
	if err != nil {
		t.Errorf("%s: schema: %v", what, err)
		return
	}
	if err := s.Validate(value); err != nil {
		b, _ := json.Marshal(value)
		t.Errorf("%s is not as the vendor says: %s\n%s", what, deepest(err), b)
	}
}

// deepest is the whole complaint; a value of several possible shapes fails for each.
func deepest(err error) string {
	if v, ok := err.(*jsonschema.ValidationError); ok { //nolint:errorlint // the validator returns it bare
		return fmt.Sprintf("%#v", v)
	}
	return err.Error()
}

// names are the fields that a schema gives, through all its references and choices.
func (v *vendor) names(schema any) []string {
	m, _ := schema.(map[string]any)
	if ref, ok := m["$ref"].(string); ok {
		return v.names(at(v.rest, "components", "schemas", ref[len("#/components/schemas/"):]))
	}
	var out []string
	props, _ := m["properties"].(map[string]any)
	for k := range props {
		out = append(out, k)
	}
	for _, k := range []string{"oneOf", "anyOf", "allOf"} {
		list, _ := m[k].([]any)
		for _, e := range list {
			out = append(out, v.names(e)...)
		}
	}
	return out
}

// at walks into decoded JSON.
func at(v any, steps ...string) any {
	for _, s := range steps {
		m, _ := v.(map[string]any)
		if v = m[s]; v == nil {
			return nil
		}
	}
	return v
}

func lower(method string) string {
	return map[string]string{"GET": "get", "POST": "post", "PUT": "put", "PATCH": "patch", "DELETE": "delete"}[method]
}

// plain is v as JSON has it, and a copy that may be changed.
func plain(t testing.TB, v any) any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	var out any
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatalf("decode: %v", err)
	}
	return out
}
