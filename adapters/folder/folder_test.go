package folder_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/folder"
	"github.com/bellhop-chat/bellhop/core"
	"github.com/bellhop-chat/bellhop/core/blobtest"
)

func open(t *testing.T, dir string) *folder.Folder {
	t.Helper()
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestAFolderKeepsTheContract(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) core.Blobs { return open(t, filepath.Join(t.TempDir(), "new", "files")) })
}

func TestFilesOutliveTheProcessAndAreForThisUserAlone(t *testing.T) {
	dir := t.TempDir()
	const id = core.FileID("abcdefghijklmnop")
	if _, err := open(t, dir).Put(t.Context(), id, strings.NewReader("kept"), 4); err != nil {
		t.Fatal(err)
	}
	in, err := open(t, dir).Open(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	_ = in.Close()
	err = filepath.WalkDir(filepath.Join(dir, "a"), func(name string, d fs.DirEntry, err error) error {
		info, err2 := d.Info()
		if err == nil && err2 == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %v", name, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestWhatBrokeOffLongAgoIsClearedAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	old, young := filepath.Join(dir, "tmp", "old"), filepath.Join(dir, "tmp", "young")
	for _, name := range []string{old, young} {
		if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(old, long, long); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	if _, err := os.Stat(old); err == nil {
		t.Error("the old one is there")
	}
	if _, err := os.Stat(young); err != nil {
		t.Error(err)
	}
}

func TestALinkOutOfTheFolderIsNotFollowed(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	f := open(t, dir)
	if err := os.Symlink(outside, filepath.Join(dir, "a")); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Put(t.Context(), "abcdefghijklmnop", strings.NewReader("x"), 1); err == nil {
		t.Error("it was written through the link")
	}
	if left, _ := os.ReadDir(outside); len(left) > 0 {
		t.Errorf("outside there is %v", left)
	}
}

func TestAFolderThatCannotBeIsAClearError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := folder.Open(filepath.Join(file, "files")); err == nil || !strings.Contains(err.Error(), "folder for files") {
		t.Errorf("opened with %v", err)
	}
}
