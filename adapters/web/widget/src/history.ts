import { BubbleDeeds, fill } from "./bubble";
import type { Chat } from "./chat";
import { attr, button, h, text } from "./dom";
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
  private log = h("div", { part: "log", role: "log", "aria-live": "polite", "aria-label": words.log, "aria-relevant": "additions text" });
  private typing = h("div", { part: "typing", hidden: true });
  private rows = new Map<string, { el: HTMLElement; sign: string }>();
  private bottom = true;
  private mine = 0;
  private typist = "";

  constructor(
    private chat: Chat,
    private deeds: BubbleDeeds,
    card: HTMLElement,
  ) {
    this.el = h("div", { part: "scroll", tabindex: "0", role: "region", "aria-label": words.log, scroll: () => this.moved() }, this.log, this.typing, card);
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
    let next: ChildNode | null = this.log.firstChild;
    const live = new Set(rows.map((r) => r.key));
    for (const [key, had] of this.rows) {
      if (live.has(key)) continue;
      if (next === had.el) next = next.nextSibling;
      had.el.remove();
      this.rows.delete(key);
    }
    for (const row of rows) {
      let had = this.rows.get(row.key);
      if (!had) {
        had = { el: h("div"), sign: "" };
        this.rows.set(row.key, had);
        grew = true;
      }
      const sign = signature(row, this.deeds.online());
      if (sign !== had.sign) this.draw(had.el, row);
      had.sign = sign;
      if (had.el === next) next = next.nextSibling;
      else this.log.insertBefore(had.el, next);
    }
    return grew;
  }

  private draw(el: HTMLElement, row: Row): void {
    const m = row.message;
    attr(el, "part", m ? "message" : "day");
    if (!m) return text(el, day(row.day!, Date.now()));
    attr(el, "data-kind", m.kind);
    attr(el, "data-seq", m.seq || undefined);
    attr(el, "data-client", m.client_id);
    attr(el, "data-code", m.code);
    attr(el, "data-status", row.item ? (row.item.failed ? "failed" : row.item.seq ? "sent" : "sending") : undefined);
    attr(el, "data-deleted", m.deleted);
    attr(el, "data-edited", m.edited);
    attr(el, "data-first", row.first);
    attr(el, "data-last", row.last);
    // One's own words need no reading out; a failure does.
    attr(el, "aria-live", m.kind === "visitor" && !row.item?.failed ? "off" : undefined);
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
      h("div", { part: "dots" }, h("i"), h("i"), h("i"), h("span", { class: "sr" }, words.typing(name))),
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
