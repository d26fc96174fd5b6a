import { h } from "../dom.js";
import { facePerson } from "./picture.js";
import { nameOf } from "./world.js";

// Persona is the switch between the people of the team.
export class Persona {
  constructor(changed) {
    this.changed = changed;
    this.group = h("div", { class: "persona-group", role: "radiogroup", "aria-label": "Answer as" });
    this.el = h("div", { class: "persona" }, h("span", { class: "persona-label", "aria-hidden": "true" }, "Answer as"), this.group);
  }

  // draw shows who there is, who is present, and who has words waiting that the other cannot see.
  draw(agents, current, waiting) {
    const sig = JSON.stringify([agents, current, [...waiting]]);
    if (sig === this.sig) return;
    this.sig = sig;
    const focused = this.group.contains(document.activeElement);
    this.group.replaceChildren(...agents.map((a) => this.choice(a, a.id === current, waiting.has(a.id), agents)));
    if (focused) this.group.querySelector('[aria-checked="true"]')?.focus();
  }

  choice(agent, checked, waits, agents) {
    const present = agent.presence === "active";
    const words = nameOf(agent) + (present ? ", present" : ", away") + (waits ? ", has a message only they can see" : "");
    return h("button", { type: "button", role: "radio", "aria-checked": String(checked), tabindex: checked ? "0" : "-1", "aria-label": words, title: agent.real_name + (present ? " · present" : " · away"),
      click: () => this.changed(agent.id), keydown: (e) => this.key(e, agent, agents) },
      h("span", { class: "seat" }, facePerson(agent), h("i", { class: present ? "presence on" : "presence" })), nameOf(agent), waits && h("span", { class: "dot" }));
  }

  key(e, agent, agents) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (!step) return;
    e.preventDefault();
    const i = agents.findIndex((a) => a.id === agent.id);
    this.changed(agents[(i + step + agents.length) % agents.length].id);
  }
}
