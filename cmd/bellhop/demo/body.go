package demo

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
)

const maxBody = 4 << 10

// read decodes a body into v, or answers what is wrong with it.
func read(w http.ResponseWriter, r *http.Request, v any) bool {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, "send application/json")
		return false
	}
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	if err == nil {
		err = ended(d)
	}
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		refuse(w, http.StatusRequestEntityTooLarge, "the body is longer than 4 KB")
	case errors.Is(err, io.EOF):
		refuse(w, http.StatusBadRequest, "the body is empty")
	case err != nil:
		refuse(w, http.StatusBadRequest, "cannot read the body: "+err.Error())
	}
	return err == nil
}

// ended checks that nothing follows the one value.
func ended(d *json.Decoder) error {
	switch _, err := d.Token(); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return err
	}
	return errors.New("something follows the first value")
}

func refuse(w http.ResponseWriter, status int, sentence string) {
	send(w, status, map[string]string{"error": sentence})
}

func send(w http.ResponseWriter, status int, v any) {
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the reader left: nothing to tell anyone
}
