import { backoff } from "./backoff";
import { Refusal, request } from "./call";
import { events } from "./events";
import type { Visitor } from "./visitor";

const dead = 40000; // the server says something every 15 s

export interface StreamEars {
  last_(): number;
  event_(name: string, data: string, id: number): void;
  up_(yes: boolean): void;
  alive_(): void;
}

export type Stream = ReturnType<typeof stream>;

// stream keeps one event stream open until closed, by fetch because EventSource cannot carry a token.
export function stream(api: string, visitor: Visitor, ears: StreamEars) {
  let closed = false;
  let abort = new AbortController();
  let heard = 0;
  let watch = 0;
  let renewed = false;

  const alive = () => {
    heard = Date.now();
    clearTimeout(watch);
    watch = setTimeout(() => abort.abort(), dead);
  };

  const listen = async (token: string) => {
    abort = new AbortController();
    alive();
    const last = ears.last_();
    const { signal } = abort;
    const res = await request(api + "/v1/stream?after=" + last, token, { signal }, last ? { "Last-Event-ID": String(last) } : {});
    ears.up_(true);
    renewed = false;
    const feed = events((name, data, id) => {
      again.reset_();
      ears.event_(name, data, id);
    });
    const reader = res.body!.getReader();
    const utf8 = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || closed) return;
      alive();
      ears.alive_();
      feed(utf8.decode(value, { stream: true }));
    }
  };

  const run = async () => {
    let wait: number | undefined;
    try {
      await listen(await visitor.ready_());
    } catch (e) {
      const { status, wait_, final_ } = e as Refusal;
      wait = wait_ || (final_ ? 60000 : 0);
      if (status === 401 && !renewed) {
        renewed = true;
        wait = 1;
        await visitor.renew_().catch(() => 0);
      }
    }
    clearTimeout(watch);
    abort.abort();
    if (closed) return;
    ears.up_(false);
    again.later_(wait);
  };
  const again = backoff(run);
  void run();

  return {
    close_() {
      closed = true;
      abort.abort();
      again.stop_();
    },
    // nudge_ is called when the world may have changed: the network is back, the page is seen again.
    nudge_(sure: boolean) {
      if (sure || Date.now() - heard > dead / 2) abort.abort();
      again.now_();
    },
  };
}
