package bridge_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

func TestAnAgentsFileReachesTheVisitorOnceFromOurOwnAddress(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.breaks("events", fakeslack.Duplicate, -1)
		ts := v.drops("U1", "look.gif", gif)
		s.passes(time.Minute)
		got := v.gets()
		if len(got) != 1 || !got[0].Crossed || got[0].Type != "image/gif" || got[0].Width != 3 || got[0].Height != 2 || v.opens(got[0]) != gif {
			t.Fatalf("the visitor got %+v", got)
		}
		if id := s.fileOf(ts); strings.Contains(string(got[0].ID), id) || got[0].Origin != "" {
			t.Errorf("Slack's id is in %+v", got[0])
		}
		if s.kept() != 1 || s.hints("U1") != "" {
			t.Errorf("%d files are kept, Anna was told %q", s.kept(), s.hints("U1"))
		}
	})
}

func TestAPageInThePlaceOfAFileIsAskedForAgainAndTheOrderStays(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.breaks("download", fakeslack.HTML, 1)
		v.drops("U1", "offer.pdf", pdf)
		v.reply("U1", "as you see")
		if n := len(v.heard()); n != 0 {
			t.Errorf("%d words overtook the file", n)
		}
		s.passes(10 * time.Second)
		if got := v.gets(); len(got) != 1 || v.opens(got[0]) != pdf {
			t.Errorf("the visitor got %+v", got)
		}
		v.hears("Anna: ", "Anna: as you see")
	})
}

func TestAFileThatDoesNotComeIsNamedAndBothAreToldWhy(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(s *story)
		data  string
		lack  core.Lack
		says  string
	}{
		"never given":   {func(s *story) { s.breaks("download", fakeslack.ServerError, -1) }, pdf, core.LackFetch, "could not be fetched"},
		"always a page": {func(s *story) { s.breaks("download", fakeslack.HTML, -1) }, pdf, core.LackFetch, "could not be fetched"},
		"too large":     {func(*story) {}, pdf + strings.Repeat("x", 1<<20), core.LackSize, "larger"},
	} {
		t.Run(name, func(t *testing.T) {
			tell(t, func(s *story) {
				v := s.visitor()
				v.asks()
				c.spoil(s)
				v.drops("U1", "offer.pdf", c.data)
				s.passes(2 * time.Minute)
				got := v.gets()
				if len(got) != 1 || got[0].Crossed || got[0].Name != "offer.pdf" || got[0].Lack != c.lack || s.kept() != 0 {
					t.Errorf("the visitor got %+v, %d are kept", got, s.kept())
				}
				if h := s.hints("U1"); strings.Count(h, "offer.pdf") != 1 || !strings.Contains(h, c.says) {
					t.Errorf("Anna was told %q", h)
				}
				v.reply("U1", "and on it goes")
				v.hears("Anna: ", "Anna: and on it goes")
			})
		})
	}
}

func TestAFileOfANoteStaysWithTheTeam(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		before := len(s.ws.Calls("files.info"))
		s.must(s.bridge.Receive(s.t.Context(), noteWithFile(s, v)))
		synctest.Wait()
		if len(v.gets()) != 0 || s.kept() != 0 || len(s.ws.Calls("files.info")) != before {
			t.Errorf("the visitor got %+v, %d are kept", v.gets(), s.kept())
		}
	})
}

// noteWithFile is the event of a note of Anna's with a file.
func noteWithFile(s *story, v *visitor) core.RawEvent {
	card := v.card(channel).TS
	body := `{"type":"event_callback","team_id":"T0FAKE","event_id":"EvNote","event":{"type":"message","subtype":"file_share","channel":"C1",
		"user":"U1","ts":"1999999999.000100","thread_ts":"` + card + `","text":"// only for us","files":[{"id":"F1","name":"secret.pdf","mimetype":"application/pdf","size":9}]}}`
	return core.RawEvent{ID: "message:C1:1999999999.000100", Workspace: "w", Connection: "slack", Surface: core.Slack, Kind: "event/", Lane: "C1:" + card,
		Sort: "1999999999.000100", Body: []byte(body), Received: time.Now()}
}

func TestAFileOfADraftCrossesWhenItIsSentAndGoesWhenItIsKeptAsANote(t *testing.T) {
	for button, want := range map[string]int{"send": 1, "note": 0} {
		tell(t, func(s *story) {
			v := s.visitor()
			v.asks()
			v.reply("U1", "bye")
			v.press("U1", "bellhop:close")
			v.drops("U1", "late.pdf", pdf)
			if len(v.gets()) != 0 || s.kept() != 1 {
				t.Fatalf("%s: the visitor got %+v, %d are kept", button, v.gets(), s.kept())
			}
			hints := s.ws.Ephemerals("U1")
			s.must(s.ws.Press("U1", channel, hints[len(hints)-1].TS, "bellhop:"+button))
			s.passes(11 * time.Minute)
			if got := v.gets(); len(got) != want || s.kept() != want || want == 1 && v.opens(got[0]) != pdf {
				t.Errorf("%s: the visitor got %+v, %d are kept", button, v.gets(), s.kept())
			}
		})
	}
}

func TestAWithdrawnFileIsDeletedHereAndAtTheVisitors(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		whole := v.drops("U1", "a.gif", gif)
		f := v.gets()[0]
		s.must(s.ws.Delete("U1", channel, whole))
		s.passes(time.Second)
		if v.opens(f) != "" || s.kept() != 0 || len(v.gets()) != 0 {
			t.Errorf("after the message was deleted: %q, %d kept", v.opens(f), s.kept())
		}
		v.drops("U1", "b.gif", gif)
		v.reply("U1", "!retract")
		s.passes(time.Second)
		if s.kept() != 0 {
			t.Errorf("after it was retracted %d are kept", s.kept())
		}
		only := v.drops("U1", "c.gif", gif)
		s.must(s.ws.DeleteFile("U1", s.fileOf(only)))
		s.passes(time.Second)
		if s.kept() != 0 || len(v.gets()) != 0 {
			t.Errorf("after the file was deleted %d are kept, the visitor has %+v", s.kept(), v.gets())
		}
	})
}

