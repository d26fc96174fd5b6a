package discordspec

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"testing"
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
