import { call } from "../call.js";
import { h, setText } from "../dom.js";
import { icon } from "../icon.js";
import { isSeen, showTab } from "../tabs.js";
import { toast } from "../toast.js";
import { Row } from "./row.js";
import { Status } from "./status.js";

const often = 2000; // ms between two looks

// TroublePane is where the demo's world is broken, beside what the operator is told about it.
export class TroublePane {
  constructor(root, button) {
    Object.assign(this, { root, button, rows: new Map(), busy: false });
    this.badge = h("span", { class: "badge-count", hidden: true });
    button.append(this.badge);
    this.list = h("ul", { class: "troubles" });
    this.status = new Status(() => this.retry());
    const close = h("button", { type: "button", class: "close", "aria-label": "Close", title: "Close", click: () => this.toggle(false) }, icon("close"));
    root.append(h("header", { class: "trouble-head" }, h("h2", {}, "Break something"), close), h("div", { class: "trouble-body" }, this.list, this.status.el));
    button.addEventListener("click", () => this.toggle(!document.body.classList.contains("breaking")));
    root.addEventListener("keydown", (e) => e.key === "Escape" && this.toggle(false));
    for (const on of ["demo:tab", "visibilitychange"]) document.addEventListener(on, () => this.look());
    document.addEventListener("demo:state", (e) => this.show(e.detail));
  }

  // toggle opens and closes the pane on a wide screen, where it stands beside the sides.
  toggle(open) {
    document.body.classList.toggle("breaking", open);
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.root.querySelector("button").focus({ preventScroll: true });
    else if (this.button.checkVisibility()) this.button.focus();
    else showTab("website");
    document.dispatchEvent(new CustomEvent("demo:tab"));
  }

  show({ troubles }) {
    for (const t of troubles) {
      if (!this.rows.has(t.id)) {
        const row = new Row(t, (on) => this.set(row, t.id, on));
        this.rows.set(t.id, row);
        this.list.append(row.el);
      }
      this.rows.get(t.id).draw(t);
    }
    const wrong = troubles.filter((t) => t.state !== "off").length;
    this.wrong = wrong > 0;
    this.badge.hidden = !wrong;
    setText(this.badge, String(wrong));
    this.wait();
  }

  // set breaks or repairs; what was broken last is explained, and what is well again no more.
  async set(row, trouble, on) {
    row.wait(true);
    for (const r of this.rows.values()) if (on && (r === row || r.trouble.state === "off")) r.open(r === row);
    try {
      tell(await call("/demo/break", { trouble, on }));
    } catch (err) {
      toast(err.message);
    }
    row.wait(false);
    this.look();
  }

  async retry() {
    try {
      const { due } = await call("/demo/retry", {});
      toast(due ? `${due} due now: the server sends within seconds.` : "Nothing was held or refused.");
    } catch (err) {
      toast(err.message);
    }
    this.look();
  }

  // wait looks again after a while, for as long as somebody looks or something is broken.
  wait() {
    clearTimeout(this.timer);
    if (!document.hidden && (isSeen("break") || this.wrong)) this.timer = setTimeout(() => this.look(), often);
  }

  async look() {
    if (this.looking || document.hidden) return;
    this.looking = true;
    try {
      const report = await call("/demo/status");
      this.status.draw(report);
      tell(report.state);
    } catch (err) {
      this.status.fail(err.message);
      this.wait();
    }
    this.looking = false;
  }
}

// tell gives a new state to all who show a part of it.
export function tell(state) {
  document.dispatchEvent(new CustomEvent("demo:state", { detail: state }));
}
