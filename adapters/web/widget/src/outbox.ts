import { backoff } from "./backoff";
import type { Refusal } from "./call";
import { id } from "./id";
import type { Keep } from "./keep";
import { locked } from "./locked";
import type { Log } from "./log";
import type { Visitor } from "./visitor";
import type { FileName, Message } from "./wire";

// Item is a message, or a word on its way to become one: it has no number yet, and its client_id sees to it that no
// try doubles it. A change to a message goes the same way: it names the message, and whose log that is in.
export interface Item extends Message {
  failed?: string; // why, when the server refused it
  sent?: boolean; // accepted, but not yet heard back
  of?: number; // the message that this changes
  log?: string;
  change_?: Item; // of a message as it will be: what changes it
}

// outbox keeps the visitor's words until the server has them, through reloads and offline spells.
export function outbox(keep: Keep, site: string, visitor: Visitor, log: Log, changed: () => void) {
  const items = new Map<string, Item>();
  let run: Promise<unknown> | undefined;

  const all = () => [...items.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
  const next_ = () => all().find((i) => !i.failed && !i.sent);
  // list_ is what to show after the log, oldest first.
  const list_ = () => all().filter((i) => !i.of);

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
      const { client_id, text, files, of, deleted } = item;
      const key = "out:" + client_id;
      try {
        await visitor.ready_();
        // Another tab may have sent it while this one waited for its turn, and a change may be of another's message.
        const mine = keep.get_(key) && (!of || item.log === log.of_);
        const method = !of ? "POST" : deleted ? "DELETE" : "PATCH";
        const got = mine && (await visitor.ask_<Item>("/v1/messages" + (of ? "/" + of : ""), { client_id, text, files }, method));
        if (!got) arrived_(client_id!);
        again.reset_();
        keep.drop_(key);
        if (got && items.has(client_id!)) show({ ...item, rev: got.rev, sent: true });
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

  // add sends what is new under an id of its own, after all that waits.
  const add = (item: Partial<Item>) => {
    const last = all().pop();
    const at = new Date(Math.max(Date.now(), last ? Date.parse(last.at) + 1 : 0)).toISOString();
    save({ seq: 0, rev: 0, kind: "visitor", text: "", ...item, at, client_id: id() });
  };

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
      add({ text, files: files.length ? files : undefined });
    },
    // change_ gives a message another text, or none: then it is deleted. It takes the place of what was to change it.
    change_(of: number, text?: string) {
      for (const i of all()) if (i.of === of) arrived_(i.client_id!);
      add({ of, log: log.of_, text, deleted: !text });
    },
    // becoming_ is a message as it will be when what changes it has come through.
    becoming_(m: Message): Item {
      const change = all().find((i) => i.of === m.seq && i.log === log.of_);
      if (!change) return m;
      if (change.sent && m.rev >= change.rev) {
        arrived_(change.client_id!);
        return m;
      }
      const { text, deleted, failed } = change;
      return { ...m, ...(deleted ? { deleted: !failed } : { text, deleted, html: "", edited: true }), change_: change };
    },
    retry_: (item: Item) => save({ ...item, failed: undefined }),
    // forget_ drops what is shown only until the log has it, when the log is another's.
    forget_() {
      for (const i of all()) if (i.sent || i.of) arrived_(i.client_id!);
    },
    wake_() {
      again.reset_();
      void flush_();
    },
  };
}