func TestFilesThatWereMissedAreCaughtUpWith(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.passes(time.Minute)
		s.breaks("events", fakeslack.Drop, -1)
		v.drops("U1", "missed.pdf", pdf)
		s.ws.ClearFaults()
		s.restart()
		s.passes(2 * time.Minute)
		if got := v.gets(); len(got) != 1 || v.opens(got[0]) != pdf {
			t.Errorf("the visitor got %+v", got)
		}
	})
}

func TestAVisitorsFilesReachTheThreadInOrderAndOnce(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.sends("before", v.uploads("first.pdf", pdf))
		v.asks()
		s.passes(5 * time.Second)
		s.breaks("files.completeUploadExternal", fakeslack.CutLate, 1)
		v.sends("two more", v.uploads("second.pdf", pdf), v.uploads("third.gif", gif))
		v.says("that is all")
		s.passes(time.Minute)
		if got := v.showing(); !slices.Equal(got, []string{"first.pdf", "second.pdf", "third.gif"}) {
			t.Errorf("the thread shows %q", got)
		}
		all := texts(v.thread())
		if all[len(all)-1] != "that is all" {
			t.Errorf("the thread says %q", all)
		}
	})
}

func TestAFileIsNotSharedTwiceWhenTheProcessDiesInBetween(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.passes(5 * time.Second)
		s.ws.Fault(fakeslack.Fault{Method: "files.completeUploadExternal", Kind: fakeslack.Slow, D: 2 * time.Minute})
		v.sends("see", v.uploads("letter.pdf", pdf))
		s.passes(10 * time.Second)
		s.restart()
		s.passes(5 * time.Minute)
		if got := v.showing(); !slices.Equal(got, []string{"letter.pdf"}) {
			t.Errorf("the thread shows %q", got)
		}
	})
}

func TestAFileThatSlackRefusesIsToldOfAndTheLaneGoesOn(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		s.ws.Fault(fakeslack.Fault{Method: "files.getUploadURLExternal", Kind: fakeslack.ErrorCode, Code: "file_uploads_disabled"})
		v.sends("see", v.uploads("letter.pdf", pdf))
		v.says("did you see?")
		s.passes(time.Minute)
		if count(v.thread(), "letter.pdf could not be shown here: this workspace takes no files") != 1 || count(v.thread(), "did you see?") != 1 {
			t.Errorf("the thread says %q", texts(v.thread()))
		}
	})
}

func TestAVisitorsWithdrawnWordTakesItsFilesOutOfTheThread(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		f := v.uploads("letter.pdf", pdf)
		seq := v.sends("see", f)
		s.passes(5 * time.Second)
		v.turn(func(tn *core.Turn) error { _, err := tn.VisitorDeletes(time.Now(), seq); return err })
		s.passes(11 * time.Minute)
		if got := v.showing(); len(got) != 0 || s.kept() != 0 || v.opens(f) != "" || count(v.thread(), "see") != 0 {
			t.Errorf("the thread shows %q and says %q, %d are kept", got, texts(v.thread()), s.kept())
		}
	})
}

func TestAThreadOpenedAnewIsGivenTheFilesAgain(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		v.asks()
		v.sends("see", v.uploads("letter.pdf", pdf))
		s.passes(5 * time.Second)
		s.deletes(v.card(channel).TS)
		v.says("still there?")
		s.passes(time.Minute)
		if got := v.showing(); !slices.Equal(got, []string{"letter.pdf"}) {
			t.Errorf("the new thread shows %q", got)
		}
	})
}

func TestUploadsExpireUnsentAndFilesLongAfterTheirConversation(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		unsent, sent := v.uploads("unsent.pdf", pdf), v.uploads("sent.pdf", pdf)
		v.sends("see", sent)
		s.skips(75 * time.Minute)
		if v.opens(unsent) != "" || v.opens(sent) != pdf || s.kept() != 1 {
			t.Errorf("after an hour: %q, %q, %d kept", v.opens(unsent), v.opens(sent), s.kept())
		}
		v.is(core.StateClosed) // idle
		s.skips(89 * 24 * time.Hour)
		if v.opens(sent) != pdf {
			t.Error("it is gone too early")
		}
		s.skips(2 * 24 * time.Hour)
		if v.opens(sent) != "" || s.kept() != 0 {
			t.Errorf("after 91 days %d are kept", s.kept())
		}
	})
}

func TestWhatAVisitorMayNotSendIsRefusedAndNotKept(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		for name, c := range map[string]struct {
			data string
			want bridge.FileRefusal
		}{
			"page.pdf": {"<!doctype html><script>1</script>", bridge.FileType}, "empty.pdf": {"", bridge.FileEmpty},
			"big.pdf": {pdf + strings.Repeat("x", 1<<20), bridge.FileTooLarge}, "run.gif": {"MZ\x90", bridge.FileType},
		} {
			_, err := v.bridge.Upload(s.t.Context(), v.session, name, -1, strings.NewReader(c.data))
			var refused *bridge.FileError
			if !errors.As(err, &refused) || refused.Why != c.want {
				t.Errorf("%s: %v", name, err)
			}
		}
		if s.kept() != 0 {
			t.Errorf("%d are kept", s.kept())
		}
	})
}
