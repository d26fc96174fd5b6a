package storetest

import (
	"errors"
	"strings"

	"github.com/bellhop-chat/bellhop/core"
)

// Sealer is a core.Sealer for tests: it hides nothing from a determined reader,
// but what it sealed does not contain the secret and opens in its workspace
// only, so that a store that forgets to seal or mixes workspaces up is found.
type Sealer struct{}

// Seal is core.Sealer.Seal.
func (Sealer) Seal(ws core.WorkspaceID, plain string) (string, error) {
	return "test:" + string(ws) + ":" + turn(plain), nil
}

// Open is core.Sealer.Open.
func (Sealer) Open(ws core.WorkspaceID, sealed string) (string, error) {
	rest, ok := strings.CutPrefix(sealed, "test:"+string(ws)+":")
	if !ok {
		return "", errors.New("not sealed, or for another workspace")
	}
	return turn(rest), nil
}

// turn moves letters and digits; twice is the way back.
func turn(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return 'a' + (r-'a'+13)%26
		case r >= 'A' && r <= 'Z':
			return 'A' + (r-'A'+13)%26
		}
		return r
	}, s)
}
