import { BubbleDeeds, fill } from "./bubble";
import type { Chat } from "./chat";
import { attr, attrs, button, h, text } from "./dom";
import { face } from "./face";
import { icon } from "./icons";
import { Row, rowsOf } from "./rows";
import { day } from "./when";
import type { Message } from "./wire";
import { words } from "./words";

// history is the scrolling part: the log, the typing dots and, below them, a card. It keeps the reader's place:
// it follows the newest only while the reader is at the bottom or has just written.
export function history(chat: Chat, deeds: BubbleDeeds, card: HTMLElement) {
  const log = h("div", "log", { role: "log", "aria-live": "polite", "aria-label": words.log });
  const typing = h("div", "typing");
  const drawn = new Map<string, { el: HTMLElement; sign: string }>();
  let bottom = true;
  let mine = 0;
  let typist = "";

  const toBottom = () => {
    el.scrollTop = el.scrollHeight;
    bottom = newest.hidden = true;
  };
  const moved = () => {
    bottom = el.scrollHeight - el.scrollTop - el.clientHeight < 60;
    if (bottom) newest.hidden = true;
  };
  const el = h("div", "scroll", { tabindex: "0", scroll: moved }, log, typing, card);
  const newest = button("newest", toBottom, {}, icon("down"), words.newest);
  new ResizeObserver(() => bottom && toBottom()).observe(el);

  const render = (greeting: string) => {
    const messages = chat.log.all();
    const items = chat.outbox.list();
    attr(log, "aria-busy", !chat.loaded && "true");
    const wrote = messages.filter((m) => m.kind === "visitor").length + items.length;
    const grew = place([hello(greeting, chat.site?.name), ...rowsOf(messages, items, !!chat.conversation?.can_ask)]);
    dots();
    if (bottom || wrote > mine) toBottom();
    else if (grew) newest.hidden = false;
    mine = wrote;
  };

  // place brings the elements in line with rows, touching only what changed, and reports whether there are new ones.
  const place = (rows: Row[]) => {
    let grew = false;
    const live = new Set(rows.map((r) => r.key));
    for (const [key, { el }] of drawn) {
      if (live.has(key)) continue;
      el.remove();
      drawn.delete(key);
    }
    rows.forEach((row, i) => {
      let had = drawn.get(row.key);
      if (!had) {
        had = { el: h("div", ""), sign: "" };
        drawn.set(row.key, had);
        grew = true;
      }
      const sign = signature(row, deeds.online());
      if (sign !== had.sign) draw(had.el, row, deeds);
      had.sign = sign;
      const there = log.children[i];
      if (there !== had.el) log.insertBefore(had.el, there || null);
    });
    return grew;
  };

  const dots = () => {
    const who = chat.typing;
    const name = who?.name || words.theBot;
    const sign = who ? who.kind + name : "";
    typing.hidden = !who;
    if (who && sign !== typist) {
      typing.replaceChildren(
        face(deeds.api, who.kind, name, who.avatar),
        h("div", "dots", {}, h("i", ""), h("i", ""), h("i", ""), h("span", "sr", {}, words.typing(name))),
      );
    }
    typist = sign;
  };

  newest.hidden = true;
  return { el, newest, render, toBottom };
}

function draw(el: HTMLElement, row: Row, deeds: BubbleDeeds): void {
  const { message: m, item } = row;
  const name = m ? "message" : "day";
  attrs(el, { part: name, class: name });
  if (!m) return text(el, day(row.day!));
  attrs(el, {
    "data-kind": m.kind,
    "data-seq": m.seq || undefined,
    "data-client": m.client_id,
    "data-code": m.code,
    "data-status": item && (item.failed ? "failed" : item.seq ? "sent" : "sending"),
    "data-deleted": m.deleted,
    "data-edited": m.edited,
    "data-first": row.first,
    "data-last": row.last,
    // One's own words need no reading out; a failure does.
    "aria-live": m.kind === "visitor" && !item?.failed && "off",
  });
  fill(el, row, deeds);
}

function hello(greeting: string, site?: string): Row {
  const message: Message = { seq: 0, rev: 0, kind: "bot", text: greeting, at: "", author: site ? { name: site } : undefined };
  return { key: "hello", message, first: true, last: true };
}

function signature(row: Row, online: boolean): string {
  const { message: m, item } = row;
  return m ? [m.rev, m.seq, m.text, m.author?.name, row.first, row.last, row.offer, item?.seq, item?.failed, !!item && online].join("\u0001") : "day";
}
