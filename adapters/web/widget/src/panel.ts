import type { Refusal } from "./call";
import type { Chat } from "./chat";
import { composer } from "./composer";
import { details } from "./details";
import { h, set } from "./dom";
import { header } from "./header";
import { history } from "./history";
import type { Keep } from "./keep";
import type { MenuItem } from "./menu";
import type { Settings } from "./settings";
import { Words } from "./words";

// panel is the open chat: header, history with the details card, composer.
export function panel(chat: Chat, settings: Settings, drafts: Keep, changed: () => void, close: () => void) {
  let asking = false;

  const person = async () => {
    if (asking) return;
    asking = true;
    changed();
    await attempt(chat.person_);
    asking = false;
    changed();
  };
  // attempt says so when what the visitor wanted did not go through.
  const attempt = async (deed: () => Promise<unknown>) => {
    write.say_("");
    await deed().catch((e: Refusal) => write.say_(e.code ? e.message : Words.hiccup));
  };
  const items = () => {
    const list: MenuItem[] = [];
    const state = chat.log_.last_ && chat.conversation_?.state;
    if (state && card.missing_().length) list.push({ part_: "details", label_: Words.detailsOpen, press_: card.show_ });
    if (state && state !== "closed") list.push({ part_: "end", label_: Words.end, ask_: [Words.endAsk, Words.endYes], press_: () => attempt(chat.end_) });
    return list;
  };
  const focus_ = () => write.input_.focus();

  const card = details(chat, changed);
  const log = history(chat, person, card.el_);
  const write = composer(chat, drafts, person, card.show_);
  const top = header(chat, items, close, focus_);
  const drag = (on: boolean) => (e: DragEvent) => {
    if (!e.dataTransfer?.types.includes("Files")) return;
    e.preventDefault();
    set(el_, { "data-drop": on });
    if (!on) write.take_(e.dataTransfer.files);
  };
  const el_ = h("section.panel", {
    role: "dialog",
    keydown: (e: KeyboardEvent) => e.key === "Escape" && !e.isComposing && close(),
    dragover: drag(true),
    dragleave: drag(false),
    drop: drag(false),
  }, top.el_, log.el_, log.newest_, write.el_);
  const render_ = () => {
    const title = settings.title || chat.site_?.name || Words.chat;
    set(el_, { "aria-label": title });
    card.render_();
    top.render_(title);
    log.render_(settings.greeting || chat.site_?.greeting || Words.greeting);
    write.render_(asking, chat.conversation_?.details?.wanted && card.missing_().length > 0 && card.el_.hidden);
  };
  return { el_, toBottom_: log.toBottom_, render_, focus_ };
}
