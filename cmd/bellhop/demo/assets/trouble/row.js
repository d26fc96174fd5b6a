import { h, setText } from "../dom.js";
import { icon } from "../icon.js";

// Row is one thing that can be broken: what it is, what to watch, and the button that breaks and repairs it.
export class Row {
  constructor(trouble, set) {
    this.trouble = trouble;
    const watch = "watch-" + trouble.id;
    this.title = h("button", { type: "button", class: "trouble-title", "aria-expanded": "false", "aria-controls": watch, click: () => this.open(this.watch.hidden) }, icon(trouble.icon), h("span", {}, trouble.title));
    this.button = h("button", { type: "button", class: "trouble-do", "data-trouble": trouble.id, "aria-describedby": watch, click: () => this.press(set) });
    this.watch = h("p", { class: "watch", id: watch, hidden: true }, trouble.watch);
    this.note = h("p", { class: "note", role: "status", hidden: true });
    this.el = h("li", { class: "trouble" }, h("div", { class: "trouble-line" }, this.title, this.button), this.watch, this.note);
  }

  press(set) {
    if (this.busy || this.button.getAttribute("aria-disabled") === "true") return;
    const on = this.trouble.state === "off";
    set(on);
  }

  open(open) {
    this.watch.hidden = !open;
    this.title.setAttribute("aria-expanded", String(open));
  }

  wait(busy) {
    this.busy = busy;
    if (busy) this.button.setAttribute("aria-busy", "true");
    else this.button.removeAttribute("aria-busy");
  }

  draw(trouble) {
    this.trouble = trouble;
    const off = trouble.state === "off";
    this.el.dataset.state = trouble.state;
    const restarts = !trouble.undo;
    setText(this.button, off ? (restarts ? "Restart" : "Break") : trouble.undo || "Away…");
    this.button.setAttribute("aria-label", `${this.button.textContent}: ${trouble.title}`);
    this.button.setAttribute("aria-disabled", String(!off && restarts));
    const words = noteOf(trouble);
    this.note.hidden = !words;
    setText(this.note, words);
  }
}

// noteOf says how it goes.
function noteOf({ state, left_seconds: left, met = 0, undo }) {
  const times = met === 1 ? "one post" : `${met} posts`;
  if (state === "armed") return "Waiting for the next post. Write something in the shop.";
  if (state === "on" && left) return `${left} more seconds${met ? `, ${times} refused so far` : ""}.`;
  if (state === "on") return undo ? "" : "Killed. It starts again by itself.";
  return met ? `It met ${times}, and is over.` : "";
}
