import type { Chat } from "./chat";
import { clean } from "./clean";
import { button, h, Kid } from "./dom";
import { face } from "./face";
import { shown } from "./file";
import { Icon, icon } from "./icons";
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
  const column = h("div.column",
    mine ? h("span.sr", Words.you) : row.first_ && h("p.author", { dir: "auto" }, who.name),
    h("div.bubble", { dir: "auto" }, ...body(m), row.offer_ && button("offer", person, icon(Icon.bell), Words.person)),
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

function foot(row: Row, m: Item, chat: Chat): Kid {
  if (m.failed) {
    return h("p.meta",
      h("span.reason", Words.failed + m.failed),
      button("retry", () => chat.outbox_.retry_(m), Words.retry),
      button("discard", () => chat.outbox_.arrived_(m.client_id!), Words.discard),
    );
  }
  const going = !m.seq && m.client_id && !m.sent;
  const marks = [
    going ? (chat.link_ === "down" ? Words.waiting : Words.sending) : row.last_ && m.at && clock(m.at),
    m.edited && !m.deleted && Words.edited,
  ].filter(Boolean).join(" · ");
  return marks && h("p.meta", marks);
}
