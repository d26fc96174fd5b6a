package bridge

import (
	"context"
	"errors"

	"github.com/bellhop-chat/bellhop/core"
)

// page is how many entries are read at once.
const page = 500

// View is a conversation as its visitor may see it.
type View struct {
	Talk    core.Conversation
	Visitor core.Visitor
	Site    core.Site
	Entries []core.Entry // Rev > after, in the order of Rev, only what visitors may see
	Upto    int64        // the last number read, also of entries that were left out
	Agents  map[core.AgentID]core.Agent
}

// View reads what came after a number.
func (b *Bridge) View(ctx context.Context, s Session, after int64) (View, error) {
	v := View{Site: s.Site, Upto: after, Agents: map[core.AgentID]core.Agent{}}
	for {
		es, err := b.Store.Entries(ctx, s.Ref, v.Upto, page)
		if err != nil {
			return v, err
		}
		for _, e := range es {
			v.Upto = max(v.Upto, e.Rev)
			if e.ForVisitor() {
				v.Entries = append(v.Entries, e)
			}
		}
		if len(es) < page {
			break
		}
	}
	// The state is read after the entries, so that it is never older than them.
	var err error
	if v.Talk, err = b.Store.Conversation(ctx, s.Ref); err != nil {
		return v, err
	}
	if v.Visitor, err = b.Store.Visitor(ctx, s.Ref.Workspace, v.Talk.Visitor); err != nil {
		return v, err
	}
	ids := []core.AgentID{v.Talk.Owner}
	for _, e := range v.Entries {
		ids = append(ids, e.Agent)
	}
	return v, b.introduce(ctx, s.Ref.Workspace, v.Agents, ids)
}

// introduce adds the agents with these ids.
func (b *Bridge) introduce(ctx context.Context, ws core.WorkspaceID, agents map[core.AgentID]core.Agent, ids []core.AgentID) error {
	for _, id := range ids {
		if _, known := agents[id]; known || id == "" {
			continue
		}
		a, err := b.Store.Agent(ctx, ws, id)
		if errors.Is(err, core.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		agents[id] = a
	}
	return nil
}
