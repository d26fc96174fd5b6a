import { Backoff } from "./backoff";
import { Refusal } from "./call";
import type { Keep } from "./keep";
import { uuid } from "./uuid";
import type { Visitor } from "./visitor";
import type { FileName } from "./wire";

// Item is a word on its way; its id is the client_id, so that no try doubles it.
export interface Item {
  id: string;
  text: string;
  files?: FileName[];
  at: number;
  failed?: string; // why, when the server refused it
  seq?: number; // accepted under this number
}

// outbox keeps the visitor's words until the server has them, through reloads and offline spells.
export function outbox(keep: Keep, site: string, visitor: Visitor, changed: () => void) {
  const items = new Map<string, Item>();
  const backoff = new Backoff();
  let timer = 0;
  let run: Promise<unknown> | undefined;

  // list is what to show after the log, oldest first.
  const list = () => [...items.values()].sort((a, b) => a.at - b.at);
  const next = () => list().find((i) => !i.failed && !i.seq);

  const show = (item: Item) => {
    items.set(item.id, item);
    changed();
  };
  const save = (item: Item) => {
    keep.set("out:" + item.id, JSON.stringify(item));
    show(item);
  };
  // arrived forgets an item: its message is in the log, or the visitor gave it up.
  const arrived = (id: string) => {
    keep.drop("out:" + id);
    if (items.delete(id)) changed();
  };

  const drain = async () => {
    for (let item; (item = next()); ) {
      const { id, text, files } = item;
      // Another tab may have sent it while this one waited for its turn.
      if (keep.get("out:" + id) === null) {
        arrived(id);
        continue;
      }
      try {
        const { seq } = await visitor.ask<{ seq: number }>("/v1/messages", { client_id: id, text, files });
        backoff.reset();
        keep.drop("out:" + id);
        if (items.has(id)) show({ ...item, seq });
      } catch (e) {
        if (!(e instanceof Refusal && e.final)) {
          timer = window.setTimeout(flush, (e as Refusal).retryAfter || backoff.next());
          return;
        }
        if (items.has(id)) save({ ...item, failed: e.message });
      }
    }
  };

  // flush sends what waits, in order, one tab at a time; resolves when nothing more can be sent now.
  const flush = (): Promise<unknown> => {
    clearTimeout(timer);
    if (!next()) return Promise.resolve();
    run ||= (navigator.locks ? navigator.locks.request("bellhop-out-" + site, drain) : drain()).finally(() => (run = undefined));
    return run;
  };

  for (const key of keep.keys("out:")) {
    try {
      const item = JSON.parse(keep.get(key) || "") as Item;
      items.set(item.id, item);
    } catch {
      keep.drop(key);
    }
  }

  return {
    list,
    arrived,
    flush,
    busy: () => !!next(),
    add(text: string, files: FileName[]) {
      const at = Math.max(Date.now(), (list().pop()?.at || 0) + 1);
      save({ id: uuid(), text, files: files.length ? files : undefined, at });
      void flush();
    },
    retry(id: string) {
      const item = items.get(id);
      if (item) save({ ...item, failed: undefined });
      void flush();
    },
    // forget drops what is shown only until the log has it, when the log is another's.
    forget() {
      for (const i of list()) if (i.seq) arrived(i.id);
    },
    wake() {
      backoff.reset();
      void flush();
    },
  };
}
