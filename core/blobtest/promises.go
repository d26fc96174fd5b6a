package blobtest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/bellhop-chat/bellhop/core"
)

func whole(k *keeper) {
	data := []byte("a letter \x00 with everything in it\n")
	k.put(one, data, int64(len(data)))
	k.holds(one, data)
	f, err := k.b.Open(k.Context(), one)
	if err != nil {
		k.Fatal(err)
	}
	defer f.Close()
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil || end != int64(len(data)) {
		k.Errorf("it ends at %d, %v", end, err)
	}
	if _, err = f.Seek(2, io.SeekStart); err != nil {
		k.Fatal(err)
	}
	part := make([]byte, 6)
	if _, err = io.ReadFull(f, part); err != nil || string(part) != "letter" {
		k.Errorf("from the third byte it says %q, %v", part, err)
	}
}

func replaced(k *keeper) {
	k.put(one, []byte("the first, which is longer"), -1)
	k.put(one, []byte("the second"), 10)
	k.holds(one, []byte("the second"))
}

func absent(k *keeper) { k.lacks("nothing-here-0123456789") }

func deleted(k *keeper) {
	k.put(one, []byte("x"), 1)
	k.put("other-0123456789", []byte("y"), 1)
	for range 2 {
		if err := k.b.Delete(k.Context(), one); err != nil {
			k.Error(err)
		}
	}
	k.lacks(one)
	k.holds("other-0123456789", []byte("y"))
}

func brokenOff(k *keeper) {
	for _, size := range []int64{-1, 100} {
		if _, err := k.b.Put(k.Context(), one, breaking([]byte("half of")), size); !errors.Is(err, errBroke) {
			k.Errorf("of %d bytes: %v", size, err)
		}
		k.lacks(one)
	}
	big := bytes.Repeat([]byte("0123456789abcdef"), 1<<19)
	if _, err := k.b.Put(k.Context(), one, breaking(big), -1); !errors.Is(err, errBroke) {
		k.Errorf("of many bytes: %v", err)
	}
	k.lacks(one)
}

func wrongSize(k *keeper) {
	for _, size := range []int64{0, 4, 6, 5000} {
		if _, err := k.b.Put(k.Context(), one, bytes.NewReader([]byte("bytes")), size); err == nil {
			k.Errorf("5 bytes were taken for %d", size)
		}
		k.lacks(one)
	}
}

func empty(k *keeper) {
	k.put(one, nil, 0)
	k.holds(one, nil)
	k.put("other-0123456789", nil, -1)
	k.holds("other-0123456789", nil)
}

func large(k *keeper) {
	data := bytes.Repeat([]byte("0123456789abcdef"), 11<<16) // 11 MiB
	k.put(one, data, int64(len(data)))
	k.holds(one, data)
	k.put("other-0123456789", data, -1)
	k.holds("other-0123456789", data)
}

func noAddress(k *keeper) {
	for _, id := range []core.FileID{"", ".", "..", "../../etc/passwd", "a/b", `a\b`, "a b", "\x00", "ä", "short"} {
		if _, err := k.b.Put(k.Context(), id, bytes.NewReader([]byte("x")), 1); err == nil {
			k.Errorf("%q was taken", id)
		}
		k.lacks(id)
		if err := k.b.Delete(k.Context(), id); err != nil {
			k.Errorf("%q: %v", id, err)
		}
	}
}

func many(k *keeper) {
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			id := core.FileID(fmt.Sprintf("many-0123456789-%03d", i%10))
			data := bytes.Repeat([]byte{byte('a' + i%10)}, 10_000)
			if _, err := k.b.Put(k.Context(), id, bytes.NewReader(data), -1); err != nil {
				k.Error(err)
			}
		})
	}
	all.Wait()
	for i := range 10 {
		k.holds(core.FileID(fmt.Sprintf("many-0123456789-%03d", i)), bytes.Repeat([]byte{byte('a' + i)}, 10_000))
	}
}

func givenUp(k *keeper) {
	if _, err := k.b.Put(ended(k.Context()), one, bytes.NewReader([]byte("x")), 1); err == nil {
		k.Error("it was kept")
	}
	k.lacks(one)
}
