package web

// Limits are how often and how much one visitor or one address may. 0 switches
// one off.
type Limits struct {
	NewVisitors    int // POST /v1/visitors a minute and address
	Messages       int // POST /v1/messages a minute and visitor
	Uploads        int // POST /v1/files a minute and visitor
	Calls          int // all other calls a minute and visitor, each kind on its own
	Misses         int // wrong tokens, unknown pictures and files a minute and address
	VisitorStreams int // streams open at once per visitor
	AddressStreams int // streams open at once per address
}

// DefaultLimits are generous to people and to offices behind one address.
func DefaultLimits() Limits {
	return Limits{NewVisitors: 600, Messages: 120, Uploads: 30, Calls: 600, Misses: 600, VisitorStreams: 16, AddressStreams: 10_000}
}

// MaxBody is how many bytes a request's body may have.
const MaxBody = 128 << 10
