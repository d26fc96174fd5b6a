import { base64 } from "../chat/base64.js";
import { ChatPane } from "../chat/pane.js";
import { h } from "../dom.js";
import { toast } from "../toast.js";
import { act } from "./act.js";
import { authorOf, facePerson } from "./face.js";
import { ask } from "./form.js";
import { plain } from "./markdown.js";
import { rowsOf } from "./rows.js";
import { World } from "./world.js";

const hint = [h("code", {}, "/note"), " keeps a text among the team · ", h("code", {}, "/claim"), " ", h("code", {}, "/bot"), " ", h("code", {}, "/close"), " ", h("code", {}, "/who")];
const discord = { name: "discord", where: "a small Discord", door: "/demo/discord/", hint, World, rowsOf, face: facePerson };

// DiscordPane is the team's side in Discord. tell has rang and news.
export class DiscordPane extends ChatPane {
  constructor(root, channel, tell) {
    super(root, channel, tell, discord);
  }

  gestures() {
    const does = (what, more) => (m, ...a) => this.doing(what, { channel: m.channel, message: m.id, ...more?.(...a) });
    return {
      press: (m, id, values, el) => this.press(m, id, values, el), edit: (m) => this.edit(m), reply: (m) => this.boxOf(m).answer(m, authorOf(m, this.world)),
      remove: does("delete"), menu: does("menu", (command) => ({ command })), dismiss: does("dismiss"),
    };
  }

  doing(what, body) {
    return act(what, { user: this.me, ...body }).then((a) => this.shown(a), (err) => toast(err.message));
  }

  // shown puts a form before the person where the app answered with one.
  shown(answer) {
    const user = this.me;
    if (answer?.modal) ask(answer.modal, (values) => act("modal", { user, modal: answer.modal.id, values }));
  }

  // deeds are what a composer does; thread() is where its words go.
  deeds(thread) {
    const where = () => ({ user: this.me, channel: thread() || this.channel });
    return {
      send: async (text, about) => {
        const [, command, rest] = /^\/([a-z]+)\s*([\s\S]*)$/.exec(text.trim()) || [];
        if (command) this.shown(await act("slash", { ...where(), command, options: this.options(command, rest) }));
        else if (about) await act("reply", { ...where(), message: about.id, text: this.named(text) });
        else await act("say", { ...where(), text: this.named(text) });
      },
      save: (m, text) => act("edit", { user: this.me, channel: m.channel, message: m.id, text }),
      last: () => {
        const mine = this.world.messages.findLast((m) => m.author === this.me && m.channel === where().channel);
        if (mine) this.edit(mine);
      },
      upload: async (file) => act("upload", { ...where(), filename: file.name, data: await base64(file) }),
      typing: () => {
        if (Date.now() - (this.typed || 0) < 8000) return;
        this.typed = Date.now();
        act("type", where()).catch(() => {}); // a courtesy
      },
    };
  }

  // options puts what was typed after a command into the one option it has.
  options(command, rest) {
    const option = this.world.state.commands?.find((c) => c.name === command)?.options?.[0];
    return option && rest ? { [option.name]: rest } : {};
  }

  // named turns @Name into a mention, as Discord's own composer does.
  named(text) {
    const all = this.world.state.users;
    return text.replace(/(?<![\p{L}\p{N}])@([\p{L}\p{N}_]+)/gu, (whole, name) => {
      const user = all.find((u) => [u.username, u.global_name].some((n) => n?.toLowerCase() === name.toLowerCase()));
      return user ? `<@${user.id}>` : whole;
    });
  }

  async press(m, id, values, el) {
    if (el.getAttribute("aria-busy") === "true") return;
    el.setAttribute("aria-busy", "true");
    await this.doing("press", { channel: m.channel, message: m.id, custom_id: id, values });
    el.removeAttribute("aria-busy");
  }

  boxOf(m) {
    return this.open && (m.channel === this.open || m.id === this.open) ? this.threadBox : this.channelBox;
  }

  edit(m) {
    this.boxOf(m).edit(m, plain(m.content));
  }

  // follow opens a thread in place where words mention it.
  follow(e) {
    const id = e.target.closest?.("[data-thread]")?.dataset.thread;
    if (!id) return;
    if (this.world.byID.has(id) && id !== this.channel) this.show(id);
    else this.show("");
  }
}
