import type { Keep } from "./keep";
import type { Visitor } from "./visitor";

// receipts tells the server what was seen and that someone types, seldom enough.
export function receipts(keep: Keep, visitor: Visitor) {
  let typed = 0;
  let told = 0;
  let timer = 0;
  const read_ = () => +keep.get_("read")! || 0;
  return {
    read_,
    // reset_ is for another conversation, whose numbers start again.
    reset_() {
      told = 0;
      keep.drop_("read");
    },
    // seen_ is called with the number of the last message before the visitor's eyes.
    seen_(seq: number) {
      if (seq > told) {
        told = seq;
        timer ||= setTimeout(() => {
          timer = 0;
          visitor.ask_("/v1/read", { seq: told }).catch(() => (told = 0));
        }, 800);
      }
      if (seq > read_()) keep.set_("read", String(seq));
    },
    typing_() {
      if (Date.now() - typed < 4000 || !visitor.known_()) return;
      typed = Date.now();
      visitor.ask_("/v1/typing", {}).catch(() => 0);
    },
    // rest_ lets the next key count as new typing, as after a word was sent.
    rest_() {
      typed = 0;
    },
  };
}
