import { Composer } from "../chat/composer.js";
import { layout } from "../chat/layout.js";
import { List } from "../chat/list.js";
import { Persona } from "../chat/people.js";
import { fill } from "../chat/when.js";
import { h } from "../dom.js";
import { isSeen } from "../tabs.js";
import { toast } from "../toast.js";
import { act, base64, typed } from "./act.js";
import { facePerson } from "./face.js";
import { rowsOf } from "./rows.js";
import { follow } from "./stream.js";
import { nameOf, World } from "./world.js";
import { now } from "../clock.js";

// SlackPane is the team's side: a channel, a thread beside or over it, and who answers. tell has rang and news.
export class SlackPane {
  constructor(root, channel, tell) {
    Object.assign(this, { root, channel, tell, me: "", open: "", seen: new Map(), dismissed: new Set(), seenRoot: "" });
    this.persona = new Persona((id) => this.become(id));
    this.channelList = new List("Messages in the channel");
    this.threadList = new List("Messages in the thread");
    this.channelBox = new Composer("Message to the channel", this.deeds(() => ""));
    this.threadBox = new Composer("Reply in the thread", this.deeds(() => this.open), [h("code", {}, "//"), " keeps a text among the team · ", h("code", {}, "!claim"), " ", h("code", {}, "!bot"), " ", h("code", {}, "!close")]);
    this.does = { press: (...a) => this.press(...a), edit: (m) => this.edit(m), remove: (m) => this.remove(m), shortcut: (m, id) => this.shortcut(m, id), dismiss: (ts) => this.dismiss(ts) };
    this.parts = layout(this, "a small Slack");
    root.append(...this.parts.all);
    root.addEventListener("keydown", (e) => e.key === "Escape" && this.open && this.show(""));
    root.addEventListener("click", (e) => this.permalink(e));
    document.addEventListener("demo:tab", () => this.redraw());
  }

  start() {
    follow(this.channel, (state) => this.take(new World(state, this.channel)), (up) => (this.parts.down.hidden = up));
  }

  // take is a new picture of the workspace.
  take(world) {
    const before = this.world;
    this.world = world;
    this.before = before;
    this.me ||= world.agents[0]?.id || "";
    if (!before) this.seenRoot = world.roots.at(-1)?.ts || "";
    if (!before) for (const m of world.roots) this.seen.set(m.ts, world.replies(m.ts).at(-1)?.ts || m.ts);
    const newest = world.newestThread;
    if (!world.byTS.has(this.open)) this.go("");
    const isNew = newest && !before?.byTS.get(newest)?.replies?.length;
    if (isNew && (!this.open || !isSeen("slack"))) this.go(newest);
    this.report(before);
    this.redraw();
    this.before = world;
  }

  // report tells the page what happened since the last picture.
  report(before) {
    const { world } = this;
    if (!before) return;
    const news = world.messages.filter((m) => !before.byTS.has(m.ts));
    if (news.some((m) => m.bot_id)) this.tell.rang();
    const heard = news.filter((m) => !world.isAgents(m));
    if (heard.length) this.tell.news();
    if (isSeen("slack") && this.isOver() && this.open && heard.some((m) => !m.thread_ts)) toast(`Something new in #${world.channel.name}.`, { label: "Show", press: () => this.show("") });
  }

  // isOver says whether the thread lies over the channel, for want of room.
  isOver() {
    return this.root.clientWidth < 640;
  }

