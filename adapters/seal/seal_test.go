package seal_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/bellhop-chat/bellhop/adapters/seal"
	"github.com/bellhop-chat/bellhop/core"
)

var _ core.Sealer = (*seal.Sealer)(nil)

func sealer(t *testing.T, keys ...[]byte) *seal.Sealer {
	t.Helper()
	s, err := seal.New(keys...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sealed(t *testing.T, s *seal.Sealer, ws core.WorkspaceID, plain string) string {
	t.Helper()
	box, err := s.Seal(ws, plain)
	if err != nil {
		t.Fatal(err)
	}
	return box
}

func TestWhatIsSealedOpensAgainAndShowsNothing(t *testing.T) {
	s := sealer(t, seal.NewKey())
	for _, plain := range []string{"", "xoxb-secret", strings.Repeat("ü", 5000)} {
		box := sealed(t, s, "acme", plain)
		if got, err := s.Open("acme", box); err != nil || got != plain {
			t.Errorf("Open = %q, %v; want %q", got, err, plain)
		}
		if plain != "" && (strings.Contains(box, plain) || box == sealed(t, s, "acme", plain)) {
			t.Errorf("%q tells something of %q", box, plain)
		}
	}
}

func TestASecretOpensInItsOwnWorkspaceOnly(t *testing.T) {
	s := sealer(t, seal.NewKey())
	if got, err := s.Open("other", sealed(t, s, "acme", "secret")); !errors.Is(err, seal.ErrKey) || got != "" {
		t.Errorf("Open = %q, %v; want ErrKey", got, err)
	}
}

func TestAnOlderKeyStillOpensAndTheNewOneSeals(t *testing.T) {
	old, young := seal.NewKey(), seal.NewKey()
	box := sealed(t, sealer(t, old), "acme", "secret")
	both := sealer(t, young, old)
	if got, err := both.Open("acme", box); err != nil || got != "secret" {
		t.Errorf("Open with the older key = %q, %v", got, err)
	}
	if _, err := sealer(t, young).Open("acme", sealed(t, both, "acme", "secret")); err != nil {
		t.Errorf("what both sealed does not open with the new key alone: %v", err)
	}
}

func TestTheWrongKeySaysWhatToDo(t *testing.T) {
	box := sealed(t, sealer(t, seal.NewKey()), "acme", "secret")
	_, err := sealer(t, seal.NewKey()).Open("acme", box)
	if !errors.Is(err, seal.ErrKey) || !strings.Contains(err.Error(), "set the secret key") {
		t.Errorf("err = %v", err)
	}
}

func TestDamagedSecretsAreRefused(t *testing.T) {
	s := sealer(t, seal.NewKey())
	box := sealed(t, s, "acme", "secret")
	for _, bad := range []string{"", "secret", box[:len(box)-2], box[:len(box)-8] + "AAAAAAAA", strings.Replace(box, "v1", "v9", 1), box + ":x", box + "!"} {
		if _, err := s.Open("acme", bad); !errors.Is(err, seal.ErrKey) {
			t.Errorf("Open(%q) = %v; want ErrKey", bad, err)
		}
	}
}

func TestKeysOfTheWrongLengthAreRefused(t *testing.T) {
	for _, keys := range [][][]byte{nil, {[]byte("short")}, {seal.NewKey(), bytes.Repeat([]byte{1}, 33)}} {
		if _, err := seal.New(keys...); err == nil {
			t.Errorf("New(%d keys) took a key of the wrong length", len(keys))
		}
	}
}
