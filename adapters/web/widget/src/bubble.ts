import { clean } from "./clean";
import { button, h } from "./dom";
import { face } from "./face";
import { icon } from "./icons";
import type { Item } from "./outbox";
import type { Row } from "./rows";
import { clock } from "./when";
import type { FileName, Message } from "./wire";
import { words } from "./words";

export interface BubbleDeeds {
  api: string;
  person(): void;
  retry(id: string): void;
  discard(id: string): void;
  online(): boolean;
}

// fill builds what one row shows into el, which stays the same element through all versions of the message.
export function fill(el: HTMLElement, row: Row, deeds: BubbleDeeds): void {
  const m = row.message!;
  const name = m.author?.name || (m.kind === "bot" ? words.theBot : words.team);
  if (m.kind === "system") {
    el.replaceChildren(h("p", "line", { dir: "auto" }, m.text));
    return;
  }
  const mine = m.kind === "visitor";
  const speaker = mine ? h("span", "sr", {}, words.you + ": ") : row.first && h("p", "author", { dir: "auto" }, name);
  const column = h("div", "column", {}, speaker, body(m, row.offer && offer(deeds)), foot(row, m, deeds));
  el.replaceChildren(...(mine ? [] : [row.last ? face(deeds.api, m.kind, name, m.author?.avatar) : h("span", "gap")]), column);
}

function body(m: Message, more?: HTMLElement | false): HTMLElement {
  const bubble = h("div", "bubble", { dir: "auto" });
  if (m.deleted) {
    bubble.append(h("em", "", {}, words.deleted));
    return bubble;
  }
  const rich = m.html ? clean(m.html) : undefined;
  if (rich?.textContent?.trim()) bubble.append(rich);
  else if (m.text) bubble.append(h("p", "plain", {}, m.text));
  for (const f of m.files || []) bubble.append(file(f));
  if (more) bubble.append(more);
  return bubble;
}

function file(f: FileName): HTMLElement {
  return h("div", "file", {}, icon("file"), h("span", "", {}, h("bdi", "", {}, f.name), " ", bytes(f), h("small", "uncrossed", {}, words.uncrossed)));
}

export function bytes(f: FileName): HTMLElement | undefined {
  return f.size ? h("small", "", {}, Math.ceil(f.size / 1000).toLocaleString() + " kB") : undefined;
}

function offer(deeds: BubbleDeeds): HTMLElement {
  return button("offer", () => deeds.person(), {}, icon("bell"), words.person);
}

function foot(row: Row, m: Message, deeds: BubbleDeeds): HTMLElement | false {
  const item = row.item;
  if (item?.failed) return failed(item, deeds);
  const marks = [
    item && !item.seq ? (deeds.online() ? words.sending : words.waiting) : row.last && m.at && clock(Date.parse(m.at)),
    m.edited && !m.deleted && words.edited,
  ].filter(Boolean);
  return !!marks.length && h("p", "meta", {}, marks.join(" · "));
}

function failed(item: Item, deeds: BubbleDeeds): HTMLElement {
  return h("p", "meta", {},
    h("span", "reason", {}, words.failed + ": " + item.failed),
    button("retry", () => deeds.retry(item.id), {}, words.retry),
    button("discard", () => deeds.discard(item.id), {}, words.discard),
  );
}
