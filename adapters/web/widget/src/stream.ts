import { Backoff, Nap } from "./backoff";
import { Refusal, request } from "./call";
import { Events } from "./events";
import type { Visitor } from "./visitor";

const dead = 40000; // the server says something every 15 s

export interface StreamEars {
  last(): number;
  event(name: string, data: string, id: number): void;
  up(yes: boolean): void;
  alive(): void;
}

// Stream keeps one event stream open until closed, by fetch because EventSource cannot carry a token.
export class Stream {
  private closed = false;
  private abort?: AbortController;
  private nap = new Nap();
  private backoff = new Backoff();
  private heard = 0;
  private renewed = false;

  constructor(
    private api: string,
    private visitor: Visitor,
    private ears: StreamEars,
  ) {
    void this.run();
  }

  close(): void {
    this.closed = true;
    this.abort?.abort();
    this.nap.wake();
  }

  // nudge is called when the world may have changed: the network is back, the page is seen again.
  nudge(sure: boolean): void {
    if (sure || Date.now() - this.heard > dead / 2) this.abort?.abort();
    this.backoff.reset();
    this.nap.wake();
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      let wait = 0;
      try {
        await this.listen(await this.visitor.ready());
      } catch (e) {
        if (e instanceof Refusal) wait = await this.refused(e);
      }
      if (this.closed) return;
      this.ears.up(false);
      await this.nap.sleep(wait || this.backoff.next());
    }
  }

  private async refused(e: Refusal): Promise<number> {
    if (e.status === 401 && !this.renewed) {
      this.renewed = true;
      await this.visitor.renew().catch(() => 0);
      return 1;
    }
    return e.retryAfter || (e.final ? 60000 : 0);
  }

  private async listen(token: string): Promise<void> {
    const abort = (this.abort = new AbortController());
    let watch = 0;
    const alive = () => {
      this.heard = Date.now();
      clearTimeout(watch);
      watch = window.setTimeout(() => abort.abort(), dead);
    };
    alive();
    try {
      const last = this.ears.last();
      const resume: Record<string, string> = last ? { "Last-Event-ID": String(last) } : {};
      const res = await request(this.api + "/v1/stream?after=" + last, token, { signal: abort.signal }, resume);
      this.ears.up(true);
      this.renewed = false;
      const events = new Events((name, data, id) => {
        this.backoff.reset();
        this.ears.event(name, data, id);
      });
      const reader = res.body!.getReader();
      const utf8 = new TextDecoder();
      for (;;) {
        const { done, value } = await reader.read();
        if (done || this.closed) return;
        alive();
        this.ears.alive();
        events.feed(utf8.decode(value, { stream: true }));
      }
    } finally {
      clearTimeout(watch);
      abort.abort();
    }
  }
}
