// World is one picture of the small Slack (fakeslack.State) with the lookups the page needs.
export class World {
  constructor(state, channel) {
    this.state = state;
    this.id = channel;
    this.users = new Map(state.users.map((u) => [u.id, u]));
    this.channel = state.channels.find((c) => c.id === channel);
    this.messages = state.messages[channel] || [];
    this.byTS = new Map(this.messages.map((m) => [m.ts, m]));
  }

  // agents are the people who can answer here.
  get agents() {
    const members = this.channel?.members || [];
    return this.state.users.filter((u) => !u.IsBot && !u.Deleted && members.includes(u.id));
  }

  // roots are what stands in the channel itself.
  get roots() {
    return this.messages.filter((m) => !isReply(m) || m.subtype === "thread_broadcast");
  }

  replies(root) {
    return this.messages.filter((m) => m.thread_ts === root && m.ts !== root);
  }

  // whispers are what only this person is shown, in a thread or ("") in the channel.
  whispers(user, thread) {
    return (this.state.ephemerals || []).filter((e) => e.user === user && e.channel === this.id && (e.thread_ts || "") === thread);
  }

  // isAgents says whether a person of the team typed it.
  isAgents(m) {
    return !m.bot_id && this.agents.some((a) => a.id === m.user);
  }

  // newestThread is the parent of the newest thread that the bot opened: a conversation. A lead's card alone is none.
  get newestThread() {
    return this.roots.findLast((m) => !isReply(m) && m.bot_id && m.replies?.length)?.ts;
  }
}

export function isReply(m) {
  return Boolean(m.thread_ts) && m.thread_ts !== m.ts;
}

export function nameOf(user) {
  return user ? user.display_name || user.real_name || user.name : "Someone";
}
