package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// KeySize is the length of a key in bytes.
const KeySize = 32

// ErrKey says that a secret was sealed with a key that is not given, or was changed.
var ErrKey = errors.New("cannot open a stored secret")

// Sealer is a core.Sealer. It may be used by many goroutines.
type Sealer struct {
	current string
	keys    map[string]cipher.AEAD
}

// New makes a sealer that seals with the first key and opens with all of them.
func New(keys ...[]byte) (*Sealer, error) {
	if len(keys) == 0 {
		return nil, errors.New("seal: no key")
	}
	s := &Sealer{keys: map[string]cipher.AEAD{}}
	for i, k := range keys {
		if len(k) != KeySize {
			return nil, fmt.Errorf("seal: key %d has %d bytes, a key has %d", i+1, len(k), KeySize)
		}
		block, err := aes.NewCipher(k)
		if err != nil {
			return nil, fmt.Errorf("seal: key %d: %w", i+1, err)
		}
		gcm, err := cipher.NewGCMWithRandomNonce(block)
		if err != nil {
			return nil, fmt.Errorf("seal: key %d: %w", i+1, err)
		}
		sum := sha256.Sum256(append([]byte("bellhop key id\x00"), k...))
		id := hex.EncodeToString(sum[:4])
		s.keys[id] = gcm
		if i == 0 {
			s.current = id
		}
	}
	return s, nil
}

// NewKey makes a random key.
func NewKey() []byte {
	k := make([]byte, KeySize)
	_, _ = rand.Read(k) // never fails
	return k
}

// Seal encrypts plain for a workspace. The same text sealed twice differs.
func (s *Sealer) Seal(ws core.WorkspaceID, plain string) (string, error) {
	box := s.keys[s.current].Seal(nil, nil, //nolint:gosec // this AEAD makes a random nonce of its own
		[]byte(plain), []byte(ws))
	return "v1:" + s.current + ":" + base64.RawStdEncoding.EncodeToString(box), nil
}

// Open decrypts what Seal made for the same workspace. Errors wrap ErrKey.
func (s *Sealer) Open(ws core.WorkspaceID, sealed string) (string, error) {
	parts := strings.Split(sealed, ":")
	if len(parts) != 3 || parts[0] != "v1" {
		return "", fmt.Errorf("%w: it is not in a form this program knows", ErrKey)
	}
	gcm, ok := s.keys[parts[1]]
	if !ok {
		return "", fmt.Errorf("%w: it was sealed with key %s, the given one is %s; set the secret key it was stored with", ErrKey, parts[1], s.current)
	}
	box, err := base64.RawStdEncoding.DecodeString(parts[2])
	if err != nil {
		return "", fmt.Errorf("%w: it was damaged", ErrKey)
	}
	plain, err := gcm.Open(nil, nil, box, []byte(ws))
	if err != nil {
		return "", fmt.Errorf("%w: it was damaged or belongs to another workspace", ErrKey)
	}
	return string(plain), nil
}
