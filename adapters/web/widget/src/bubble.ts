import type { Chat } from "./chat";
import { clean } from "./clean";
import { button, h, Kid } from "./dom";
import { face } from "./face";
import { shown } from "./file";
import { Icon, icon } from "./icons";
import { menu } from "./menu";
import type { Item } from "./outbox";
import type { Row } from "./rows";
import { clock } from "./when";
import { Words } from "./words";

// inside is what one message's row consists of.
export function inside(row: Row, chat: Chat, person: () => void): Node[] {
  const m = row.message_!;
  const { kind, author } = m;
  if (kind === "system") return [h("p.line", { dir: "auto" }, m.text)];
  const who = { ...author, name: author?.name || (kind === "bot" ? Words.theBot : Words.team) };
  const mine = kind === "visitor";
  const more = chat.own_(m) && changes(m, chat);
  const column = h("div.column",
    more && held(() => (more.open = true)),
    mine ? h("span.sr", Words.you) : row.first_ && h("p.author", { dir: "auto" }, who.name),
    h("div.bubble", { dir: "auto" }, ...body(m), row.offer_ && button("offer", person, icon(Icon.bell), Words.person)),
    more,
    foot(row, m, chat),
  );
  return mine ? [column] : [row.last_ ? face(chat.api_, kind, who) : h("span.gap"), column];
}

function body(m: Item): Kid[] {
  if (m.deleted) return [h("em", Words.deleted)];
  const rich = m.html ? clean(m.html) : undefined;
  return [
    rich?.textContent?.trim() ? rich : m.text && h("p.plain", m.text),
    ...(m.files || []).map(shown),
  ];
}

// held are the listeners for a long press; not every phone has an event for it.
function held(then: () => void) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  return { touchstart: () => (timer = setTimeout(then, 500)), touchend: stop, touchmove: stop, touchcancel: stop };
}

// changes is what the visitor can do to a message of their own.
function changes(m: Item, chat: Chat): HTMLDetailsElement {
  const gone = () => {
    if (chat.editing_?.seq === m.seq) chat.edit_();
    chat.outbox_.change_(m.seq);
  };
  return menu("change", Words.change, () => [
    { part_: "edit", label_: Words.edit, press_: () => chat.edit_(m) },
    { part_: "delete", label_: Words.delete, press_: gone, ask_: [Words.deleteAsk, Words.delete] },
  ]).el_;
}

function foot(row: Row, m: Item, chat: Chat): Kid {
  const i = m.change_ || m;
  if (i.failed) {
    return h("p.meta",
      h("span.reason", Words.failed + i.failed),
      button("retry", () => chat.outbox_.retry_(i), Words.retry),
      button("discard", () => chat.outbox_.arrived_(i.client_id!), Words.discard),
    );
  }
  const going = !i.seq && i.client_id && !i.sent;
  const marks = [
    going ? (chat.link_ === "down" ? Words.waiting : Words.sending) : row.last_ && m.at && clock(m.at),
    m.edited && !m.deleted && Words.edited,
  ].filter(Boolean).join(" · ");
  return marks && h("p.meta", marks);
}
