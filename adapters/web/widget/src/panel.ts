import type { Chat } from "./chat";
import { composer } from "./composer";
import { details } from "./details";
import { attr, h } from "./dom";
import { header } from "./header";
import { history } from "./history";
import type { Keep } from "./keep";
import type { MenuItem } from "./menu";
import type { Settings } from "./settings";
import { words } from "./words";

// panel is the open chat: header, history with the details card, composer.
export function panel(chat: Chat, settings: Settings, drafts: Keep, changed: () => void, close: () => void) {
  let asking = false;

  const person = async () => {
    if (asking) return;
    asking = true;
    changed();
    await attempt(() => chat.person());
    asking = false;
    changed();
  };
  // attempt says so when what the visitor wanted did not go through.
  const attempt = async (deed: () => Promise<unknown>) => {
    write.say("");
    await deed().catch(() => write.say(words.hiccup));
  };
  const items = () => {
    const c = chat.conversation;
    const list: MenuItem[] = [];
    if (!c || !chat.log.last) return list;
    if (card.missing().length) list.push({ part: "menu-details", label: words.detailsOpen, press: card.show });
    if (c.state !== "closed") list.push({ part: "menu-end", label: words.end, ask: words.endAsk, press: () => void attempt(() => chat.end()) });
    return list;
  };
  const focus = () => write.input.focus();

  const card = details(chat, changed);
  const log = history(
    chat,
    {
      api: settings.api,
      person,
      retry: (id) => chat.outbox.retry(id),
      discard: (id) => chat.outbox.arrived(id),
      online: () => chat.link !== "down",
    },
    card.el,
  );
  const write = composer(chat, drafts, person, card.show);
  const top = header(chat, settings.api, items, close, focus);
  const drag = (on: boolean) => (e: DragEvent) => {
    if (!e.dataTransfer?.types.includes("Files")) return;
    e.preventDefault();
    attr(el, "data-drop", on);
    if (!on) write.take(e.dataTransfer.files);
  };
  const el = h(
    "section",
    "panel",
    {
      role: "dialog",
      keydown: (e: KeyboardEvent) => e.key === "Escape" && !e.isComposing && close(),
      dragover: drag(true),
      dragleave: drag(false),
      drop: drag(false),
    },
    top.el,
    log.el,
    log.newest,
    write.el,
  );
  const render = () => {
    const title = settings.title || chat.site?.name || words.chat;
    attr(el, "aria-label", title);
    card.render();
    top.render(title);
    log.render(settings.greeting || chat.site?.greeting || words.greeting);
    write.render(asking, !!chat.conversation?.details?.wanted && !!card.missing().length && card.el.hidden);
  };
  return { el, toBottom: log.toBottom, render, focus };
}
