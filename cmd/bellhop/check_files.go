package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/bellhop-chat/bellhop/core"
)

// probe is the address of what a check keeps for a moment.
const probe = core.FileID("bellhop-check-of-the-files")

// checkBytes keeps something where files are kept, reads it back and deletes it.
func (s *Settings) checkBytes(ctx context.Context) []core.Finding {
	const what = "files"
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	cure := "Check that this user may write in " + s.folderOf() + ", or set BELLHOP_FILES."
	where := s.folderOf()
	if name, prefix, ok := s.bucket(); ok {
		where = strings.TrimRight("the bucket "+name+"/"+prefix, "/") + " at " + s.S3Endpoint
		cure = "Check BELLHOP_S3_ENDPOINT, _REGION, _ACCESS_KEY and _SECRET_KEY, that the bucket is there, and that the key may put, get and delete objects in it."
	}
	blobs, err := s.openBlobs()
	if err == nil {
		err = probeBlobs(ctx, blobs)
	}
	if c, ok := blobs.(io.Closer); ok && err == nil {
		err = c.Close()
	}
	if err != nil {
		return []core.Finding{{Grade: core.Broken, What: what, Words: fmt.Sprintf("cannot be kept in %s: %v", where, err), Cure: cure}}
	}
	return []core.Finding{{Grade: core.Fine, What: what, Words: fmt.Sprintf("are kept in %s, %d days after a conversation", where, s.FilesDays)}}
}

func probeBlobs(ctx context.Context, b core.Blobs) error {
	data := []byte("Bellhop was here.")
	if _, err := b.Put(ctx, probe, bytes.NewReader(data), int64(len(data))); err != nil {
		return err
	}
	in, err := b.Open(ctx, probe)
	if err != nil {
		return err
	}
	got, err := io.ReadAll(in)
	if err = errors.Join(err, in.Close()); err == nil && !bytes.Equal(got, data) {
		err = errors.New("what was kept came back as something else")
	}
	return errors.Join(err, b.Delete(ctx, probe))
}
