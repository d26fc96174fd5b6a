import { h, plural, setText } from "../dom.js";
import { icon } from "../icon.js";

// Status is what the operator's command prints, asked for again and again.
export class Status {
  constructor(retry) {
    this.verdict = h("span", { class: "verdict", role: "status" });
    this.away = h("p", { class: "away-line", hidden: true }, icon("power"), h("span", {}, "The server is away. The command needs none: it reads the database."));
    this.out = h("div", { class: "printed", tabindex: "0", role: "region", "aria-label": "What the command prints" });
    const again = h("button", { type: "button", class: "b-button", title: "bellhop outbox retry", click: retry }, "Send it now");
    this.el = h("section", { class: "status", "aria-labelledby": "status-title" },
      h("header", { class: "status-head" }, icon("terminal"), h("h3", { id: "status-title" }, "What ", h("code", {}, "bellhop status"), " says"), this.verdict),
      this.away, this.out,
      h("footer", { class: "status-foot" }, h("span", {}, "Asked every two seconds"), again));
  }

  draw({ text, works, untold, state }) {
    this.away.hidden = state.serves;
    this.judge(works && !untold ? "good" : works ? "late" : "bad", !works ? "broken" : untold ? plural(untold, "waits", "wait") : "all is told");
    if (text === this.text) return;
    this.text = text;
    this.out.replaceChildren(...text.trimEnd().split("\n").map(lineOf));
  }

  fail(words) {
    this.judge("bad", "not known");
    this.text = "";
    this.out.replaceChildren(h("p", { class: "bad" }, words));
  }

  judge(kind, words) {
    this.verdict.dataset.kind = kind;
    setText(this.verdict, words);
  }
}

// lineOf is a printed line; columns that were padded for a terminal may break here.
function lineOf(text) {
  const kind = /^\S/.test(text) ? "head" : /^\s*cure:/.test(text) ? "cure" : /DOES NOT WORK|^ {2}(held|dead|maybe) /.test(text) ? "bad" : /  works, /.test(text) ? "good" : "";
  const deep = /^\s*/.exec(text)[0].length;
  return h("p", { class: kind || undefined, "data-deep": String(Math.min(deep, 4)) }, text.trim() || "\u00a0");
}
