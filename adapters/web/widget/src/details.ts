import { Refusal } from "./call";
import type { Chat } from "./chat";
import { attr, button, h, text } from "./dom";
import { icon } from "./icons";
import type { Field } from "./wire";
import { words } from "./words";

// kinds are both types and autocomplete tokens; a type no browser knows is text.
const kinds = { name: "name", email: "email", phone: "tel", note: "off" };

// Details is the card that asks how to reach the visitor. It stands below the log and blocks nothing.
export class Details {
  readonly el = h("section", "details", { "aria-label": words.details, hidden: true });
  private fields = ""; // what the form on show asks for
  private asked = false; // opened by hand
  private thanked = false;

  constructor(
    private chat: Chat,
    private changed: () => void,
  ) {}

  // missing are the fields the server would still take.
  get missing(): Field[] {
    return this.chat.conversation?.details?.fields || [];
  }

  get open(): boolean {
    return !this.el.hidden;
  }

  render(): void {
    const c = this.chat.conversation;
    const wanted = !!c?.details?.wanted && this.chat.keep.get("later") !== this.occasion();
    const show = this.thanked || (!!this.missing.length && (this.asked || wanted));
    if (show && !this.thanked && this.fields !== this.missing.join()) this.form();
    if (!show) this.fields = "";
    this.el.hidden = !show;
  }

  show(): void {
    this.asked = true;
    this.thanked = false;
    this.changed();
    this.el.querySelector<HTMLElement>("input,textarea")?.focus();
    this.el.scrollIntoView({ block: "nearest" });
  }

  private hide(): void {
    this.asked = this.thanked = false;
    this.chat.keep.set("later", this.occasion());
    this.changed();
  }

  private occasion(): string {
    const c = this.chat.conversation;
    return c ? c.id + " " + (c.ask || 0) : "";
  }

  private form(): void {
    const old = this.values();
    this.fields = this.missing.join();
    const form = h(
      "form",
      "",
      { novalidate: true, submit: (e: Event) => (e.preventDefault(), this.submit(form)) },
      h("h3", "", {}, words.details),
      h("p", "", {}, words.detailsWhy),
      ...this.missing.map((f) => field(f, old[f])),
      h("p", "details-error", { role: "alert" }),
      h("div", "row", {}, h("button", "details-send", { "data-main": true }, words.detailsSend), button("details-later", () => this.hide(), {}, words.later)),
    );
    this.el.replaceChildren(form);
  }

  private values(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const i of Array.from(this.el.querySelectorAll<HTMLInputElement>("[name]"))) if (i.value.trim()) found[i.name] = i.value.trim();
    return found;
  }

  private async submit(form: HTMLFormElement): Promise<void> {
    const values = this.values();
    this.complain({}, Object.keys(values).length ? "" : words.detailsEmpty);
    if (!Object.keys(values).length || form.hasAttribute("data-busy")) return;
    attr(form, "data-busy", true);
    try {
      await this.chat.details(values);
      this.thank();
    } catch (e) {
      const errors = e instanceof Refusal ? e.errors : [];
      this.complain(Object.fromEntries(errors.map((x) => [x.field, x.message])), errors.length ? "" : e instanceof Refusal && e.final ? e.message : words.hiccup);
    } finally {
      attr(form, "data-busy", false);
    }
  }

  private complain(errors: Record<string, string>, whole: string): void {
    text(this.el.querySelector("[part=details-error]")!, whole);
    let first: HTMLElement | undefined;
    for (const i of Array.from(this.el.querySelectorAll<HTMLElement>("[name]"))) {
      const wrong = errors[i.getAttribute("name")!];
      attr(i, "aria-invalid", wrong ? "true" : undefined);
      text(i.nextElementSibling!, wrong || "");
      if (wrong) first ||= i;
    }
    first?.focus();
  }

  private thank(): void {
    const known = this.chat.conversation?.details?.known || {};
    this.thanked = true;
    this.fields = "";
    const done = button("details-done", () => this.hide(), { "aria-label": words.close }, icon("close"));
    this.el.replaceChildren(
      h("div", "thanks", { role: "status", tabindex: "-1" }, icon("check"),
        h("p", "", { dir: "auto" }, words.thanks(known.email || known.phone)), done),
    );
    this.changed();
    this.el.querySelector<HTMLElement>("[part=thanks]")?.focus();
  }
}

function field(f: Field, value = ""): HTMLElement {
  const id = "f-" + f;
  const input = h(f === "note" ? "textarea" : "input", "field", { id, name: f, dir: "auto", "aria-describedby": id + "-e", type: kinds[f], autocomplete: kinds[f] });
  input.value = value;
  return h("div", "entry", {}, h("label", "", { for: id }, words[f]), input, h("p", "field-error", { id: id + "-e", "data-field": f }));
}
