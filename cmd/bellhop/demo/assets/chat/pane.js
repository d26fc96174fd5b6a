import { Composer } from "./composer.js";
import { layout } from "./layout.js";
import { List } from "./list.js";
import { Persona } from "./people.js";
import { follow } from "./stream.js";
import { fill } from "./when.js";
import { isSeen } from "../tabs.js";
import { toast } from "../toast.js";
import { now } from "../clock.js";

// A platform is {name, where, door, hint, World, rowsOf, face}. A pane of one adds deeds(thread), gestures() and follow(event).
// ChatPane is the team's side on any platform: a channel, a thread beside or over it, and who answers. tell has rang and news.
export class ChatPane {
  constructor(root, channel, tell, platform) {
    Object.assign(this, { root, channel, tell, platform, me: "", open: "", seen: new Map(), dismissed: new Set(), seenRoot: "" });
    this.persona = new Persona((id) => this.become(id));
    this.channelList = new List("Messages in the channel");
    this.threadList = new List("Messages in the thread");
    this.channelBox = new Composer("Message to the channel", this.deeds(() => ""));
    this.threadBox = new Composer("Reply in the thread", this.deeds(() => this.open), platform.hint);
    this.does = this.gestures();
    this.parts = layout(this, platform.where);
    root.append(...this.parts.all);
    root.addEventListener("keydown", (e) => e.key === "Escape" && this.open && this.show(""));
    root.addEventListener("click", (e) => this.follow(e));
    document.addEventListener("demo:tab", () => this.redraw());
  }

  start() {
    follow(this.platform.door, this.channel, (state) => this.take(new this.platform.World(state, this.channel)), (up) => (this.parts.down.hidden = up));
  }

  // take is a new picture of the workspace.
  take(world) {
    const before = this.world;
    this.world = world;
    this.before = before;
    this.me ||= world.people[0]?.id || "";
    if (!before) this.seenRoot = this.last(world.roots);
    if (!before) for (const m of world.roots) this.seen.set(world.idOf(m), this.last(world.replies(world.idOf(m))) || world.idOf(m));
    const newest = world.newestThread;
    if (!world.byID.has(this.open)) this.go("");
    const isNew = newest && !before?.replies(newest).length;
    if (isNew && (!this.open || !isSeen(this.platform.name))) this.go(newest);
    this.report(before);
    this.redraw();
    this.before = world;
  }

  // report tells the page what happened since the last picture.
  report(before) {
    const { world } = this;
    if (!before) return;
    const news = world.messages.filter((m) => !before.byID.has(world.idOf(m)));
    if (news.some((m) => world.isBot(m))) this.tell.rang();
    const heard = news.filter((m) => !world.isAgents(m));
    if (heard.length) this.tell.news();
    if (isSeen(this.platform.name) && this.isOver() && this.open && heard.some((m) => !world.inThread(m))) toast(`Something new in #${world.channel.name}.`, { label: "Show", press: () => this.show("") });
  }

  // isOver says whether the thread lies over the channel, for want of room.
  isOver() {
    return this.root.clientWidth < 640;
  }

  redraw() {
    const { world, parts } = this;
    if (!world) return;
    if (this.open) this.seen.set(this.open, this.last(world.replies(this.open)));
    if (!this.open || !this.isOver()) this.seenRoot = this.last(world.roots);
    const view = { world, before: this.before, me: this.me, today: fill("{date_num}", now()), does: this.does };
    this.persona.draw(this.people(), this.me, this.waiting());
    this.root.classList.toggle("has-thread", Boolean(this.open));
    parts.back.querySelector(".dot").hidden = (this.last(world.roots)) === this.seenRoot;
    parts.empty.hidden = world.roots.length > 0;
    const whispers = (thread) => world.whispers(this.me, thread).filter((e) => !this.dismissed.has(world.idOf(e)));
    const isFresh = (ts) => this.last(world.replies(ts)) > (this.seen.get(ts) || "");
    this.channelList.draw(this.platform.rowsOf(world.roots, whispers(""), view, { open: this.open, isFresh, show: (ts) => this.show(ts) }));
    const name = this.people().find((p) => p.id === this.me)?.name || "";
    this.channelBox.draw(`Message #${world.channel?.name} as ${name}`, world.closed);
    parts.title(world.channel?.name || "?");
    if (!this.open) return;
    const parent = world.byID.get(this.open);
    this.threadList.draw(this.platform.rowsOf([parent, ...world.replies(this.open)], whispers(this.open), view));
    this.threadBox.draw(`Reply as ${name}`, world.closed);
  }

  people() {
    return this.world.people.map((p) => ({ ...p, face: () => this.platform.face(p.user) }));
  }

  // last is the id of the last of some messages.
  last(messages) {
    return messages.length ? this.world.idOf(messages.at(-1)) : "";
  }

  // waiting are the others who have a message for their eyes only.
  waiting() {
    return new Set(this.world.private.filter((e) => e.user !== this.me && !this.dismissed.has(e.id)).map((e) => e.user));
  }

  // go makes a thread, or with "" none, the open one.
  go(ts) {
    if (ts === this.open) return;
    this.open = ts;
    this.threadList.clear();
    this.threadBox.cancel();
  }

  // show opens a thread for the person at the keyboard.
  show(ts) {
    const back = this.root.contains(document.activeElement) && !ts && this.open;
    this.go(ts);
    this.redraw();
    if (ts) this.threadBox.focus();
    else if (back) this.channelList.scroll.focus({ preventScroll: true });
  }

  // answer brings the reader to where they can reply.
  answer() {
    const ts = this.world?.newestThread || this.open;
    if (ts) this.show(ts);
    else this.channelBox.focus();
  }

  become(id) {
    this.me = id;
    this.redraw();
  }
}
