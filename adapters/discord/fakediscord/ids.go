package fakediscord

import (
	"cmp"
	"hash/fnv"
	"strconv"
	"time"
)

const epoch = 1420070400000 // of Discord's ids, in unix milliseconds

// newID makes the next id: the time in its upper bits, and always larger than all before it. The caller holds s.mu.
func (s *Server) newID() string {
	s.lastID = max(s.lastID+1, uint64(s.cfg.Now().UnixMilli()-epoch)<<22)
	return strconv.FormatUint(s.lastID, 10)
}

// IDTime is when an id was made.
func IDTime(id string) time.Time {
	n, _ := strconv.ParseUint(id, 10, 64)
	return time.UnixMilli(int64(n>>22) + epoch)
}

// compareIDs orders ids by age.
func compareIDs(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// isID says whether a value is an id as Discord writes them.
func isID(v any) bool {
	id, _ := v.(string)
	n, err := strconv.ParseUint(id, 10, 64)
	return err == nil && strconv.FormatUint(n, 10) == id
}

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

// stamp is a time as Discord writes it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }
