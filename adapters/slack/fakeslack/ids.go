package fakeslack

import (
	"crypto/sha256"
	"fmt"
	"strconv"
)

func base36(n int64) string { return strconv.FormatInt(n, 36) }

// uuidOf is a stable client_msg_id: the same place in the same run gives the same one.
func uuidOf(seed string) string {
	h := sha256.Sum256([]byte(seed))
	h[6], h[8] = h[6]&0x0f|0x40, h[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[0:4], h[4:6], h[6:8], h[8:10], h[10:16])
}
