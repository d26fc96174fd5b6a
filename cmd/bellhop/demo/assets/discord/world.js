const gone = [18, 21]; // what Discord itself says of a thread: it is shown under the card anyway

// World is one picture of the small Discord (fakediscord.State) with the lookups the page needs. A thread has the id of the message that it
// was started at.
export class World {
  constructor(state, channel) {
    this.state = state;
    this.id = channel;
    this.users = new Map(state.users.map((u) => [u.id, u]));
    this.channels = new Map(state.channels.map((c) => [c.id, c]));
    this.channel = this.channels.get(channel);
    this.rooms = Object.fromEntries(Object.entries(state.messages).map(([id, all]) => [id, (all || []).filter((m) => !gone.includes(m.type))]));
    this.messages = Object.values(this.rooms).flat();
    this.byID = new Map(this.messages.map((m) => [m.id, m]));
  }

  // people are who is at the keyboard here, a guest too.
  get people() {
    return this.state.users.filter((u) => !u.bot && !u.left).map((u) => ({ id: u.id, name: nameOf(u), full: u.roles?.length ? nameOf(u) : nameOf(u) + ", a guest", present: u.status === "online", user: u }));
  }

  // private are all messages for one person's eyes.
  get private() {
    return (this.state.ephemerals || []).map((e) => ({ id: e.id, user: e.for }));
  }

  get closed() {
    return !this.channel && "The channel is gone";
  }

  // roots are what stands in the channel itself.
  get roots() {
    return this.rooms[this.id] || [];
  }

  replies(root) {
    return root === this.id ? [] : this.rooms[root] || [];
  }

  // whispers are what only this person is shown, in a thread or ("") in the channel.
  whispers(user, thread) {
    return (this.state.ephemerals || []).filter((e) => e.for === user && e.channel === (thread || this.id));
  }

  idOf(m) {
    return m.id;
  }

  isBot(m) {
    return Boolean(m.app || m.webhook || this.users.get(m.author)?.bot);
  }

  // inThread is the thread that a message stands in, if it does.
  inThread(m) {
    return m.channel === this.id ? "" : m.channel;
  }

  isAgents(m) {
    return !this.isBot(m);
  }

  // newestThread is the card of the newest thread that the bot opened.
  get newestThread() {
    return this.roots.findLast((m) => this.isBot(m) && this.replies(m.id).length)?.id;
  }
}

export function nameOf(user) {
  return user ? user.nick || user.global_name || user.username : "Someone";
}
