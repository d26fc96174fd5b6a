package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// chooses opens the menu of the newest message with this text and picks an item.
func (s *surfer) chooses(text, item string) {
	s.t.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll(".thread .msg")].findLast((m) => m.querySelector(".words")?.innerText.trim() === %q)`, text)
	s.until("the message has a menu", `!!`+find+`.querySelector(".more")`)
	s.do(chromedp.Click(chromedp.JSPath(find+`.querySelector(".more")`), chromedp.NodeVisible))
	s.picks(item)
}

func (s *surfer) picks(item string) {
	s.t.Helper()
	s.do(chromedp.Click(chromedp.JSPath(fmt.Sprintf(`[...document.querySelectorAll(".menu button")].find((b) => b.innerText.startsWith(%q))`, item)), chromedp.NodeVisible))
}

// marked waits for a reaction on the newest message with this text.
func (s *surfer) marked(text, name string) {
	s.t.Helper()
	s.until(text+" is marked "+name, fmt.Sprintf(`[...document.querySelectorAll(".thread .msg")].findLast((m) => m.querySelector(".words")?.innerText.trim() === %q).querySelector('.reaction[data-name=%q]')`, text, name))
}

func TestTheSmallSlackShowsMarksEditsAndWithdrawals(t *testing.T) {
	for look, options := range looks("wide-dark") {
		t.Run(look, func(t *testing.T) {
			v := demonstration(t, options...)
			v.do(chromedp.Click(chromedp.CSS(`[data-step="answer"]`), chromedp.NodeVisible))
			v.answers("They do not.")
			v.marked("They do not.", "white_check_mark")
			v.turns("website")
			v.sees("They do not.")
			v.turns("slack")
			v.marked("They do not.", "eyes")

			v.chooses("They do not.", "Edit message")
			v.until("the words are back in the box", `document.activeElement.value === "They do not."`)
			ask[bool](v, "(document.activeElement.select(), true)")
			v.do(chromedp.KeyEvent("They do!"))
			v.key(enterKey)
			v.until("Slack says so", `[...document.querySelectorAll(".thread .edited")].length === 1`)
			v.until("the visitor reads the new words, marked", `says("They do!") === 1 && all("message").some((m) => "edited" in m.dataset && m.innerText.includes("edited"))`)

			v.answers("One for another thread")
			v.marked("One for another thread", "white_check_mark")
			v.chooses("One for another thread", "Delete message")
			v.picks("Delete")
			v.until("it is gone here", `!document.querySelector(".thread").innerText.includes("One for another thread")`)
			v.until("the visitor sees that something was deleted", `said().some((m) => m.text === "This message was deleted") && !part("panel").innerText.includes("One for another")`)

			v.answers("Forget that I said this")
			v.marked("Forget that I said this", "white_check_mark")
			v.chooses("Forget that I said this", "Retract")
			v.marked("Forget that I said this", "no_entry_sign")
			v.until("the visitor does not read it any more", `said().filter((m) => m.text === "This message was deleted").length === 2`)

			v.answers("!dance")
			v.until("only Anna is asked", `!!document.querySelector(".thread .whisper button[data-action]")`)
			v.fitsThePage("marks")
			v.picture("demo-marks-" + look)
			v.do(chromedp.Click(chromedp.JSPath(`[...document.querySelectorAll("#slack .thread .more")].at(-1)`), chromedp.NodeVisible))
			v.until("the menu lies on the screen", `(() => {
				const r = document.querySelector(".menu").getBoundingClientRect()
				return r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight
			})()`)
			v.picture("demo-menu-" + look)
			v.key(escapeKey)
			v.until("Escape closes only the menu, and the focus is not lost", `!document.querySelector(".menu") && document.activeElement.className === "more" && document.querySelector(".has-thread")`)
		})
	}
}

func TestAFileThatAnAgentAttachesStandsInTheThread(t *testing.T) {
	for look, options := range looks("phone-light") {
		t.Run(look, func(t *testing.T) {
			v := demonstration(t, options...)
			v.do(chromedp.Click(chromedp.CSS(`[data-step="answer"]`), chromedp.NodeVisible))
			dir := t.TempDir()
			glaze := filepath.Join(dir, "glaze.png")
			prices := filepath.Join(dir, "prices of this spring.csv")
			for name, data := range map[string][]byte{glaze: swatch(t), prices: []byte("mug,28\nbowl,34\n")} {
				if err := os.WriteFile(name, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			input := chromedp.CSS(".thread input[type=file]")
			v.do(chromedp.SetUploadFiles(input, []string{glaze}))
			v.until("the picture is seen", `document.querySelector(".thread .shot img")?.naturalWidth === 360`)
			v.do(chromedp.SetUploadFiles(input, []string{prices}))
			v.until("the other is named", `document.querySelector(".thread a.file")?.innerText.includes("prices of this spring.csv")`)
			v.until("the upload is over", `![...document.querySelectorAll(".thread .editing")].some((e) => e.checkVisibility())`)
			v.fitsThePage("files")
			v.picture("demo-files-" + look)
		})
	}
}

// swatch is a picture with a gradient.
func swatch(t *testing.T) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 360, 220))
	for x := range 360 {
		for y := range 220 {
			m.Set(x, y, color.RGBA{uint8(40 + x/3), uint8(90 + y/3), uint8(150 - x/6), 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
