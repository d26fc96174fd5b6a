import { h } from "../dom.js";

// Persona is the switch between the people of the team: {id, name, full, present, face}, face makes the picture.
export class Persona {
  constructor(changed) {
    this.changed = changed;
    this.group = h("div", { class: "persona-group", role: "radiogroup", "aria-label": "Answer as" });
    this.el = h("div", { class: "persona" }, h("span", { class: "persona-label", "aria-hidden": "true" }, "Answer as"), this.group);
  }

  // draw shows who there is, who is present, and who has words waiting that the other cannot see.
  draw(people, current, waiting) {
    const sig = JSON.stringify([people, current, [...waiting]]);
    if (sig === this.sig) return;
    this.sig = sig;
    const focused = this.group.contains(document.activeElement);
    this.group.replaceChildren(...people.map((p) => this.choice(p, p.id === current, waiting.has(p.id), people)));
    if (focused) this.group.querySelector('[aria-checked="true"]')?.focus();
  }

  choice(person, checked, waits, people) {
    const { id, name, full, present } = person;
    const words = name + (present ? ", present" : ", away") + (waits ? ", has a message only they can see" : "");
    return h("button", { type: "button", role: "radio", "aria-checked": String(checked), tabindex: checked ? "0" : "-1", "aria-label": words, title: full + (present ? " · present" : " · away"),
      click: () => this.changed(id), keydown: (e) => this.key(e, person, people) },
      h("span", { class: "seat" }, person.face(), h("i", { class: present ? "presence on" : "presence" })), name, waits && h("span", { class: "dot" }));
  }

  key(e, person, people) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (!step) return;
    e.preventDefault();
    const i = people.indexOf(person);
    this.changed(people[(i + step + people.length) % people.length].id);
  }
}
