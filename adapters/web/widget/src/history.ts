import { BubbleDeeds, fill } from "./bubble";
import type { Chat } from "./chat";
import { attr, attrs, button, h, text } from "./dom";
import { face } from "./face";
import { icon } from "./icons";
import { Row, rowsOf } from "./rows";
import { day } from "./when";
import type { Message } from "./wire";
import { words } from "./words";

// History is the scrolling part: the log, the typing dots and, below them, a card. It keeps the reader's place:
// it follows the newest only while the reader is at the bottom or has just written.
export class History {
  readonly el: HTMLElement;
  readonly newest: HTMLButtonElement;
  private log = h("div", "log", { role: "log", "aria-live": "polite", "aria-label": words.log });
  private typing = h("div", "typing", { hidden: true });
  private rows = new Map<string, { el: HTMLElement; sign: string }>();
  private bottom = true;
  private mine = 0;
  private typist = "";

  constructor(
    private chat: Chat,
    private deeds: BubbleDeeds,
    card: HTMLElement,
  ) {
    this.el = h("div", "scroll", { tabindex: "0", scroll: () => this.moved() }, this.log, this.typing, card);
    this.newest = button("newest", () => this.toBottom(), { hidden: true }, icon("down"), words.newest);
    new ResizeObserver(() => this.bottom && this.toBottom()).observe(this.el);
  }

  render(greeting: string): void {
    const { chat } = this;
    const messages = chat.log.all();
    const items = chat.outbox.list();
    const rows = rowsOf(messages, items, !!chat.conversation?.can_ask);
    if (greeting) rows.unshift(hello(greeting, chat.site?.name));
    attr(this.log, "aria-busy", chat.loaded ? undefined : "true");
    const wrote = messages.filter((m) => m.kind === "visitor").length + items.length;
    const grew = this.place(rows);
    this.dots();
    if (wrote > this.mine) this.bottom = true;
    this.mine = wrote;
    if (this.bottom) this.toBottom();
    else if (grew) this.newest.hidden = false;
  }

  toBottom(): void {
    this.el.scrollTop = this.el.scrollHeight;
    this.bottom = true;
    this.newest.hidden = true;
  }

  private moved(): void {
    this.bottom = this.el.scrollHeight - this.el.scrollTop - this.el.clientHeight < 60;
    if (this.bottom) this.newest.hidden = true;
  }

  // place brings the elements in line with rows, touching only what changed.
  private place(rows: Row[]): boolean {
    let grew = false;
    const live = new Set(rows.map((r) => r.key));
    for (const [key, { el }] of this.rows) {
      if (live.has(key)) continue;
      el.remove();
      this.rows.delete(key);
    }
    rows.forEach((row, i) => {
      let had = this.rows.get(row.key);
      if (!had) {
        had = { el: h("div", ""), sign: "" };
        this.rows.set(row.key, had);
        grew = true;
      }
      const sign = signature(row, this.deeds.online());
      if (sign !== had.sign) this.draw(had.el, row);
      had.sign = sign;
      const there = this.log.children[i];
      if (there !== had.el) this.log.insertBefore(had.el, there || null);
    });
    return grew;
  }

  private draw(el: HTMLElement, row: Row): void {
    const m = row.message;
    const name = m ? "message" : "day";
    attrs(el, { part: name, class: name });
    if (!m) return text(el, day(row.day!));
    const item = row.item;
    const mine = m.kind === "visitor";
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
      "aria-live": mine && !item?.failed && "off",
    });
    fill(el, row, this.deeds);
  }

  private dots(): void {
    const who = this.chat.typing;
    const sign = who ? who.kind + who.name : "";
    if (sign === this.typist) return;
    this.typist = sign;
    this.typing.hidden = !who;
    if (!who) return this.typing.replaceChildren();
    const name = who.name || words.theBot;
    this.typing.replaceChildren(
      face(this.deeds.api, who.kind, name, who.avatar),
      h("div", "dots", {}, h("i", ""), h("i", ""), h("i", ""), h("span", "sr", {}, words.typing(name))),
    );
  }
}

function hello(greeting: string, site?: string): Row {
  const message: Message = { seq: 0, rev: 0, kind: "bot", text: greeting, at: "", author: site ? { name: site } : undefined };
  return { key: "hello", message, first: true, last: true };
}

function signature(row: Row, online: boolean): string {
  const { message: m, item } = row;
  if (!m) return "day";
  return [m.rev, m.seq, m.text, m.author?.name, row.first, row.last, row.offer, item?.seq, item?.failed, !!item && online].join("\u0001");
}
