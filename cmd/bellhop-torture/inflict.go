package main

import (
	"context"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// storm carries out the plan.
type storm struct {
	p  *program
	ws *fakeslack.Server
	b  *book
}

// blow lets everything go wrong at its time, until the plan or ctx ends. An
// error is one of the program: it did not start again, or did not end.
func (s *storm) blow(ctx context.Context, plan []fault) error {
	began := time.Now()
	for _, f := range plan {
		sleep(ctx, time.Until(began.Add(f.at)))
		if ctx.Err() != nil {
			break
		}
		if err := s.inflict(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

func (s *storm) inflict(ctx context.Context, f fault) error {
	switch f.what {
	case faultKill:
		s.b.use(f.what)
		s.b.kill(time.Now())
		s.p.life().kill()
		sleep(ctx, f.d)
		return s.restart()
	case faultEnd:
		s.b.use(f.what)
		if err := s.p.life().terminate(); err != nil {
			s.b.complain(err.Error())
		}
		sleep(ctx, f.d)
		return s.restart()
	case faultPause:
		s.b.use(f.what)
		from := time.Now()
		err := s.p.life().stop(ctx, f.d)
		s.b.pause(from, time.Now())
		return err
	case faultRevoke:
		s.b.use(f.what)
		s.ws.RevokeToken()
		sleep(ctx, f.d)
		s.ws.RestoreToken()
	case faultSlack:
		s.ws.Fault(fakeslack.Fault{Method: f.method, Kind: f.kind, Times: f.times, D: f.d, N: f.n, Match: s.b.meet(f)})
	}
	return nil
}

// restart starts the program again and tells Slack where it is.
func (s *storm) restart() error {
	if err := s.p.start(); err != nil {
		return err
	}
	url := *s.p.url.Load()
	s.ws.SetTargets(url+"/slack/events", url+"/slack/interactions", url+"/slack/commands")
	return nil
}
