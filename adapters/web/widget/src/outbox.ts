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

// Outbox keeps the visitor's words until the server has them, through reloads and offline spells.
export class Outbox {
  private items = new Map<string, Item>();
  private backoff = new Backoff();
  private timer = 0;
  private run?: Promise<void>;

  constructor(
    private keep: Keep,
    private site: string,
    private visitor: Visitor,
    private changed: () => void,
  ) {
    for (const key of keep.keys("out:")) this.load(key.slice(4));
  }

  // list is what to show after the log, oldest first.
  list(): Item[] {
    return [...this.items.values()].sort((a, b) => a.at - b.at);
  }

  get busy(): boolean {
    return this.list().some((i) => !i.failed && !i.seq);
  }

  add(text: string, files: FileName[]): void {
    const last = this.list().pop();
    const at = Math.max(Date.now(), (last?.at || 0) + 1);
    this.save({ id: uuid(), text, files: files.length ? files : undefined, at });
    void this.flush();
  }

  retry(id: string): void {
    const item = this.items.get(id);
    if (!item) return;
    this.save({ ...item, failed: undefined });
    void this.flush();
  }

  // arrived forgets an item: its message is in the log, or the visitor gave it up.
  arrived(id: string): void {
    this.keep.drop("out:" + id);
    if (this.items.delete(id)) this.changed();
  }

  // forget drops what is shown only until the log has it, when the log is another's.
  forget(): void {
    for (const i of this.list()) if (i.seq) this.arrived(i.id);
  }

  // flush sends what waits, in order, one tab at a time; resolves when nothing more can be sent now.
  flush(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.busy) return Promise.resolve();
    return (this.run ||= this.alone().finally(() => (this.run = undefined)));
  }

  wake(): void {
    this.backoff.reset();
    void this.flush();
  }

  private async alone(): Promise<void> {
    if (!navigator.locks) return this.drain();
    await navigator.locks.request("bellhop-out-" + this.site, () => this.drain());
  }

  private async drain(): Promise<void> {
    for (;;) {
      const item = this.list().find((i) => !i.failed && !i.seq);
      if (!item) return;
      // Another tab may have sent it while this one waited for its turn.
      if (this.keep.get("out:" + item.id) === null) {
        this.arrived(item.id);
        continue;
      }
      try {
        const { id, text, files } = item;
        const { seq } = await this.visitor.ask<{ seq: number }>("/v1/messages", { client_id: id, text, files });
        this.backoff.reset();
        this.keep.drop("out:" + id);
        if (this.items.has(id)) this.show({ ...item, seq });
      } catch (e) {
        if (e instanceof Refusal && e.final) {
          this.save({ ...item, failed: e.message });
          continue;
        }
        const wait = (e instanceof Refusal && e.retryAfter) || this.backoff.next();
        this.timer = window.setTimeout(() => void this.flush(), wait);
        return;
      }
    }
  }

  private save(item: Item): void {
    this.keep.set("out:" + item.id, JSON.stringify(item));
    this.show(item);
  }

  private show(item: Item): void {
    this.items.set(item.id, item);
    this.changed();
  }

  private load(id: string): void {
    try {
      const item = JSON.parse(this.keep.get("out:" + id) || "") as Item;
      if (item.id === id) this.items.set(id, item);
    } catch {
      this.keep.drop("out:" + id);
    }
  }
}
