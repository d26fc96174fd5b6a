package discordspec

import "strings"

// Where the schemas differ from what Discord sends and takes. Every function here gets a copy it may change.

// loosen mends the gateway's schema, which is generated from types: sets of flags are declared there as one flag out of a list, so that
// no flag at all and two of them would be wrong.
func loosen(gateway map[string]any) {
	definitions, _ := gateway["definitions"].(map[string]any)
	for name := range definitions {
		if strings.HasSuffix(name, "Flags") {
			definitions[name] = map[string]any{"type": "integer"}
		}
	}
}

func requestGaps(_, _ string, body any) any { return body }

// errorGaps makes numbers of the codes inside a form's complaints: they are declared as integers, and Discord sends names there.
func errorGaps(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			v[k] = errorGaps(e)
		}
		if _, named := v["code"].(string); named {
			v["code"] = 0
		}
	case []any:
		for i, e := range v {
			v[i] = errorGaps(e)
		}
	}
	return v
}

func answerGaps(answer any) any { return answer }

func dispatchGaps(_ string, data any) any { return data }
