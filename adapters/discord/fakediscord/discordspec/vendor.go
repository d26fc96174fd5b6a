package discordspec

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

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
	var v *jsonschema.ValidationError
	if errors.As(err, &v) {
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
