package s3_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/s3"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/blobtest"
)

const letter = core.FileID("letter-0123456789")

func config(a *attic) s3.Config {
	return s3.Config{Endpoint: a.URL, Region: region, Bucket: bucket, Prefix: "/bellhop/files/", AccessKey: accessKey, SecretKey: secret, Transport: &http.Transport{}}
}

func open(t *testing.T, c s3.Config) *s3.S3 {
	t.Helper()
	b, err := s3.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestABucketKeepsTheContract(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) core.Blobs { return open(t, config(serve(t))) })
}

func TestFilesStandUnderThePrefixAndUploadsLeaveNoParts(t *testing.T) {
	a := serve(t)
	b := open(t, config(a))
	if _, err := b.Put(t.Context(), letter, strings.NewReader("x"), 1); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Put(t.Context(), letter, &endless{left: 12 << 20}, -1); !errors.Is(err, errEnough) {
		t.Errorf("an endless file: %v", err)
	}
	if got := a.keys(); !slices.Equal(got, []string{"bellhop/files/" + string(letter)}) || len(a.parts) != 0 || len(a.refused) != 0 {
		t.Errorf("kept %q, parts %d, refused %q", got, len(a.parts), a.refused)
	}
}

// endless is a file that breaks off when enough is enough.
type endless struct{ left int }

var errEnough = errors.New("enough")

func (e *endless) Read(b []byte) (int, error) {
	if e.left <= 0 {
		return 0, errEnough
	}
	n := min(len(b), e.left)
	e.left -= n
	return n, nil
}

func TestAWrongSecretIsAnErrorAndNoMissingFile(t *testing.T) {
	c := config(serve(t))
	c.SecretKey = "another"
	b := open(t, c)
	if _, err := b.Put(t.Context(), letter, strings.NewReader("x"), 1); err == nil || strings.Contains(err.Error(), "another") {
		t.Errorf("put with %v", err)
	}
	if _, err := b.Open(t.Context(), letter); err == nil || errors.Is(err, core.ErrNotFound) {
		t.Errorf("opened with %v", err)
	}
	if err := b.Delete(t.Context(), letter); err == nil {
		t.Error("it was deleted")
	}
}

func TestNothingCanBePutIntoABucketThatIsNotThere(t *testing.T) {
	c := config(serve(t))
	c.Bucket = "cellar"
	if _, err := open(t, c).Put(t.Context(), letter, strings.NewReader("x"), 1); err == nil {
		t.Errorf("put with %v", err)
	}
}

func TestAMomentsTroubleIsOutlived(t *testing.T) {
	a := serve(t)
	b := open(t, config(a))
	a.fault(func(w http.ResponseWriter, _ *http.Request) bool { refuse(w, 503, "SlowDown"); return true })
	if err := b.Delete(t.Context(), letter); err != nil {
		t.Errorf("deleted with %v", err)
	}
	a.objects["bellhop/files/"+string(letter)] = []byte("kept")
	a.fault(func(http.ResponseWriter, *http.Request) bool { panic(http.ErrAbortHandler) })
	if f, err := b.Open(t.Context(), letter); err != nil {
		t.Errorf("opened with %v", err)
	} else {
		_ = f.Close()
	}
}

func TestTroubleThatLastsIsAnErrorAndNoMissingFile(t *testing.T) {
	a := serve(t)
	b := open(t, config(a))
	for range 30 {
		a.fault(func(w http.ResponseWriter, _ *http.Request) bool { refuse(w, 500, "InternalError"); return true })
	}
	if _, err := b.Put(t.Context(), letter, strings.NewReader("x"), 1); err == nil {
		t.Error("it was put")
	}
	if _, err := b.Open(t.Context(), letter); err == nil || errors.Is(err, core.ErrNotFound) {
		t.Errorf("opened with %v", err)
	}
}

func TestAStoreThatDoesNotAnswerEndsWithTheCallersTime(t *testing.T) {
	a := serve(t)
	b := open(t, config(a))
	stuck := func(http.ResponseWriter, *http.Request) bool { <-t.Context().Done(); return true }
	for range 10 {
		a.fault(stuck)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := b.Open(ctx, letter); err == nil || errors.Is(err, core.ErrNotFound) {
		t.Errorf("opened with %v", err)
	}
	ctx, cancel = context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := b.Put(ctx, letter, strings.NewReader("x"), 1); err == nil {
		t.Error("it was put")
	}
}

func TestWrongSettingsAreNamed(t *testing.T) {
	good := s3.Config{Endpoint: "https://s3.example", Bucket: "b", AccessKey: "a", SecretKey: "s"}
	if _, err := s3.New(good); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*s3.Config){
		"no endpoint": func(c *s3.Config) { c.Endpoint = "" }, "no scheme": func(c *s3.Config) { c.Endpoint = "s3.example" },
		"a path": func(c *s3.Config) { c.Endpoint = "https://s3.example/bucket" }, "no bucket": func(c *s3.Config) { c.Bucket = "" },
		"no key": func(c *s3.Config) { c.AccessKey = "" }, "no secret": func(c *s3.Config) { c.SecretKey = "" },
	} {
		c := good
		change(&c)
		if _, err := s3.New(c); err == nil {
			t.Errorf("%s passed", name)
		}
	}
}
