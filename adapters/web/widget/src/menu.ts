import { button, h } from "./dom";
import { Icon, icon } from "./icons";
import { Words } from "./words";

export interface MenuItem {
  part_: string;
  label_: string;
  press_(): void;
  ask_?: string; // to be confirmed by this question
}

// menu is the small menu of the header: a disclosure, which the browser drives by mouse and key.
export function menu(items: () => MenuItem[], back: () => void) {
  const list = h("div.menu");
  const summary = h("summary.menu-button", { "aria-label": Words.menu }, icon(Icon.more));
  const el_ = h("details.more", {
    toggle: () => el_.open && list.replaceChildren(...items().map((i) => button(i.part_, () => (i.ask_ ? confirm(i) : choose(i)), i.label_))),
    focusout: (e: FocusEvent) => {
      if (e.relatedTarget && !el_.contains(e.relatedTarget as Node)) el_.open = false;
    },
    keydown: (e: KeyboardEvent) => {
      if (e.key !== "Escape" || !el_.open) return;
      e.stopPropagation();
      el_.open = false;
      summary.focus();
    },
  }, summary, list);
  const choose = (i?: MenuItem) => {
    el_.open = false;
    back();
    i?.press_();
  };
  const confirm = (i: MenuItem) => {
    const no = button("end-no", () => choose(), Words.endNo);
    list.replaceChildren(h("p.confirm", { role: "status" }, i.ask_), button("end-yes", () => choose(i), { "data-main": true }, Words.endYes), no);
    no.focus();
  };
  return { el_, render_: () => (el_.hidden = !items().length) };
}
