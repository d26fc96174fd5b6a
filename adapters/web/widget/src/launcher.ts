import { attr, button, h, text } from "./dom";
import { icon } from "./icons";
import { words } from "./words";

// Launcher is the round button that is always there, with what is unread.
export class Launcher {
  readonly el: HTMLButtonElement;
  readonly said = h("p", "sr announcer", { role: "status" });
  private badge = h("span", "badge", { "aria-hidden": "true", hidden: true });

  constructor(press: () => void) {
    this.el = button("launcher", press, { "data-main": true }, icon("talk"), icon("down"), this.badge);
  }

  render(open: boolean, unread: number): void {
    const n = open ? 0 : unread;
    attr(this.el, "aria-expanded", String(open));
    attr(this.el, "aria-label", open ? words.close : n ? words.open + ", " + words.unread(n) : words.open);
    this.badge.hidden = !n;
    text(this.badge, n > 9 ? "9+" : String(n));
    text(this.said, n ? words.unread(n) : "");
  }
}
