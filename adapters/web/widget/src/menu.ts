import { button, h } from "./dom";
import { icon } from "./icons";
import { words } from "./words";

export interface MenuItem {
  part: string;
  label: string;
  press(): void;
  ask?: string; // to be confirmed by this question
}

// Menu is the small menu of the header: a disclosure, which the browser drives by mouse and key.
export class Menu {
  readonly el: HTMLDetailsElement;
  private list = h("div", "menu");

  constructor(
    private items: () => MenuItem[],
    private back: () => void,
  ) {
    this.el = h(
      "details",
      "more",
      {
        toggle: () => this.el.open && this.show(),
        focusout: (e: FocusEvent) => e.relatedTarget && !this.el.contains(e.relatedTarget as Node) && this.close(),
        keydown: (e: KeyboardEvent) => e.key === "Escape" && this.el.open && (e.stopPropagation(), this.close(), (this.el.firstChild as HTMLElement).focus()),
      },
      h("summary", "menu-button", { "aria-label": words.menu }, icon("more")),
      this.list,
    );
  }

  render(): void {
    this.el.hidden = !this.items().length;
  }

  private close(): void {
    this.el.open = false;
  }

  private show(): void {
    this.list.replaceChildren(...this.items().map((i) => button(i.part, () => (i.ask ? this.confirm(i) : this.choose(i)), {}, i.label)));
  }

  private confirm(i: MenuItem): void {
    const no = button("end-no", () => (this.close(), this.back()), {}, words.endNo);
    this.list.replaceChildren(h("p", "confirm", { role: "status" }, i.ask), button("end-yes", () => this.choose(i), { "data-main": true }, words.endYes), no);
    no.focus();
  }

  private choose(i: MenuItem): void {
    this.close();
    this.back();
    i.press();
  }
}
