package main

import (
	"context"
	"time"

	"github.com/bellhop-chat/bellhop/adapters/discord/fakediscord"
	"github.com/bellhop-chat/bellhop/adapters/slack/fakeslack"
)

// storm carries out the plan.
type storm struct {
	ps       []*program
	surfaces []surface
	slack    *fakeslack.Server
	discord  *discord
	b        *book
}

// blow lets everything go wrong at its time, until the plan or ctx ends. An
// error is one of the program: it did not start again, or did not end.
func (s *storm) blow(ctx context.Context, plan []fault) error {
	began := time.Now()
	for _, f := range plan {
		if !sleep(ctx, time.Until(began.Add(f.at))) {
			return nil
		}
		if err := s.inflict(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

func (s *storm) inflict(ctx context.Context, f fault) error {
	p := s.ps[f.who%len(s.ps)]
	switch f.what {
	case faultKill:
		s.b.use(f.what)
		s.b.kill(time.Now())
		p.life().kill()
		s.point(s.ps[(f.who+1)%len(s.ps)])
		sleep(ctx, f.d)
		return s.restart(p)
	case faultEnd:
		s.b.use(f.what)
		if err := p.life().terminate(); err != nil {
			s.b.complain(err.Error())
		}
		s.point(s.ps[(f.who+1)%len(s.ps)])
		sleep(ctx, f.d)
		return s.restart(p)
	case faultPause:
		s.b.use(f.what)
		from := time.Now()
		err := p.life().stop(ctx, f.d)
		s.b.pause(from, time.Now())
		return err
	case faultRevoke:
		s.b.use(f.what)
		s.slack.RevokeToken()
		sleep(ctx, f.d)
		s.slack.RestoreToken()
	case faultCut, faultRefresh, faultMute, faultUnplug:
		s.b.use(f.what)
		s.unplug(ctx, f)
	case faultDiscord:
		s.discord.ws.Fault(fakediscord.Fault{Method: f.method, Kind: fakediscord.Kind(f.kind), Times: f.times, D: f.d, N: f.n, Match: s.b.meetDiscord(f)})
	case faultGateway:
		s.b.use(string(f.kind))
		s.gateway(ctx, f)
	case faultSlack:
		s.slack.Fault(fakeslack.Fault{Method: f.method, Kind: f.kind, Times: f.times, D: f.d, N: f.n, Match: s.b.meet(f)})
	}
	return nil
}

// unplug breaks the sockets. What a refresh waits for goes on beside the rest.
func (s *storm) unplug(ctx context.Context, f fault) {
	switch f.what {
	case faultCut:
		s.slack.CutSockets()
	case faultRefresh:
		s.slack.RefreshSockets("refresh_requested", f.d)
	case faultMute:
		s.slack.MuteSockets()
	case faultUnplug:
		s.slack.RevokeAppToken()
		s.slack.CutSockets()
		sleep(ctx, f.d)
		s.slack.RestoreApp()
	}
}

// gateway breaks Discord's gateway, or takes the token away.
func (s *storm) gateway(ctx context.Context, f fault) {
	ws := s.discord.ws
	switch f.kind {
	case gateCut:
		ws.CutSockets()
	case gateClose:
		ws.CloseSockets(4000)
	case gateGoAway:
		ws.AskReconnect()
	case gateInvalid:
		ws.InvalidateSessions(false)
	case gateForget:
		ws.ForgetSessions()
		ws.CutSockets()
	case gateMute:
		ws.MuteSockets()
		sleep(ctx, f.d)
		ws.CutSockets() // a heartbeat takes longer than a run
	case gateRevoke:
		ws.RevokeToken()
		sleep(ctx, f.d)
		ws.RestoreToken()
	}
}

// restart starts a program again and tells everybody where it is.
func (s *storm) restart(p *program) error {
	if err := p.start(); err != nil {
		return err
	}
	s.point(p)
	return nil
}

// point lets the surfaces call a program.
func (s *storm) point(p *program) {
	for _, each := range s.surfaces {
		each.point(*p.url.Load())
	}
}
