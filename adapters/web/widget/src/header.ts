import type { Chat } from "./chat";
import { button, draw, h, set } from "./dom";
import { face } from "./face";
import { Icon, icon } from "./icons";
import { menu, MenuItem } from "./menu";
import { states, Words } from "./words";

// header says whose chat this is, and in one line who is there.
export function header(chat: Chat, items: () => MenuItem[], close: () => void, back: () => void) {
  const title = h("h2.title");
  const state = h("p.state", { role: "status" });
  const portrait = h("div.portrait");
  const more = menu("menu-button", Words.menu, items, back);
  const el_ = h("header.header", portrait, h("div.who", title, state), more.el_,
    button("close", close, { "aria-label": Words.close }, icon(Icon.close)));
  const render_ = (name: string) => {
    const c = chat.conversation_;
    const agent = c?.state === "active" && c.agent;
    const who = agent || { name };
    draw(portrait, [agent, name], () => [face(chat.api_, agent ? "agent" : "bot", who)]);
    set(title, { text: who.name });
    set(state, { text: line(chat), "data-tone": /down|refused/.test(chat.link_) ? "off" : c?.state });
    more.render_();
  };
  return { el_, render_ };
}

function line({ conversation_: c, link_: link }: Chat): string {
  if (link === "refused") return Words.refused;
  if (link === "down") return Words.offline;
  if (!c) return states.bot;
  if (c.state === "queued") return c.rung ? Words.rung : Words.looking;
  if (c.state === "active") return c.agent ? Words.here : Words.someone;
  return states[c.state];
}
