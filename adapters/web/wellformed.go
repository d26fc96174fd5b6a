package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// maxDepth is how deep JSON may be nested.
const maxDepth = 16

// wellFormed holds that data is one JSON object, with nothing after it, and
// that no object in it names a field twice: which of the two is meant, nobody
// could say.
func wellFormed(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	first, err := d.Token()
	if err != nil {
		return syntaxProblem(err, len(data))
	}
	if first != json.Delim('{') {
		return jsonProblem("", "The body must be a JSON object.")
	}
	if err := walk(d, data); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF { // Token answers it bare
		return jsonProblem("", fmt.Sprintf("There is something after the JSON object, at byte %d.", d.InputOffset()))
	}
	return nil
}

// walk reads to the end of the object that d has just opened.
func walk(d *json.Decoder, data []byte) error {
	levels := []map[string]bool{{}} // the names seen per open object; nil for lists
	name := true                    // the next string is a field's name
	for len(levels) > 0 {
		token, err := d.Token()
		if err != nil {
			return syntaxProblem(err, len(data))
		}
		top := levels[len(levels)-1]
		switch v := token.(type) {
		case json.Delim:
			switch v {
			case '{':
				levels = append(levels, map[string]bool{})
			case '[':
				levels = append(levels, nil)
			default:
				levels = levels[:len(levels)-1]
			}
		case string:
			if top != nil && name {
				folded := strings.ToLower(v)
				if top[folded] {
					return jsonProblem(v, fmt.Sprintf("%q is there twice.", v))
				}
				top[folded] = true
				name = false
				continue
			}
		}
		name = true
		if len(levels) > maxDepth {
			return jsonProblem("", fmt.Sprintf("The JSON is nested deeper than %d.", maxDepth))
		}
	}
	return nil
}
