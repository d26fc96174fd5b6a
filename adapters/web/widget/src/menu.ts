import { button, h } from "./dom";
import { Icon, icon } from "./icons";
import { Words } from "./words";

export interface MenuItem {
  part_: string;
  label_: string;
  press_(): void;
  ask_?: string[]; // to be confirmed: the question, yes
}

// menu is a small menu: a disclosure, which the browser drives by mouse and key. back takes the focus when it closes.
export function menu(name: string, label: string, items: () => MenuItem[], back?: () => void) {
  const list = h("div.menu");
  const summary = h("summary", { class: name, part: name, "aria-label": label }, icon(Icon.more));
  const el_ = h("details.more", {
    toggle: () => el_.open && list.replaceChildren(...items().map((i) => button("menu-" + i.part_, () => (i.ask_ ? confirm(i) : choose(i)), i.label_))),
    focusout: (e: FocusEvent) => {
      if (e.relatedTarget && !el_.contains(e.relatedTarget as Node)) shut();
    },
    keydown: (e: KeyboardEvent) => {
      if (e.key !== "Escape" || !el_.open) return;
      e.stopPropagation();
      shut();
      summary.focus();
    },
  }, summary, list);
  // shut empties it too: what is told of its opening comes late, and would take the focus from what stood there before.
  const shut = () => {
    el_.open = false;
    list.replaceChildren();
  };
  const choose = (i?: MenuItem) => {
    shut();
    if (back) back();
    else summary.focus();
    i?.press_();
  };
  const confirm = (i: MenuItem) => {
    const [ask, yes] = i.ask_!;
    const no = button(i.part_ + "-no", () => choose(), Words.cancel);
    list.replaceChildren(h("p.confirm", { role: "status" }, ask), button(i.part_ + "-yes", () => choose(i), { "data-main": true }, yes), no);
    no.focus();
  };
  return { el_, render_: () => (el_.hidden = !items().length) };
}
