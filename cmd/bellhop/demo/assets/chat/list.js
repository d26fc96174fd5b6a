import { h } from "../dom.js";
import { icon } from "../icon.js";

const near = 80; // px from the end that count as at the end

// List shows rows by key: {key, sig, make, quiet}. A row is made again only when its sig changes, so that focus and selection stay
// where they are. It stays at the end while the reader is there.
export class List {
  constructor(label) {
    this.rows = new Map();
    this.inner = h("div", { class: "rows" });
    this.scroll = h("div", { class: "scroll", tabindex: "0", role: "log", "aria-label": label }, this.inner);
    this.more = h("button", { type: "button", class: "newest", hidden: true, click: () => this.toEnd() }, icon("down"), "New messages");
    this.el = h("div", { class: "list" }, this.scroll, this.more);
    this.scroll.addEventListener("scroll", () => this.atEnd() && (this.more.hidden = true), { passive: true });
    const grown = new ResizeObserver(() => this.stuck && this.toEnd());
    for (const el of [this.scroll, this.inner]) grown.observe(el); // pictures come later than their rows
    this.scroll.addEventListener("scroll", () => (this.stuck = this.atEnd()), { passive: true });
    this.clear();
  }

  // clear forgets all rows; the next draw counts nothing as new.
  clear() {
    this.rows.clear();
    this.inner.replaceChildren();
    this.first = this.stuck = true;
    this.more.hidden = true;
  }

  draw(rows) {
    const stick = this.stuck;
    const keep = new Set(rows.map((r) => r.key));
    for (const [key, row] of this.rows) {
      if (keep.has(key)) continue;
      row.el.remove();
      this.rows.delete(key);
    }
    let before = null;
    let news = false;
    for (const row of rows) {
      const el = this.place(row);
      news ||= el.classList.contains("fresh") && this.rows.get(row.key).born;
      const next = before ? before.nextSibling : this.inner.firstChild;
      if (next !== el) this.inner.insertBefore(el, next);
      before = el;
    }
    for (const row of this.rows.values()) row.born = false;
    this.first = false;
    if (stick) this.toEnd();
    else if (news) this.more.hidden = false;
  }

  // place finds the row's element, new or made again as needed.
  place(row) {
    const old = this.rows.get(row.key);
    if (old?.sig === row.sig) return old.el;
    const el = row.make();
    if (old) {
      const focused = old.el.contains(document.activeElement) && document.activeElement.dataset.action;
      if (!row.quiet) el.classList.add("changed");
      old.el.replaceWith(el);
      if (focused) (el.querySelector(`[data-action="${CSS.escape(focused)}"]`) || this.scroll).focus({ preventScroll: true });
    } else if (!this.first && !row.quiet) {
      el.classList.add("fresh");
    }
    this.rows.set(row.key, { el, sig: row.sig, born: !old });
    return el;
  }

  atEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < near;
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.stuck = true;
    this.more.hidden = true;
  }
}
