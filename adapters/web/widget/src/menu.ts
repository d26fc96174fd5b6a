import { button, h } from "./dom";
import { icon } from "./icons";
import { words } from "./words";

export interface MenuItem {
  part: string;
  label: string;
  press(): void;
  ask?: string; // to be confirmed by this question
}

// menu is the small menu of the header: a disclosure, which the browser drives by mouse and key.
export function menu(items: () => MenuItem[], back: () => void) {
  const list = h("div", "menu");
  const summary = h("summary", "menu-button", { "aria-label": words.menu }, icon("more"));
  const el = h(
    "details",
    "more",
    {
      toggle: () => el.open && list.replaceChildren(...items().map((i) => button(i.part, () => (i.ask ? confirm(i) : choose(i)), {}, i.label))),
      focusout: (e: FocusEvent) => e.relatedTarget && !el.contains(e.relatedTarget as Node) && (el.open = false),
      keydown: (e: KeyboardEvent) => e.key === "Escape" && el.open && (e.stopPropagation(), (el.open = false), summary.focus()),
    },
    summary,
    list,
  );
  const choose = (i?: MenuItem) => {
    el.open = false;
    back();
    i?.press();
  };
  const confirm = (i: MenuItem) => {
    const no = button("end-no", () => choose(), {}, words.endNo);
    list.replaceChildren(h("p", "confirm", { role: "status" }, i.ask), button("end-yes", () => choose(i), { "data-main": true }, words.endYes), no);
    no.focus();
  };
  return { el, render: () => (el.hidden = !items().length) };
}
