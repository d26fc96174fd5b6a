package fakeslack

import "errors"

// apiError is an ok:false answer: the code, and what else stands beside it.
type apiError struct {
	code  string
	extra map[string]any
}

func (e *apiError) Error() string { return e.code }

// fail makes an apiError; the rest are pairs of key and value.
func fail(code string, pairs ...any) error {
	e := &apiError{code: code, extra: map[string]any{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		e.extra[pairs[i].(string)] = pairs[i+1]
	}
	return e
}

// failWith is fail with sentences in response_metadata.messages.
func failWith(code string, messages ...string) error {
	return fail(code, "response_metadata", map[string]any{"messages": anys(messages)})
}

func failure(err error) map[string]any {
	var e *apiError
	if !errors.As(err, &e) {
		e = &apiError{code: "fatal_error"}
	}
	out := map[string]any{"ok": false, "error": e.code}
	for k, v := range e.extra {
		out[k] = v
	}
	return out
}
