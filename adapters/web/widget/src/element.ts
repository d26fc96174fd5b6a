import { Chat } from "./chat";
import { attr, h } from "./dom";
import { Keep } from "./keep";
import { Launcher } from "./launcher";
import { Panel } from "./panel";
import type { Settings } from "./settings";
import { sheet } from "./sheet";
import base from "./base.css";
import frame from "./frame.css";
import log from "./log.css";
import compose from "./compose.css";
import { Theme } from "./theme";
import { followViewport, phone } from "./viewport";
import { quietly } from "./warn";

// Widget ties the model to what is seen, inside one shadow root.
export class Widget {
  readonly chat: Chat;
  private root: HTMLElement;
  private panel: Panel;
  private launcher: Launcher;
  private theme: Theme;
  private tab: Keep;
  private isOpen = false;
  private due = false;

  constructor(host: HTMLElement, settings: Settings) {
    const shadow = host.attachShadow({ mode: "open" });
    sheet(shadow, base + frame + log + compose);
    followViewport(shadow);
    this.tab = new Keep(`bellhop:${settings.site}:`, "sessionStorage");
    const changed = () => this.changed();
    this.chat = new Chat(settings, changed);
    this.panel = new Panel(this.chat, settings, this.tab, changed, () => this.close(true));
    this.launcher = new Launcher(() => (this.isOpen ? this.close(true) : this.open()));
    this.root = h("div", "root", { "data-side": settings.side, keydown: (e: KeyboardEvent) => this.trap(e, shadow) }, this.panel.el, this.launcher.el, this.launcher.said);
    shadow.append(this.root);
    this.theme = new Theme(shadow, this.root, settings);
    document.addEventListener("visibilitychange", changed);
    // A panel that was open stays open on the next page, except where it would cover it.
    if (this.tab.get("open") && !phone.matches) this.show();
    this.render();
  }

  open(): void {
    this.show();
    this.render();
    this.panel.focus();
    this.panel.history.toBottom();
  }

  close(back = false): void {
    this.isOpen = false;
    this.tab.drop("open");
    this.render();
    if (back) this.launcher.el.focus();
  }

  private show(): void {
    this.isOpen = true;
    this.tab.set("open", "1");
    void this.chat.start();
  }

  // changed draws soon, once for many changes; not by animation frames, which hidden tabs do not get.
  private changed(): void {
    if (this.due) return;
    this.due = true;
    queueMicrotask(quietly(() => this.render()));
  }

  private render(): void {
    this.due = false;
    const { chat, root, isOpen } = this;
    attr(root, "data-open", isOpen);
    attr(root, "data-state", chat.conversation?.state);
    attr(root, "data-link", chat.link);
    this.panel.el.hidden = !isOpen;
    this.theme.siteColor(chat.site?.color);
    this.panel.render();
    if (isOpen && !document.hidden) chat.seen();
    this.launcher.render(isOpen, chat.unread().length);
  }

  // trap keeps Tab inside while the panel covers the whole page.
  private trap(e: KeyboardEvent, shadow: ShadowRoot): void {
    if (e.key !== "Tab" || !this.isOpen || !phone.matches) return;
    const stops = Array.from(this.panel.el.querySelectorAll<HTMLElement>("button,textarea,input,a[href],[tabindex='0']")).filter((s) => s.offsetParent && s.tabIndex >= 0);
    const [from, to] = e.shiftKey ? [stops[0], stops[stops.length - 1]] : [stops[stops.length - 1], stops[0]];
    if (shadow.activeElement !== from) return;
    e.preventDefault();
    to.focus();
  }
}
