package bridge_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/bellhop-chat/bellhop/bridge"
	"github.com/bellhop-chat/bellhop/core"
)

// vouched is an identity that the site's secret proves.
func vouched(user string) *bridge.Identity {
	m := hmac.New(sha256.New, []byte("a secret of the site"))
	m.Write([]byte(user))
	return &bridge.Identity{UserID: user, Hash: hex.EncodeToString(m.Sum(nil))}
}

func TestBrowsersThatComeWithOneIdentityAreOneVisitor(t *testing.T) {
	tell(t, func(s *story) {
		const browsers = 10
		got := make([]bridge.Session, browsers)
		errs := make([]error, browsers)
		for i := range browsers {
			go func() {
				got[i], errs[i] = s.bridge.Arrive(s.t.Context(), bridge.Arrival{SiteKey: "key", Identity: vouched("user-7")})
			}()
		}
		synctest.Wait()
		for i := range browsers {
			s.must(errs[i])
			if got[i].Ref != got[0].Ref || got[i].Visitor.ID != got[0].Visitor.ID {
				t.Errorf("browser %d is %v, browser 0 is %v", i, got[i].Ref, got[0].Ref)
			}
		}
	})
}

func TestAnIdentityFollowsThePersonAndNotTheBrowser(t *testing.T) {
	tell(t, func(s *story) {
		arrive := func(resume string, who *bridge.Identity) bridge.Session {
			session, err := s.bridge.Arrive(s.t.Context(), bridge.Arrival{SiteKey: "key", Resume: resume, Identity: who})
			s.must(err)
			return session
		}
		anonymous := arrive("", nil)
		known := arrive(anonymous.Token, vouched("user-7"))
		if known.Ref != anonymous.Ref {
			t.Error("saying who one is lost the conversation")
		}
		elsewhere := arrive("", vouched("user-7"))
		if elsewhere.Ref != known.Ref || elsewhere.Token == known.Token {
			t.Error("the second browser of the same person is somebody else")
		}
		other := arrive(known.Token, vouched("user-8"))
		if other.Ref == known.Ref {
			t.Error("the next person at the same browser got the conversation of the first")
		}
	})
}

func TestAnIdentityThatIsNotProvenIsRefused(t *testing.T) {
	tell(t, func(s *story) {
		for _, hash := range []string{"", "00", vouched("user-8").Hash} {
			_, err := s.bridge.Arrive(s.t.Context(), bridge.Arrival{SiteKey: "key", Identity: &bridge.Identity{UserID: "user-7", Hash: hash}})
			if !errors.Is(err, bridge.ErrIdentity) {
				t.Errorf("%q: %v", hash, err)
			}
		}
	})
}

func TestATokenOfAnotherSiteOpensNothing(t *testing.T) {
	tell(t, func(s *story) {
		v := s.visitor()
		setup := core.Setup{Workspace: core.Workspace{ID: "w2", Name: "W2"}, NewSecret: "another secret here",
			Site: core.Site{ID: "site", Workspace: "w2", Key: "key2", Name: "Other", Origins: []string{"*"}}}
		s.must(s.store.Install(s.t.Context(), setup))
		other, err := s.bridge.Arrive(s.t.Context(), bridge.Arrival{SiteKey: "key2", Resume: v.session.Token})
		s.must(err)
		if other.Ref.Workspace != "w2" || other.Visitor.ID == v.session.Visitor.ID {
			t.Errorf("a token of %v opened %v", v.session.Ref, other.Ref)
		}
	})
}
