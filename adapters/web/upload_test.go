package web

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// sent is an uploaded file as it is answered.
type sentFile struct {
	ID, Name, Type, URL string
	Size, Width, Height int64
	Crossed             bool
}

// upload sends a file, and wants it taken.
func (h *house) upload(token, name, data string) (f sentFile) {
	h.Helper()
	a := h.call("POST", "/v1/files?name="+name, token, data, "Content-Type", "text/html")
	if a.Status != http.StatusCreated {
		h.Fatalf("%s: %d %s", name, a.Status, a.Body)
	}
	a.into(h.T, &f)
	return f
}

func (f sentFile) path(h *house) string { return strings.TrimPrefix(f.URL, h.url) }

func pixel() string { return string(onePixel()) }

func TestAnUploadIsWhatItsBytesSayAndIsServedByItsAddress(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	f := h.upload(token, "my%20cat.exe", pixel())
	if f.Type != "image/gif" || f.Size != int64(len(pixel())) || f.Width != 1 || f.Height != 1 || f.Name != "my cat.exe" || !f.Crossed || len(f.ID) < 40 {
		t.Errorf("kept %+v", f)
	}
	a := h.call("GET", f.path(h), "", "")
	if a.Status != 200 || string(a.Body) != pixel() {
		t.Fatalf("%d with %d bytes", a.Status, len(a.Body))
	}
	for k, want := range map[string]string{
		"Content-Type": "image/gif", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer",
		"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'", "X-Robots-Tag": "noindex, nofollow",
		"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin", "Content-Disposition": `inline; filename="my cat.exe"`,
	} {
		if got := a.Header.Get(k); got != want {
			t.Errorf("%s: %q, want %q", k, got, want)
		}
	}
	if a := h.call("GET", f.path(h), "", "", "If-None-Match", a.Header.Get("ETag")); a.Status != 304 || len(a.Body) != 0 {
		t.Errorf("asked again: %d", a.Status)
	}
	if a := h.call("GET", f.path(h), "", "", "Range", "bytes=0-2"); a.Status != 206 || string(a.Body) != "GIF" {
		t.Errorf("a range: %d %q", a.Status, a.Body)
	}
	if a := h.call("HEAD", f.path(h), "", ""); a.Status != 200 || len(a.Body) != 0 {
		t.Errorf("head: %d", a.Status)
	}
}

