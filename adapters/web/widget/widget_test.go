package widget

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

const budget = 15_000 // bytes, compressed: "at most 15 KB", read strictly

func TestTheScriptFitsItsBudget(t *testing.T) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, bytes.NewReader(Script())); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d compressed", len(Script()), packed.Len())
	if packed.Len() > budget {
		t.Errorf("%d bytes compressed, the budget is %d", packed.Len(), budget)
	}
}

func TestTheScriptNeedsNoPermissionThatAStrictPageRefuses(t *testing.T) {
	for _, word := range []string{"eval(", "new Function", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "style=", "javascript:"} {
		if strings.Contains(string(Script()), word) {
			t.Errorf("the script contains %q", word)
		}
	}
}

func TestTheETagIsQuotedAndStable(t *testing.T) {
	if tag := ETag(); tag != ETag() || len(tag) != 26 || tag[0] != '"' || tag[25] != '"' {
		t.Errorf("ETag is %s", tag)
	}
}
