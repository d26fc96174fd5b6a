import type { Keep } from "./keep";
import type { Visitor } from "./visitor";

// Receipts tells the server what was seen and that someone types, seldom enough.
export class Receipts {
  private typed = 0;
  private told = 0;
  private timer = 0;

  constructor(
    private keep: Keep,
    private visitor: Visitor,
  ) {}

  get read(): number {
    return Number(this.keep.get("read")) || 0;
  }

  // reset is for another conversation, whose numbers start again.
  reset(): void {
    this.told = 0;
    this.keep.drop("read");
  }

  // seen is called with the number of the last message before the visitor's eyes.
  seen(seq: number): void {
    if (seq > this.told) {
      this.told = seq;
      this.timer ||= window.setTimeout(() => {
        this.timer = 0;
        this.visitor.ask("/v1/read", { seq: this.told }).catch(() => (this.told = 0));
      }, 800);
    }
    if (seq > this.read) this.keep.set("read", String(seq));
  }

  typing(): void {
    if (Date.now() - this.typed < 4000 || !this.visitor.known) return;
    this.typed = Date.now();
    this.visitor.ask("/v1/typing", {}).catch(() => 0);
  }

  // rest lets the next key count as new typing, as after a word was sent.
  rest(): void {
    this.typed = 0;
  }
}
