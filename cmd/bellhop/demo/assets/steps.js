import { setText } from "./dom.js";

const order = ["write", "ask", "answer"];

const hints = {
  write: "Open the chat in the shop’s corner and ask anything.",
  ask: "Press “Talk to a person”, or just say that you want one.",
  answer: "A card and its thread came in. Reply there: the shop’s visitor reads it.",
};

const after = {
  answered: "Now break something: no word is lost. Or ask again, and skip 15 minutes.",
  missed: "Nobody came: the visitor is asked for details, and the team has a lead. A late answer still arrives.",
};

// Steps shows what to try, and checks off what was done.
export class Steps {
  constructor(root, press) {
    this.root = root;
    this.done = new Set();
    this.missed = false;
    for (const b of root.querySelectorAll("[data-step]")) b.addEventListener("click", () => press(b.dataset.step));
    this.draw();
  }

  // finish marks a step and those before it.
  finish(step) {
    const upTo = order.indexOf(step);
    for (const s of order.slice(0, upTo + 1)) this.done.add(s);
    this.draw();
  }

  setMissed(missed) {
    this.missed = missed;
    this.draw();
  }

  draw() {
    const current = order.find((s) => !this.done.has(s));
    for (const b of this.root.querySelectorAll("[data-step]")) {
      const done = this.done.has(b.dataset.step);
      b.classList.toggle("done", done);
      setText(b.querySelector(".num"), done ? "✓" : String(order.indexOf(b.dataset.step) + 1));
      setText(b.querySelector(".done-word"), done ? ", done" : "");
      if (b.dataset.step === current) b.setAttribute("aria-current", "step");
      else b.removeAttribute("aria-current");
    }
    setText(this.root.querySelector("#next"), this.missed ? after.missed : current ? hints[current] : after.answered);
  }
}
