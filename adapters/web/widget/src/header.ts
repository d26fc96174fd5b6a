import type { Chat } from "./chat";
import { attr, button, h, text } from "./dom";
import { face } from "./face";
import { icon } from "./icons";
import { Menu, MenuItem } from "./menu";
import { words } from "./words";

// Header says whose chat this is, and in one line who is there.
export class Header {
  readonly el: HTMLElement;
  private title = h("h2", "title", { dir: "auto" });
  private state = h("p", "state", { role: "status" });
  private face = h("div", "portrait");
  private menu: Menu;
  private shown = "?";

  constructor(
    private chat: Chat,
    private api: string,
    items: () => MenuItem[],
    close: () => void,
    back: () => void,
  ) {
    this.menu = new Menu(items, back);
    this.el = h("header", "header", {},
      this.face,
      h("div", "who", {}, this.title, this.state),
      this.menu.el,
      button("close", close, { "aria-label": words.close }, icon("close")),
    );
  }

  render(title: string): void {
    const { conversation: c, link } = this.chat;
    const agent = c?.state === "active" ? c.agent : undefined;
    text(this.title, agent?.name || title);
    text(this.state, this.line());
    attr(this.state, "data-tone", link === "down" || link === "refused" ? "off" : c?.state);
    this.portrait(agent ? "agent" : "bot", agent?.name || title, agent?.avatar);
    this.menu.render();
  }

  private line(): string {
    const { conversation: c, link } = this.chat;
    if (link === "refused") return words.refused;
    if (link === "down") return words.offline;
    if (!c) return link === "starting" ? words.connecting : words.bot;
    if (c.state === "queued") return c.rung ? words.rung : words.looking;
    if (c.state === "active") return c.agent ? words.here : words.someone;
    return words[c.state];
  }

  private portrait(kind: string, name: string, avatar?: string): void {
    const sign = kind + name + avatar;
    if (sign === this.shown) return;
    this.shown = sign;
    this.face.replaceChildren(face(this.api, kind, name, avatar));
  }
}
