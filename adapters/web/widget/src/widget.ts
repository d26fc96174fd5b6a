import { newChat } from "./chat";
import { h, set } from "./dom";
import { keep } from "./keep";
import { launcher } from "./launcher";
import { panel } from "./panel";
import type { Settings } from "./settings";
import { dress, followViewport, phone } from "./sheet";
import { theme } from "./theme";
import { quietly } from "./warn";

export type Widget = ReturnType<typeof widget>;

// widget ties the model to what is seen, inside one shadow root.
export function widget(host: HTMLElement, settings: Settings) {
  const shadow = host.attachShadow({ mode: "open" });
  const tab = keep(`bellhop:${settings.site}:`, "sessionStorage");
  let isOpen = false;
  let due = false;

  // changed draws soon, once for many changes; not by animation frames, which hidden tabs do not get.
  const changed = () => {
    if (!due) queueMicrotask(quietly(render));
    due = true;
  };
  const render = () => {
    due = false;
    const held = shadow.activeElement;
    set(root, { "data-open": isOpen, "data-state": chat.conversation_?.state, "data-link": chat.link_ });
    view.el_.hidden = !isOpen;
    paint(chat.site_?.color);
    view.render_();
    if (isOpen && !document.hidden) chat.seen_();
    button.render_(isOpen, chat.unread_());
    // What was pressed may be gone by it; the focus must not be. On a phone no keyboard should come for that.
    if (isOpen && held && !held.getClientRects().length) view.el_.querySelector<HTMLElement>(phone.matches ? ".scroll" : ".input")!.focus();
  };
  const show = () => {
    isOpen = true;
    tab.set_("open", "1");
    void chat.start_();
    render();
    view.toBottom_();
  };
  const open_ = () => {
    show();
    view.focus_();
  };
  const close_ = () => {
    isOpen = false;
    tab.drop_("open");
    render();
  };
  const leave = () => {
    close_();
    button.el_.focus();
  };
  // trap keeps Tab inside while the panel covers the whole page.
  const trap = (e: KeyboardEvent) => {
    if (e.key !== "Tab" || !isOpen || !phone.matches) return;
    const stops = [...view.el_.querySelectorAll<HTMLElement>("button,summary,textarea,input,a,.scroll")].filter((s) => s.offsetParent);
    if (e.shiftKey) stops.reverse();
    if (shadow.activeElement !== stops.pop()) return;
    e.preventDefault();
    stops[0].focus();
  };

  const chat = newChat(settings, changed);
  const view = panel(chat, settings, tab, changed, leave);
  const button = launcher(() => (isOpen ? leave() : open_()));
  const root = h("div.root", { "data-side": settings.position === "left" ? "left" : "right", keydown: trap }, view.el_, button.el_, button.said_);
  dress(shadow);
  shadow.append(root);
  followViewport(root);
  const paint = theme(root, settings, changed);
  document.addEventListener("visibilitychange", changed);
  // A panel that was open stays open on the next page, except where it would cover it.
  if (tab.get_("open") && !phone.matches) show();
  else render();
  return { identify_: chat.identify_, open_, close_ };
}
