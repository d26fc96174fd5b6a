import type { Chat } from "./chat";
import { attr, button, h, text } from "./dom";
import { face } from "./face";
import { icon } from "./icons";
import { menu, MenuItem } from "./menu";
import { words } from "./words";

// header says whose chat this is, and in one line who is there.
export function header(chat: Chat, api: string, items: () => MenuItem[], close: () => void, back: () => void) {
  const title = h("h2", "title");
  const state = h("p", "state", { role: "status" });
  const portrait = h("div", "portrait");
  const more = menu(items, back);
  let shown = "";
  const el = h("header", "header", {}, portrait, h("div", "who", {}, title, state), more.el, button("close", close, { "aria-label": words.close }, icon("close")));
  const render = (name: string) => {
    const agent = chat.conversation?.state === "active" ? chat.conversation.agent : undefined;
    if (agent) name = agent.name;
    const kind = agent ? "agent" : "bot";
    const sign = kind + name + agent?.avatar;
    if (sign !== shown) portrait.replaceChildren(face(api, kind, name, agent?.avatar));
    shown = sign;
    text(title, name);
    text(state, line(chat));
    attr(state, "data-tone", /down|refused/.test(chat.link) ? "off" : chat.conversation?.state);
    more.render();
  };
  return { el, render };
}

function line({ conversation: c, link }: Chat): string {
  if (link === "refused") return words.refused;
  if (link === "down") return words.offline;
  if (!c) return link === "starting" ? words.connecting : words.bot;
  if (c.state === "queued") return c.rung ? words.rung : words.looking;
  if (c.state === "active") return c.agent ? words.here : words.someone;
  return words[c.state];
}
