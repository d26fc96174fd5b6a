package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
)

// noID is for events that no client resumes from.
const noID = -1

// send writes one event at once. JSON has no line breaks, so its data is one
// line.
func (st *stream) send(name string, id int64, data any) error {
	var b bytes.Buffer
	if id != noID {
		b.WriteString("id: " + strconv.FormatInt(id, 10) + "\n")
	}
	b.WriteString("event: " + name + "\ndata: ")
	if err := json.NewEncoder(&b).Encode(data); err != nil {
		return err
	}
	b.WriteString("\n")
	return st.out.write(b.Bytes())
}

// streamHeaders are those of an event stream that no proxy shall hold back.
func streamHeaders(h http.Header) {
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store, no-transform")
	h.Set("X-Accel-Buffering", "no")
}
