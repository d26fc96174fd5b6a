import { Chat } from "./chat";
import { attr, h } from "./dom";
import { Keep } from "./keep";
import { launcher } from "./launcher";
import { panel } from "./panel";
import type { Settings } from "./settings";
import { sheet } from "./sheet";
import base from "./base.css";
import frame from "./frame.css";
import log from "./log.css";
import compose from "./compose.css";
import { theme } from "./theme";
import { followViewport, phone } from "./viewport";
import { quietly } from "./warn";

export interface Widget {
  chat: Chat;
  open(): void;
  close(): void;
}

// widget ties the model to what is seen, inside one shadow root.
export function widget(host: HTMLElement, settings: Settings): Widget {
  const shadow = host.attachShadow({ mode: "open" });
  sheet(shadow, base + frame + log + compose);
  followViewport(shadow);
  const tab = new Keep(`bellhop:${settings.site}:`, "sessionStorage");
  let isOpen = false;
  let due = false;

  // changed draws soon, once for many changes; not by animation frames, which hidden tabs do not get.
  const changed = () => {
    if (due) return;
    due = true;
    queueMicrotask(quietly(render));
  };
  const render = () => {
    due = false;
    const held = shadow.activeElement;
    attr(root, "data-open", isOpen);
    attr(root, "data-state", chat.conversation?.state);
    attr(root, "data-link", chat.link);
    view.el.hidden = !isOpen;
    siteColor(chat.site?.color);
    view.render();
    if (isOpen && !document.hidden) chat.seen();
    button.render(isOpen, chat.unread().length);
    // What was pressed may be gone by it; the focus must not be. On a phone no keyboard should come for that.
    if (isOpen && held && !held.getClientRects().length) view.el.querySelector<HTMLElement>(phone.matches ? ".scroll" : ".input")!.focus();
  };
  const show = () => {
    isOpen = true;
    tab.set("open", "1");
    void chat.start();
    render();
    view.toBottom();
  };
  const open = () => {
    show();
    view.focus();
  };
  const close = () => {
    isOpen = false;
    tab.drop("open");
    render();
  };
  const leave = () => {
    close();
    button.el.focus();
  };
  // trap keeps Tab inside while the panel covers the whole page.
  const trap = (e: KeyboardEvent) => {
    if (e.key !== "Tab" || !isOpen || !phone.matches) return;
    const stops = Array.from(view.el.querySelectorAll<HTMLElement>("button,summary,textarea,input,a,.scroll")).filter((s) => s.offsetParent);
    if (e.shiftKey) stops.reverse();
    if (shadow.activeElement !== stops[stops.length - 1]) return;
    e.preventDefault();
    stops[0].focus();
  };

  const chat = new Chat(settings, changed);
  const view = panel(chat, settings, tab, changed, leave);
  const button = launcher(() => (isOpen ? leave() : open()));
  const root = h("div", "root", { "data-side": settings.side, keydown: trap }, view.el, button.el, button.said);
  shadow.append(root);
  const siteColor = theme(shadow, root, settings);
  document.addEventListener("visibilitychange", changed);
  // A panel that was open stays open on the next page, except where it would cover it.
  if (tab.get("open") && !phone.matches) show();
  else render();
  return { chat, open, close };
}
