package main

import (
	"context"
	"fmt"
	"net/http"

	"github.com/bellhop-chat/bellhop/cmd/bellhop-torture/check"
)

// change edits or deletes a word that the visitor said before, again until it
// is acknowledged. Of long words, which are several posts, none is changed.
func (v *visitor) change(ctx context.Context, away bool) {
	var can []int
	for i, w := range v.words {
		gone := len(w.Changes) > 0 && w.Changes[len(w.Changes)-1].Deleted
		if len(w.Seqs) > 0 && w.Long == "" && !gone {
			can = append(can, i)
		}
	}
	which := v.r.IntN(1000) // drawn in any case, so that the choices after it stay the same
	if len(can) == 0 {
		return
	}
	w := &v.words[can[max(0, len(can)-1-which%4)]] // one of the latest
	path := fmt.Sprintf("/v1/messages/%d", w.Seqs[0])
	method, c := http.MethodDelete, check.Change{Deleted: true}
	var in map[string]string
	if !away {
		v.serial++
		token := check.Token("vw", v.no, v.serial)
		texts := []string{" is what I meant", "\nin *two* lines <!channel>", " Can I talk to a person?"}
		method, c = http.MethodPatch, check.Change{Token: token, Text: token + texts[which%3]}
		in = map[string]string{"client_id": fmt.Sprintf("e%d-%d", v.no, v.serial), "text": c.Text}
	}
	c.Acked = v.c.call(ctx, method, path, in, nil, http.StatusAccepted) == nil
	w.Changes = append(w.Changes, c)
}
