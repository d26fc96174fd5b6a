import { attr, button, h } from "./dom";
import { icon } from "./icons";
import { words } from "./words";

export interface MenuItem {
  part: string;
  label: string;
  press(): void;
}

// Menu is the small menu of the header, driven by keys as menus are.
export class Menu {
  readonly el: HTMLElement;
  readonly button: HTMLButtonElement;
  private list = h("div", { part: "menu", role: "menu", hidden: true, "aria-label": words.menu });

  constructor(private items: () => MenuItem[]) {
    this.button = button("menu-button", () => this.toggle(this.list.hidden), {
      "aria-label": words.menu,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    }, icon("more"));
    this.el = h("div", { class: "menu", keydown: (e: KeyboardEvent) => this.key(e), focusout: (e: FocusEvent) => this.left(e) }, this.button, this.list);
  }

  render(): void {
    this.button.hidden = !this.items().length;
  }

  private toggle(open: boolean): void {
    this.list.hidden = !open;
    attr(this.button, "aria-expanded", String(open));
    if (!open) return;
    this.list.replaceChildren(
      ...this.items().map((i) => button(i.part, () => (this.toggle(false), this.button.focus(), i.press()), { role: "menuitem", tabindex: "-1" }, i.label)),
    );
    (this.list.firstChild as HTMLElement | null)?.focus();
  }

  private key(e: KeyboardEvent): void {
    if (this.list.hidden) return;
    const items = Array.from(this.list.children) as HTMLElement[];
    const root = this.list.getRootNode() as ShadowRoot;
    const at = items.indexOf(root.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[e.key];
    if (to !== undefined) items[(to + items.length) % items.length].focus();
    else if (e.key === "Escape") this.toggle(false), this.button.focus();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  private left(e: FocusEvent): void {
    if (!this.el.contains(e.relatedTarget as Node | null)) this.toggle(false);
  }
}