  redraw() {
    const { world, parts } = this;
    if (!world) return;
    if (this.open) this.seen.set(this.open, world.replies(this.open).at(-1)?.ts || "");
    if (!this.open || !this.isOver()) this.seenRoot = world.roots.at(-1)?.ts || "";
    const view = { world, before: this.before, me: this.me, today: fill("{date_num}", now()), does: this.does };
    this.persona.draw(this.people(), this.me, this.waiting());
    this.root.classList.toggle("has-thread", Boolean(this.open));
    parts.back.querySelector(".dot").hidden = (world.roots.at(-1)?.ts || "") === this.seenRoot;
    parts.empty.hidden = world.roots.length > 0;
    const whispers = (thread) => world.whispers(this.me, thread).filter((e) => !this.dismissed.has(e.ts));
    const isFresh = (ts) => (world.replies(ts).at(-1)?.ts || "") > (this.seen.get(ts) || "");
    this.channelList.draw(rowsOf(world.roots, whispers(""), view, { open: this.open, isFresh, show: (ts) => this.show(ts) }));
    const name = nameOf(world.users.get(this.me));
    const closed = world.channel?.archived && `#${world.channel.name} is archived`;
    this.channelBox.draw(`Message #${world.channel?.name} as ${name}`, closed);
    parts.title(world.channel?.name || "?");
    if (!this.open) return;
    const parent = world.byTS.get(this.open);
    this.threadList.draw(rowsOf([parent, ...world.replies(this.open)], whispers(this.open), view));
    this.threadBox.draw(`Reply as ${name}`, closed);
  }

  people() {
    return this.world.agents.map((a) => ({ id: a.id, name: nameOf(a), full: a.real_name, present: a.presence === "active", face: () => facePerson(a) }));
  }

  // waiting are the others who have a message for their eyes only.
  waiting() {
    const unread = (this.world.state.ephemerals || []).filter((e) => e.user !== this.me && !this.dismissed.has(e.ts));
    return new Set(unread.map((e) => e.user));
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

  // deeds are what a composer does; thread() is where its words go.
  deeds(thread) {
    const who = () => ({ user: this.me, channel: this.channel });
    return {
      send: async (text) => {
        const [, command, rest] = /^(\/[a-z]+)\s*([\s\S]*)$/.exec(text.trim()) || [];
        if (command) await act("slash", { ...who(), command, text: rest });
        else if (thread()) await act("reply", { ...who(), thread: thread(), text });
        else await act("say", { ...who(), text });
      },
      save: (m, text) => act("edit", { ...who(), ts: m.ts, text }),
      last: () => {
        const mine = this.world.messages.findLast((m) => !m.bot_id && m.user === this.me && (thread() ? m.thread_ts === thread() : !m.thread_ts || m.thread_ts === m.ts));
        if (mine) this.edit(mine);
      },
      upload: async (file) => act("upload", { ...who(), thread: thread(), filename: file.name, data: await base64(file) }),
    };
  }

  async press(ts, action, value, el) {
    if (el.getAttribute("aria-busy") === "true") return;
    el.setAttribute("aria-busy", "true");
    const choice = el.tagName === "SELECT" ? value : undefined;
    await act("press", { user: this.me, channel: this.channel, ts, action_id: action, value: choice }).catch((err) => toast(err.message));
    el.removeAttribute("aria-busy");
  }

  edit(m) {
    const box = m.thread_ts && m.thread_ts === this.open ? this.threadBox : this.channelBox;
    box.edit(m, typed(m, this.world));
  }

  remove(m) {
    act("delete", { user: this.me, channel: this.channel, ts: m.ts }).catch((err) => toast(err.message));
  }

  shortcut(m, id) {
    act("shortcut", { user: this.me, channel: this.channel, ts: m.ts, callback_id: id }).catch((err) => toast(err.message));
  }

  dismiss(ts) {
    this.dismissed.add(ts);
    this.redraw();
  }

  // permalink opens a thread in place where a message links to one of this channel.
  permalink(e) {
    const [, channel, seconds, micros] = /\/archives\/(\w+)\/p(\d+)(\d{6})/.exec(e.target.closest?.("a")?.href || "") || [];
    if (channel !== this.channel) return;
    e.preventDefault();
    const m = this.world.byTS.get(`${seconds}.${micros}`);
    if (m) this.show(m.thread_ts || m.ts);
    else toast("That message is not here any more.");
  }
}
