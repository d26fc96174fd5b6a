package web

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// stream is one open event stream. It keeps only what it needs while idle:
// there are thousands.
type stream struct {
	server  *Server
	out     outlet
	news    *bridge.Follower
	who     core.VisitorID
	ref     core.Ref
	site    string   // its name
	fields  []string // details it asks for
	token   string
	expires time.Time
	shown   time.Time // when the token was last found good
	origin  string
	base    string // where browsers reach us
	from    string // whose seat it has
	upto    int64  // the number of the last entry delivered or left out
	state   uint64 // a hash of the state last told
	spoke   int
	beat    chan struct{} // time for a sign of life
	gone    chan struct{} // closed when it is to end
	ending  sync.Once
}

// stream is GET /v1/stream?after=N. Once the first entries are read nothing can
// fail that a problem could tell.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, who bridge.Session) error {
	after, err := resumeFrom(r)
	if err != nil {
		return err
	}
	if r.Method == http.MethodHead {
		streamHeaders(w.Header())
		return nil
	}
	st := s.newStream(r, who, after)
	if err := s.hub.admit(st.who, st.from); err != nil {
		return err
	}
	st.news = s.Bridge.Follow(st.ref)
	if err := s.Bridge.Came(r.Context(), st.ref); err != nil {
		s.Log.Warn("a visitor's coming could not be noted", "err", err) // the team's card is not worth the stream
	}
	view, err := st.read()
	if err == nil && !s.hub.join(st) {
		err = &problem{Code: CodeUnavailable, Detail: "We are restarting. Please try again.", Retry: time.Second}
	}
	if err != nil {
		st.news.Close()
		s.hub.release(st.who, st.from)
		return err
	}
	st.begin(w, r, view)
	return nil
}

// resumeFrom is the number after which a stream begins. Last-Event-ID, which
// browsers send when they come back, wins.
func resumeFrom(r *http.Request) (int64, error) {
	if id := r.Header.Get("Last-Event-ID"); id != "" {
		return number("Last-Event-ID", id)
	}
	return afterOf(r.URL.Query())
}

func (s *Server) newStream(r *http.Request, who bridge.Session, after int64) *stream {
	return &stream{
		server: s, who: who.Visitor.ID, ref: who.Ref, site: who.Site.Name, fields: who.Site.Fields,
		token: who.Token, expires: who.Expires, shown: s.Bridge.Now(), origin: r.Header.Get("Origin"),
		base: s.baseOf(r), from: addressOf(r), upto: after,
		beat: make(chan struct{}, 1), gone: make(chan struct{}),
	}
}

// begin tells what came before and lets the stream run: on its own where the
// connection can be taken over, else in the handler until it ends.
func (st *stream) begin(w http.ResponseWriter, r *http.Request, view bridge.View) {
	if conn, ok := takeOver(w, r, st.server.WriteTimeout); ok {
		st.out = conn
		if st.tell(view, true) != nil {
			st.end()
			return
		}
		go st.run()
		go st.watch(conn)
		return
	}
	defer context.AfterFunc(r.Context(), st.stop)()
	st.out = flush(w, st.server.WriteTimeout)
	if st.tell(view, true) != nil {
		st.end()
		return
	}
	st.run()
}

// stop makes the stream end. It may be called often and from everywhere.
func (st *stream) stop() { st.ending.Do(func() { close(st.gone) }) }

// end gives back what the stream holds.
func (st *stream) end() {
	st.stop()
	st.out.close()
	st.news.Close()
	st.server.hub.release(st.who, st.from)
	st.server.hub.leave(st)
}

// watch notices that the client has gone. What it sends is nothing to us.
func (st *stream) watch(conn *taken) {
	conn.drain()
	st.stop()
}