func TestAFileOfAFormIsTaken(t *testing.T) {
	h := build(t, nil)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("note", "before the file"); err != nil {
		t.Fatal(err)
	}
	part, err := form.CreateFormFile("file", "../../cat.gif")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(onePixel())
	_ = form.Close() // into a buffer
	a := h.call("POST", "/v1/files", h.arrive(), body.String(), "Content-Type", form.FormDataContentType())
	var f sentFile
	a.into(t, &f)
	if a.Status != 201 || f.Name != "cat.gif" || f.Size != int64(len(pixel())) {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

func TestNothingThatABrowserCouldRunIsShownInIt(t *testing.T) {
	h := build(t, nil)
	for _, kind := range []string{"text/html", "image/svg+xml", "text/xml", "application/javascript", "application/x-executable", "text/plain", "application/pdf", ""} {
		id := core.FileID("0123456789abcdef-" + strings.ReplaceAll(strings.ReplaceAll(kind, "/", "-"), "+", "-"))
		who, err := h.bridge.Authenticate(t.Context(), h.arrive(), "")
		if err != nil {
			t.Fatal(err)
		}
		f := core.StoredFile{ID: id, Ref: who.Ref, By: core.KindAgent, Name: "x\"\r\nSet-Cookie: a=b.html", Type: kind, Stored: true, Created: h.now(), Expires: h.now().Add(time.Hour)}
		if _, err := h.store.NewFile(t.Context(), f); err != nil {
			t.Fatal(err)
		}
		if _, err := h.blobs.Put(t.Context(), id, strings.NewReader("<script>alert(1)</script>"), -1); err != nil {
			t.Fatal(err)
		}
		a := h.call("GET", "/v1/files/"+string(id)+"/x.html", "", "")
		ct := a.Header.Get("Content-Type")
		if a.Status != 200 || !strings.HasPrefix(a.Header.Get("Content-Disposition"), "attachment") || a.Header.Get("Set-Cookie") != "" ||
			ct != "application/octet-stream" && ct != "application/pdf" {
			t.Errorf("%q: %d %v", kind, a.Status, a.Header)
		}
	}
}

func TestFilesThatBreakARuleAreRefusedWithTheRule(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	for name, c := range map[string]struct {
		name, body, code, says string
		status                 int
	}{
		"a page":           {"a.gif", "<html><script>alert(1)</script>", "file_type", "text/html", 415},
		"a drawing":        {"a.png", `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`, "file_type", "image/svg+xml", 415},
		"a program":        {"a.pdf", "MZ\x90\x00 and so on", "file_type", "PNG, GIF, PDF", 415},
		"a script":         {"a.pdf", "#!/bin/sh\nrm -rf /", "file_type", "shellscript", 415},
		"an archive":       {"a.pdf", "PK\x03\x04 and so on", "file_type", "application/zip", 415},
		"nothing":          {"a.pdf", "", "file_empty", "empty", 422},
		"too much":         {"a.pdf", "%PDF-1.7" + strings.Repeat("x", 300_000), "file_too_large", "292 KB", 413},
		"far too much":     {"a.pdf", "%PDF-1.7" + strings.Repeat("x", 900_000), "file_too_large", "292 KB", 413},
		"plain text":       {"a.txt", "hello", "file_type", "PNG, GIF, PDF", 415},
		"a name of no use": {"..", "MZ", "file_type", "portable-executable", 415},
	} {
		a := h.call("POST", "/v1/files?name="+c.name, token, c.body)
		if p := a.problem(t); a.Status != c.status || p.Code != c.code || !strings.Contains(p.Detail, c.says) {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	if a := h.call("POST", "/v1/files", token, "no form", "Content-Type", "multipart/form-data; boundary=x"); a.problem(t).Code != "invalid_file" {
		t.Errorf("no form: %d %s", a.Status, a.Body)
	}
	if a := h.call("POST", "/v1/files", "", pixel()); a.Status != 401 {
		t.Errorf("without a token: %d", a.Status)
	}
}

func TestASiteThatTakesNoFilesSaysSoAtOnceAndOnTry(t *testing.T) {
	h := build(t, nil)
	a := h.call("POST", "/v1/visitors", "", `{"site":"other"}`)
	var w struct {
		Token string
		Site  map[string]any
	}
	a.into(t, &w)
	if w.Site["files"] != nil {
		t.Errorf("the site says %v", w.Site)
	}
	if a := h.call("POST", "/v1/files", w.Token, pixel()); a.Status != 403 || a.problem(t).Code != "files_off" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	a = h.call("POST", "/v1/visitors", "", `{"site":"shop"}`)
	if !bytes.Contains(a.Body, []byte(`"files":{"types":["image/png","image/gif","application/pdf"],"max_bytes":300000}`)) {
		t.Errorf("the other says %s", a.Body)
	}
}

func TestUploadsAreLimited(t *testing.T) {
	h := build(t, func(c *Config) { c.Limits.Uploads = 3 })
	token := h.arrive()
	for range 3 {
		h.upload(token, "a.gif", pixel())
	}
	if a := h.call("POST", "/v1/files", token, pixel()); a.Status != 429 || a.Header.Get("Retry-After") == "" || !strings.Contains(a.problem(t).Detail, "3") {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	h = build(t, nil)
	token = h.arrive()
	for range core.MaxOpenFiles {
		h.upload(token, "a.gif", pixel())
	}
	if a := h.call("POST", "/v1/files", token, pixel()); a.Status != 409 || !strings.Contains(a.problem(t).Detail, fmt.Sprint(core.MaxOpenFiles)) {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

// files are the files of the messages that a visitor has.
func (h *house) files(token string) (out []sentFile) {
	h.Helper()
	var got struct {
		Messages []struct{ Files []sentFile }
	}
	h.call("GET", "/v1/conversation", token, "").into(h.T, &got)
	for _, m := range got.Messages {
		out = append(out, m.Files...)
	}
	return out
}

func TestAWordNamesUploadsOnceAndOfItsOwnConversationOnly(t *testing.T) {
	h := build(t, nil)
	token, stranger := h.arrive(), h.arrive()
	f := h.upload(token, "a.gif", pixel())
	word := func(id string, files ...string) string {
		var list []map[string]string
		for _, f := range files {
			list = append(list, map[string]string{"id": f})
		}
		body, err := json.Marshal(map[string]any{"client_id": id, "files": list})
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	if a := h.call("POST", "/v1/messages", stranger, word("x", f.ID)); a.Status != 422 || a.problem(t).Errors[0].Field != "files.0" {
		t.Errorf("a stranger's word: %d %s", a.Status, a.Body)
	}
	for range 2 {
		if a := h.call("POST", "/v1/messages", token, word("a", f.ID)); a.Status != 202 {
			t.Errorf("their own: %d %s", a.Status, a.Body)
		}
	}
	if a := h.call("POST", "/v1/messages", token, word("b", f.ID)); a.Status != 422 {
		t.Errorf("a second word: %d %s", a.Status, a.Body)
	}
	if got := h.files(token); !slices.Equal(got, []sentFile{f}) {
		t.Errorf("the log has %+v, want %+v", got, f)
	}
}

func TestAnAgentsImageReachesTheVisitorFromOurOwnAddressAndGoesWithItsWord(t *testing.T) {
	h := build(t, nil)
	h.desk.files = map[string][]byte{"cat.png": onePixel(), "page.html": []byte("<html><script>1</script>")}
	h.run()
	token := h.arrive()
	l := h.listen(token, "")
	h.call("POST", "/v1/handoff", token, "{}")
	l.until("state", holds(`"rung":true`))
	h.agent(core.Happening{Kind: core.Said, Text: "look", Files: []core.File{{Name: "cat.png"}, {Name: "page.html"}, {Name: "lost.mov"}}})
	said, _ := l.until("message", holds(`"look"`))
	if bytes.Contains(said.Data, []byte("platform")) || bytes.Contains(said.Data, []byte("slack")) {
		t.Errorf("the visitor gets %s", said.Data)
	}
	got := h.files(token)
	if len(got) != 3 || got[0].Type != "image/gif" || got[1].Type != "text/html" || got[2].Crossed || got[2].Name != "lost.mov" {
		t.Fatalf("got %+v", got)
	}
	if a := h.call("GET", got[0].path(h), "", ""); a.Status != 200 || string(a.Body) != pixel() {
		t.Errorf("the image: %d", a.Status)
	}
	if a := h.call("GET", got[1].path(h), "", ""); a.Header.Get("Content-Type") != "application/octet-stream" {
		t.Errorf("the page: %v", a.Header)
	}
	h.agent(core.Happening{Kind: core.Pressed, Action: core.ActRetract})
	l.until("message", holds(`"deleted":true`))
	if a := h.call("GET", got[0].path(h), "", ""); a.Status != 410 && a.Status != 404 {
		t.Errorf("after it was withdrawn: %d", a.Status)
	}
}

func TestAVisitorsFileReachesTheThread(t *testing.T) {
	h := build(t, nil)
	h.run()
	token := h.arrive()
	l := h.listen(token, "")
	h.call("POST", "/v1/handoff", token, "{}")
	l.until("state", holds(`"rung":true`))
	f := h.upload(token, "a.gif", pixel())
	h.call("POST", "/v1/messages", token, `{"client_id":"a","text":"see","files":[{"id":"`+f.ID+`"}]}`)
	select {
	case got := <-h.desk.got:
		if got != "a.gif="+pixel() {
			t.Errorf("the thread got %q", got)
		}
	case <-time.After(20 * time.Second):
		t.Error("the thread got nothing")
	}
}

// full keeps nothing, as a disk without room.
type full struct{ core.Blobs }

func (full) Put(context.Context, core.FileID, io.Reader, int64) (int64, error) {
	return 0, errors.New("no space left on /the/secret/disk")
}

func TestAnUploadThatCannotBeKeptIsAskedForAgainAndTellsNothingOfUs(t *testing.T) {
	h := build(t, nil)
	h.bridge.Blobs = full{h.blobs}
	a := h.call("POST", "/v1/files?name=a.gif", h.arrive(), pixel())
	if a.Status != 503 || a.Header.Get("Retry-After") == "" || bytes.Contains(a.Body, []byte("secret")) {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

func TestAnUploadThatBreaksOffIsNotKept(t *testing.T) {
	h := build(t, nil)
	token := h.arrive()
	conn, err := net.Dial("tcp", strings.TrimPrefix(h.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	_, _ = fmt.Fprintf(conn, "POST /v1/files?name=a.gif HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 1000\r\n\r\nGIF89a", token)
	_ = conn.(*net.TCPConn).CloseWrite()
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	if res.StatusCode != 400 || !bytes.Contains(body, []byte("invalid_file")) {
		t.Errorf("%d %s", res.StatusCode, body)
	}
	_ = conn.Close()
}

func TestWhatIsNoFileIsANeutralAnswer(t *testing.T) {
	h := build(t, nil)
	for _, id := range []string{"unknown-0123456789", strings.Repeat("x", 500), "%2e%2e%2fsecret", "a%00b", "short"} {
		a := h.call("GET", "/v1/files/"+id+"/a.png", "", "")
		if p := a.problem(t); a.Status != 404 || p.Code != "not_found" || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v", id, a.Status, a.Header)
		}
	}
}

func TestAnUploadThatNobodySentIsGoneAfterAnHour(t *testing.T) {
	h := build(t, nil)
	f := h.upload(h.arrive(), "a.gif", pixel())
	h.pass(61 * time.Minute)
	if a := h.call("GET", f.path(h), "", ""); a.Status != 410 {
		t.Errorf("%d", a.Status)
	}
}
