package fakeslack

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"
)

// method is one Web API method: the scopes of which any one suffices, the arguments it cannot do without, and what it does.
// run is called with s.mu held.
type method struct {
	scopes []string
	needs  []string
	run    func(s *Server, a args) (map[string]any, error)
}

// methods lists what can be called.
func methods() map[string]method {
	is := func(s ...string) []string { return s }
	read, history := is("channels:read", "groups:read"), is("channels:history", "groups:history")
	write, users, react := is("chat:write"), is("users:read"), is("reactions:write")
	return map[string]method{
		opensSockets:                   {nil, nil, (*Server).appsConnectionsOpen},
		"auth.test":                    {nil, nil, (*Server).authTest},
		"chat.postMessage":             {write, is("channel"), (*Server).chatPostMessage},
		"chat.update":                  {write, is("channel", "ts"), (*Server).chatUpdate},
		"chat.delete":                  {write, is("channel", "ts"), (*Server).chatDelete},
		"chat.postEphemeral":           {write, is("channel", "user"), (*Server).chatPostEphemeral},
		"chat.getPermalink":            {nil, is("channel", "message_ts"), (*Server).chatGetPermalink},
		"users.info":                   {users, is("user"), (*Server).usersInfo},
		"users.list":                   {users, nil, (*Server).usersList},
		"users.getPresence":            {users, nil, (*Server).usersGetPresence},
		"conversations.info":           {read, is("channel"), (*Server).conversationsInfo},
		"conversations.list":           {read, nil, (*Server).conversationsList},
		"conversations.members":        {read, is("channel"), (*Server).conversationsMembers},
		"conversations.join":           {is("channels:join"), is("channel"), (*Server).conversationsJoin},
		"conversations.history":        {history, is("channel"), (*Server).conversationsHistory},
		"conversations.replies":        {history, is("channel", "ts"), (*Server).conversationsReplies},
		"reactions.add":                {react, is("channel", "timestamp", "name"), (*Server).reactionsAdd},
		"reactions.remove":             {react, is("timestamp", "name"), (*Server).reactionsRemove},
		"views.open":                   {nil, is("trigger_id", "view"), (*Server).viewsOpen},
		"files.getUploadURLExternal":   {is("files:write"), is("filename", "length"), (*Server).filesGetUploadURL},
		"files.completeUploadExternal": {is("files:write"), is("files"), (*Server).filesCompleteUpload},
		"files.delete":                 {is("files:write"), is("file"), (*Server).filesDelete},
		"files.info":                   {is("files:read"), is("file"), (*Server).filesInfo},
	}
}

// Call is one request to the Web API as it came in, also those refused or met by a fault. The token is not kept.
type Call struct {
	Method string         `json:"method"`
	Args   map[string]any `json:"args"`
	At     time.Time      `json:"at"`
	OK     bool           `json:"ok"`
	Error  string         `json:"error,omitempty"` // the code answered; "fault" when a fault answered instead
}

func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	a, token, err := readArgs(r)
	if err != nil {
		answer(w, failure(err))
		return
	}
	c := s.record(name, a)
	f := s.takeFault(name, a)
	if f.before(w) {
		s.settle(c, "fault")
		return
	}
	out := s.call(name, token, a)
	code, _ := out["error"].(string)
	s.settle(c, code)
	if f.after(s, w, r) {
		return
	}
	w.Header().Set("X-OAuth-Scopes", strings.Join(s.scopes(), ","))
	if after, limited := out["retry_after"]; limited {
		delete(out, "retry_after")
		tooMany(w, after.(int), true)
		return
	}
	answer(w, out)
}

// call authorises and runs one method and returns the whole answer.
func (s *Server) call(name, token string, a args) map[string]any {
	m, known := s.methods[name]
	if !known {
		return failure(fail("unknown_method", "req_method", name))
	}
	if err := s.authorise(name, token, m.scopes); err != nil {
		return failure(err)
	}
	if s.cfg.Inspect != nil {
		s.cfg.Inspect(name, a)
	}
	out := s.run(m, a)
	if s.cfg.InspectAnswer != nil && out["retry_after"] == nil {
		s.cfg.InspectAnswer(name, out)
	}
	return out
}

func (s *Server) run(m method, a args) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, field := range m.needs {
		if v, ok := a[field]; !ok || v == "" {
			return failure(failWith("invalid_arguments", "[ERROR] missing required field: "+field))
		}
	}
	out, err := m.run(s, a)
	if err != nil {
		return failure(err)
	}
	if out == nil {
		out = map[string]any{}
	}
	out["ok"] = true
	return plain(out)
}

// plain makes the answer independent of the state it was made from, as sending it does.
func plain(v map[string]any) map[string]any {
	b, err := json.Marshal(v)
	if err != nil {
		return failure(fail("fatal_error"))
	}
	var out map[string]any
	if err := json.Unmarshal(b, &out); err != nil {
		return failure(fail("fatal_error"))
	}
	return out
}

func (s *Server) authorise(name, token string, anyOf []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case token == "":
		return fail("not_authed")
	case name == opensSockets:
		return s.authoriseApp(token)
	case token == s.cfg.AppToken:
		return fail("not_allowed_token_type")
	case token != s.cfg.Token:
		return fail("invalid_auth")
	case s.token.uninstalled:
		return fail("account_inactive")
	case s.token.revoked:
		return fail("token_revoked")
	}
	if len(anyOf) == 0 || slices.ContainsFunc(anyOf, s.granted) {
		return nil
	}
	return fail("missing_scope", "needed", strings.Join(anyOf, ","), "provided", strings.Join(s.cfg.Scopes, ","))
}

// granted says whether the token holds a scope. The caller holds s.mu.
func (s *Server) granted(scope string) bool { return slices.Contains(s.cfg.Scopes, scope) }

func (s *Server) scopes() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cfg.Scopes
}

func (s *Server) record(name string, a args) *Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &Call{Method: name, Args: a, At: s.cfg.Now()}
	s.calls = latest(append(s.calls, c), s.cfg.Keep)
	return c
}

func (s *Server) settle(c *Call, code string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.OK, c.Error = code == "", code
	s.touch()
}

func answer(w http.ResponseWriter, out map[string]any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(out) // the caller left: its own outcome is unknown, as in life
}
