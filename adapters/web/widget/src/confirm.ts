import { button, h } from "./dom";
import { words } from "./words";

// Confirm asks once before the conversation is ended.
export class Confirm {
  readonly el: HTMLElement;
  private no: HTMLButtonElement;

  constructor(
    yes: () => void,
    private back: () => void,
  ) {
    this.no = button("end-no", () => this.close(), {}, words.endNo);
    this.el = h(
      "div",
      {
        part: "confirm",
        role: "alertdialog",
        "aria-label": words.endAsk,
        hidden: true,
        keydown: (e: KeyboardEvent) => e.key === "Escape" && (e.stopPropagation(), this.close()),
      },
      h("p", {}, words.endAsk),
      button("end-yes", () => (this.close(), yes()), { class: "main" }, words.endYes),
      this.no,
    );
  }

  open(): void {
    this.el.hidden = false;
    this.no.focus();
  }

  private close(): void {
    this.el.hidden = true;
    this.back();
  }
}
