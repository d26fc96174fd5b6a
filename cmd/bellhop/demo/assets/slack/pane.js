import { base64 } from "../chat/base64.js";
import { ChatPane } from "../chat/pane.js";
import { h } from "../dom.js";
import { toast } from "../toast.js";
import { act, typed } from "./act.js";
import { facePerson } from "./face.js";
import { rowsOf } from "./rows.js";
import { World } from "./world.js";

const hint = [h("code", {}, "//"), " keeps a text among the team · ", h("code", {}, "!claim"), " ", h("code", {}, "!bot"), " ", h("code", {}, "!close")];
const slack = { name: "slack", where: "a small Slack", door: "/demo/slack/", hint, World, rowsOf, face: facePerson };

// SlackPane is the team's side in Slack. tell has rang and news.
export class SlackPane extends ChatPane {
  constructor(root, channel, tell) {
    super(root, channel, tell, slack);
  }

  gestures() {
    return { press: (...a) => this.press(...a), edit: (m) => this.edit(m), remove: (m) => this.remove(m), shortcut: (m, id) => this.shortcut(m, id), dismiss: (ts) => this.dismiss(ts) };
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

  // follow opens a thread in place where a message links to one of this channel.
  follow(e) {
    const [, channel, seconds, micros] = /\/archives\/(\w+)\/p(\d+)(\d{6})/.exec(e.target.closest?.("a")?.href || "") || [];
    if (channel !== this.channel) return;
    e.preventDefault();
    const m = this.world.byID.get(`${seconds}.${micros}`);
    if (m) this.show(m.thread_ts || m.ts);
    else toast("That message is not here any more.");
  }
}
