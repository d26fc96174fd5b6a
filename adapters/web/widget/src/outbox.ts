import { backoff } from "./backoff";
import type { Refusal } from "./call";
import { id } from "./id";
import type { Keep } from "./keep";
import { locked } from "./locked";
import type { Visitor } from "./visitor";
import type { FileName, Message } from "./wire";

// Item is a message, or a word on its way to become one: it has no number yet, and its client_id sees to it that no
// try doubles it.
export interface Item extends Message {
  failed?: string; // why, when the server refused it
  sent?: boolean; // accepted, but not yet heard back
}

// outbox keeps the visitor's words until the server has them, through reloads and offline spells.
export function outbox(keep: Keep, site: string, visitor: Visitor, changed: () => void) {
  const items = new Map<string, Item>();
  let run: Promise<unknown> | undefined;

  // list_ is what to show after the log, oldest first.
  const list_ = () => [...items.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
  const next_ = () => list_().find((i) => !i.failed && !i.sent);

  const show = (item: Item) => {
    items.set(item.client_id!, item);
    changed();
  };
  const save = (item: Item) => {
    keep.set_("out:" + item.client_id, JSON.stringify(item));
    show(item);
    void flush_();
  };
  // arrived_ forgets an item: its message is in the log, or the visitor gave it up.
  const arrived_ = (client_id: string) => {
    keep.drop_("out:" + client_id);
    if (items.delete(client_id)) changed();
  };

  const drain = async () => {
    for (let item; (item = next_()); ) {
      const { client_id, text, files } = item;
      const key = "out:" + client_id;
      try {
        // Another tab may have sent it while this one waited for its turn.
        if (keep.get_(key)) await visitor.ask_("/v1/messages", { client_id, text, files });
        else arrived_(client_id!);
        again.reset_();
        keep.drop_(key);
        if (items.has(client_id!)) show({ ...item, sent: true });
      } catch (e) {
        const { final_, wait_, message } = e as Refusal;
        if (!final_) return again.later_(wait_);
        if (items.has(client_id!)) save({ ...item, failed: message });
      }
    }
  };

  // flush_ sends what waits, in order, one tab at a time; resolves when nothing more can be sent now.
  const flush_ = async () => {
    again.stop_();
    if (next_()) await (run ||= locked("bellhop-out-" + site, drain).finally(() => (run = undefined)));
  };
  const again = backoff(flush_);

  for (const key of keep.keys_("out:")) {
    try {
      const item = JSON.parse(keep.get_(key)!) as Item;
      items.set(item.client_id!, item);
    } catch {
      keep.drop_(key);
    }
  }

  return {
    list_,
    next_,
    arrived_,
    flush_,
    add_(text: string, files: FileName[]) {
      const last = list_().pop();
      const at = new Date(Math.max(Date.now(), last ? Date.parse(last.at) + 1 : 0)).toISOString();
      save({ seq: 0, rev: 0, kind: "visitor", at, client_id: id(), text, files: files.length ? files : undefined });
    },
    retry_: (item: Item) => save({ ...item, failed: undefined }),
    // forget_ drops what is shown only until the log has it, when the log is another's.
    forget_() {
      for (const i of list_()) if (i.sent) arrived_(i.client_id!);
    },
    wake_() {
      again.reset_();
      void flush_();
    },
  };
}
