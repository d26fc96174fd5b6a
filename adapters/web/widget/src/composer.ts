import type { Chat } from "./chat";
import { attr, button, h, text } from "./dom";
import { Files } from "./files";
import { icon } from "./icons";
import { Keep } from "./keep";
import { words } from "./words";

const most = 8000;

export interface ComposerDeeds {
  person(): void;
  details(): void;
}

// Composer is where the visitor writes. A draft outlives a reload of the tab.
export class Composer {
  readonly el: HTMLFormElement;
  readonly input: HTMLTextAreaElement;
  readonly files = new Files(() => this.check());
  private send = h("button", "send", { "data-main": true, "aria-label": words.send }, icon("send"));
  private count = h("span", "count", { "aria-live": "polite" });
  private ask: HTMLButtonElement;
  private leave: HTMLButtonElement;
  private notice = h("p", "notice", { role: "status" });

  constructor(
    private chat: Chat,
    private drafts: Keep,
    deeds: ComposerDeeds,
  ) {
    this.input = h("textarea", "input", { rows: "1",
      dir: "auto",
      "aria-label": words.label,
      input: () => (this.check(), this.drafts.set("draft", this.input.value), this.input.value && this.chat.receipts.typing()),
      keydown: (e: KeyboardEvent) => this.key(e),
      paste: (e: ClipboardEvent) => this.files.take(e.clipboardData?.files) && e.preventDefault(),
    });
    this.ask = button("ask", deeds.person, {}, icon("bell"), words.person);
    this.leave = button("leave-details", deeds.details, {}, words.detailsOpen);
    this.el = h("form", "composer", { submit: (e: Event) => (e.preventDefault(), this.submit()) },
      this.notice,
      h("div", "box", { click: (e: Event) => e.target === e.currentTarget && this.input.focus() },
        this.files.el,
        this.input,
        h("div", "tools", {}, this.ask, this.leave, this.count, this.send),
      ),
    );
    this.input.value = drafts.get("draft") || "";
    this.check();
  }

  render(asking: boolean, canLeave: boolean): void {
    const { conversation: c, link } = this.chat;
    this.ask.hidden = !c?.can_ask;
    attr(this.ask, "aria-disabled", asking ? "true" : undefined);
    this.leave.hidden = !canLeave;
    attr(this.input, "placeholder", c?.state === "closed" ? words.again : words.write);
    this.input.disabled = link === "refused";
  }

  // say shows a passing remark above the box.
  say(what: string): void {
    text(this.notice, what);
  }

  private key(e: KeyboardEvent): void {
    // keyCode 229: a key that belongs to an input method, also where isComposing is late.
    if (e.key !== "Enter" || e.shiftKey || e.isComposing || e.keyCode === 229) return;
    e.preventDefault();
    this.submit();
  }

  private submit(): void {
    const value = this.input.value.trim();
    if ((!value && !this.files.list.length) || length(value) > most || this.input.disabled) return;
    this.chat.say(value, this.files.list);
    this.input.value = "";
    this.drafts.drop("draft");
    this.say("");
    this.files.set([]);
    this.input.focus();
  }

  // check fits the box to its text and says when it is too much.
  private check(): void {
    const { input } = this;
    const n = length(input.value);
    input.rows = 1;
    while (input.rows < 6 && input.scrollHeight > input.clientHeight + 2) input.rows++;
    text(this.count, n > most - 1000 ? words.tooLong(n) : "");
    attr(this.count, "data-over", n > most);
    attr(this.send, "aria-disabled", n > most || (!input.value.trim() && !this.files.list.length) ? "true" : undefined);
  }
}

function length(s: string): number {
  return s.length < most ? s.length : [...s].length;
}
