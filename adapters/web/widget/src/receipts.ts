import type { Keep } from "./keep";
import type { Visitor } from "./visitor";

// receipts tells the server what was seen and that someone types, seldom enough.
export function receipts(keep: Keep, visitor: Visitor) {
  let typed = 0;
  let told = 0;
  let timer = 0;
  const read = () => Number(keep.get("read")) || 0;
  return {
    read,
    // reset is for another conversation, whose numbers start again.
    reset() {
      told = 0;
      keep.drop("read");
    },
    // seen is called with the number of the last message before the visitor's eyes.
    seen(seq: number) {
      if (seq > told) {
        told = seq;
        timer ||= window.setTimeout(() => {
          timer = 0;
          visitor.ask("/v1/read", { seq: told }).catch(() => (told = 0));
        }, 800);
      }
      if (seq > read()) keep.set("read", String(seq));
    },
    typing() {
      if (Date.now() - typed < 4000 || !visitor.known) return;
      typed = Date.now();
      visitor.ask("/v1/typing", {}).catch(() => 0);
    },
    // rest lets the next key count as new typing, as after a word was sent.
    rest() {
      typed = 0;
    },
  };
}
