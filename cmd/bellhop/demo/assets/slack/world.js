// World is one picture of the small Slack (fakeslack.State) with the lookups the page needs.
export class World {
  constructor(state, channel) {
    this.state = state;
    this.id = channel;
    this.users = new Map(state.users.map((u) => [u.id, u]));
    this.channel = state.channels.find((c) => c.id === channel);
    this.messages = state.messages[channel] || [];
    this.byID = new Map(this.messages.map((m) => [m.ts, m]));
  }

  // people are who is at the keyboard here.
  get people() {
    return this.agents.map((a) => ({ id: a.id, name: nameOf(a), full: a.real_name, present: a.presence === "active", user: a }));
  }

  // private are all messages for one person's eyes.
  get private() {
    return (this.state.ephemerals || []).map((e) => ({ id: e.ts, user: e.user }));
  }

  get closed() {
    return this.channel?.archived && `#${this.channel.name} is archived`;
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

  idOf(m) {
    return m.ts;
  }

  isBot(m) {
    return Boolean(m.bot_id);
  }

  // inThread is the thread that a message stands in, if it does.
  inThread(m) {
    return m.thread_ts || "";
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
