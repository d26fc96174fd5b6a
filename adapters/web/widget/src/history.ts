import { inside } from "./bubble";
import type { Chat } from "./chat";
import { button, draw, h, set } from "./dom";
import { face } from "./face";
import { Icon, icon } from "./icons";
import type { Item } from "./outbox";
import { Row, rowsOf } from "./rows";
import { dayName } from "./when";
import { Words } from "./words";

// history is the scrolling part: the log, the typing dots and, below them, a card. It keeps the reader's place:
// it follows the newest only while the reader is at the bottom or has just written.
export function history(chat: Chat, person: () => void, card: HTMLElement) {
  const log = h("div.log", { role: "log", "aria-live": "polite", "aria-label": Words.log });
  const typing = h("div.typing");
  let drawn = new Map<string, HTMLElement>();
  let bottom = true;
  let mine = 0;

  const toBottom_ = () => {
    el_.scrollTop = el_.scrollHeight;
    bottom = newest_.hidden = true;
  };
  const moved = () => {
    bottom = el_.scrollHeight - el_.scrollTop - el_.clientHeight < 60;
    if (bottom) newest_.hidden = true;
  };
  const el_ = h("div.scroll", { tabindex: 0, scroll: moved }, log, typing, card);
  const newest_ = button("newest", toBottom_, { hidden: true }, icon(Icon.down), Words.newest);
  new ResizeObserver(() => bottom && toBottom_()).observe(el_);

  const render_ = (greeting: string) => {
    const said = chat.said_();
    const hello: Item = { seq: 0, rev: 0, kind: "bot", text: greeting, at: "", author: chat.site_ };
    set(log, { "aria-busy": !chat.loaded_ });
    const grew = place([{ key_: "hello", message_: hello, first_: true, last_: true }, ...rowsOf(said, chat.conversation_?.can_ask)]);
    dots();
    const wrote = said.filter((m) => m.kind === "visitor").length;
    if (bottom || wrote > mine) toBottom_();
    else if (grew) newest_.hidden = false;
    mine = wrote;
  };

  // place brings the elements in line with rows, touching only what changed, and reports whether there are new ones.
  const place = (rows: Row[]) => {
    const before = drawn;
    drawn = new Map(rows.map(({ key_, message_ }) => [key_, before.get(key_) || h(message_ ? "div.message" : "div.day")]));
    before.forEach((el, key) => drawn.has(key) || el.remove());
    rows.forEach((row, i) => {
      const el = drawn.get(row.key_)!;
      const m = row.message_;
      const edited = m && m.seq > 0 && m.seq === chat.editing_?.seq;
      draw(el, [row, m?.client_id && (m.change_ || !m.seq) && chat.link_ === "down", edited, m && chat.own_(m)], () => {
        if (!m) return [dayName(row.day_!)];
        set(el, { ...attributes(row, m), "data-editing": edited });
        return inside(row, chat, person);
      });
      if (log.children[i] !== el) log.insertBefore(el, log.children[i]);
    });
    return rows.some(({ key_ }) => !before.has(key_));
  };

  const dots = () => {
    const who = chat.typing_;
    typing.hidden = !who;
    if (!who) return;
    const name = who.name || Words.theBot;
    draw(typing, who, () => [
      face(chat.api_, who.kind, { ...who, name }),
      h("div.dots", h("i"), h("i"), h("i"), h("span.sr", name + Words.typing)),
    ]);
  };

  return { el_, newest_, render_, toBottom_ };
}

// attributes are the hooks of a row: doc.go lists them.
function attributes({ first_, last_ }: Row, m: Item): Record<string, unknown> {
  const going = m.change_ || (!m.seq && m);
  return {
    "data-kind": m.kind,
    "data-seq": m.seq || undefined,
    "data-client": m.client_id,
    "data-code": m.code,
    "data-status": going && going.client_id && (going.failed ? "failed" : going.sent ? "sent" : "sending"),
    "data-deleted": m.deleted,
    "data-edited": m.edited,
    "data-first": first_,
    "data-last": last_,
    // One's own words need no reading out; a failure does.
    "aria-live": m.kind === "visitor" && !(going && going.failed) && "off",
  };
}
