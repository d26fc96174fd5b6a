package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/adapters/web/browsertest"
)

// landscape is a picture that can be told from an empty box.
func landscape(t *testing.T, width, height int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.Set(x, y, color.RGBA{uint8(90 + 120*x/width), uint8(150 + 80*y/height), uint8(230 - 120*y/height), 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// choose gives the file button files, as its dialog does.
func (s *surfer) choose(files map[string][]byte) {
	s.t.Helper()
	var list []string
	for name, data := range files {
		list = append(list, fmt.Sprintf(`new File([Uint8Array.from(atob(%q), (c) => c.charCodeAt(0))], %q)`, base64.StdEncoding.EncodeToString(data), name))
	}
	slices.Sort(list)
	ask[bool](s, `(() => {
		const all = new DataTransfer()
		for (const f of [`+strings.Join(list, ",")+`]) all.items.add(f)
		const pick = root.querySelector("input[type=file]")
		pick.files = all.files
		return pick.dispatchEvent(new Event("change"))
	})()`)
}

// sendUpload lets an agent put a file into a thread.
func sendUpload(t *testing.T, ws *fakeslack.Server, user, thread, name string, data []byte) {
	t.Helper()
	if _, err := ws.Upload(user, "C1", thread, name, data); err != nil {
		t.Fatal(err)
	}
}

// filesIn are the names of the files that a thread shows, with their bytes.
func filesIn(ws *fakeslack.Server, thread string) map[string]string {
	out := map[string]string{}
	for _, m := range ws.Thread("C1", thread) {
		for _, f := range m.Files {
			if data, ok := ws.FileBytes(f.ID); ok && m.BotID != "" {
				out[f.Name] = string(data)
			}
		}
	}
	return out
}

func TestFilesCrossBothWaysOnEveryScreen(t *testing.T) {
	const letter = "%PDF-1.7 a letter of the visitor"
	for look, options := range looks("wide-light") {
		t.Run(look, func(t *testing.T) {
			ws, shop := team(t), website(t)
			c := beside(t, ws, settings(t, ws, shop.origins(), "BELLHOP_VISITOR_FILE_MAX=50000"))
			shop.carry(c.url)
			v := surf(t, shop.URL, append(options, browsertest.AllowConsole("status of 415"))...)
			v.open()
			v.until("there is a file button", `!!part("attach")`)
			v.choose(map[string][]byte{"before the thread.pdf": []byte(letter)})
			v.until("it is uploaded", `all("chip").length === 1 && !all("busy").length`)
			v.write("I need a human")
			v.until("it is a row in the log", `all("file").at(-1)?.href.includes("/v1/files/")`)
			card := rung(t, ws)
			await(t, ws, "the letter in the thread", func() bool { return filesIn(ws, card)["before the thread.pdf"] == letter })

			sendUpload(t, ws, "U1", card, "view.png", landscape(t, 1200, 800))
			v.until("Anna's image is there, in its box", `(() => {
				const i = all("image").at(-1)?.querySelector("img")
				return i?.naturalWidth === 1200 && i.width === 240 && i.height === 160
			})()`)
			if src := ask[string](v, `all("image").at(-1).querySelector("img").src`); !strings.HasPrefix(src, c.url+"/v1/files/") {
				t.Errorf("it comes from %s", src)
			}
			reply(t, ws, "U1", card, "This is the view from the studio.")
			v.sees("This is the view from the studio.")
			v.choose(map[string][]byte{"mine.png": landscape(t, 300, 400), "page.html": []byte("<html><script>window.pwned=1</script>"), "wide.png": append(landscape(t, 10, 10), make([]byte, 60_000)...)})
			v.until("one is uploaded, two are refused", `all("chip").length === 3 && all("chip").filter((c) => c.dataset.failed).length === 2 &&
				!all("busy").length`)
			if says := ask[string](v, `all("chip").map((c) => c.innerText).join("|")`); !strings.Contains(says, "text/html") || !strings.Contains(says, "49 KB") {
				t.Errorf("the chips say %q", says)
			}
			v.fits("files-composing")
			v.picture("widget-" + look + "-files-composing")
			v.write("And this is my shelf")
			v.until("it stands in the log", `all("image").length === 2 && all("chip").length === 0`)
			await(t, ws, "the shelf in the thread", func() bool { return len(filesIn(ws, card)) == 2 })
			v.until("nothing waits", `said().every((m) => m.seq || !m.status)`)
			v.fits("files")
			v.picture("widget-" + look + "-files")
		})
	}
}

func TestFilesThatArePastedDroppedAndTakenBack(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	shop.carry(c.url)
	v := surf(t, shop.URL)
	v.open()
	v.until("there is a file button", `!!part("attach")`)
	transfer := `(() => { const t = new DataTransfer(); t.items.add(new File(["%PDF-1.7 x"], "a.pdf")); return t })()`
	ask[bool](v, `part("input").dispatchEvent(new ClipboardEvent("paste", {clipboardData: `+transfer+`, cancelable: true, bubbles: true})) || true`)
	ask[bool](v, `part("panel").dispatchEvent(new DragEvent("drop", {dataTransfer: `+transfer+`, cancelable: true, bubbles: true})) || true`)
	v.until("both are uploaded", `all("chip").length === 2 && !all("busy").length`)
	v.press("unfile")
	v.press("unfile")
	v.until("none is left, and the focus is not lost", `all("chip").length === 0 && !!root.activeElement`)
	v.write("no files after all")
	v.sees("no files after all")
	if n := ask[int](v, `all("file").length`); n > 0 {
		t.Errorf("%d files were sent", n)
	}
}

func TestAWithdrawnImageIsNotInTheLogAnyMore(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins()))
	shop.carry(c.url)
	v := surf(t, shop.URL)
	v.open()
	v.write("I need a human")
	card := rung(t, ws)
	sendUpload(t, ws, "U1", card, "<img src=x onerror=window.pwned=1>.png", landscape(t, 30, 20))
	v.until("the image is there", `all("image").at(-1)?.querySelector("img")?.naturalWidth === 30`)
	address := ask[string](v, `all("image").at(-1).href`)
	all := ws.Thread("C1", card)
	if err := ws.DeleteFile("U1", all[len(all)-1].Files[0].ID); err != nil {
		t.Fatal(err)
	}
	v.until("it is withdrawn", `all("image").length === 0 && said().some((m) => m.text === "This message was deleted")`)
	if status, _ := get(t, address); status != 410 && status != 404 {
		t.Errorf("its address answers %d", status)
	}
	if ask[bool](v, `"pwned" in window`) {
		t.Error("a name ran as a program")
	}
}

func TestASiteWithoutFilesHasNoFileButton(t *testing.T) {
	ws, shop := team(t), website(t)
	c := beside(t, ws, settings(t, ws, shop.origins(), "BELLHOP_VISITOR_FILES=false"))
	shop.carry(c.url)
	v := surf(t, shop.URL)
	v.open()
	v.until("the site is known", `!!part("ask")`)
	if ask[bool](v, `!!part("attach")`) {
		t.Error("there is a file button")
	}
	ask[bool](v, `part("panel").dispatchEvent(new DragEvent("drop", {dataTransfer: (() => { const t = new DataTransfer(); t.items.add(new File(["x"], "a")); return t })(), cancelable: true})) || true`)
	v.until("the visitor is told", `part("notice").textContent === "Files cannot be sent here."`)
}
