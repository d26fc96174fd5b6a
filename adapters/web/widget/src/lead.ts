import type { Keep } from "./keep";
import { uuid } from "./uuid";

const lease = 12000;

export interface Lead {
  leading(): boolean;
  stand(steal?: boolean): void;
  stop(): void;
}

// lead decides which tab holds the stream: by a Web Lock, or by a lease in storage where there are no locks.
// on(true) when this tab becomes the leader, on(false) when it stops being it.
export function lead(name: string, keep: Keep, on: (leading: boolean) => void): Lead {
  const me = uuid();
  let leading = false;
  let release: (() => void) | undefined;
  let waiting: AbortController | undefined;
  let timer = 0;

  const set = (now: boolean) => {
    if (leading === now) return;
    leading = now;
    on(now);
  };

  const lock = (steal: boolean) => {
    waiting?.abort();
    const wait = (waiting = new AbortController());
    const held = () => {
      // Given up meanwhile: hand it straight back.
      if (waiting !== wait) return;
      return new Promise<void>((done) => {
        release = done;
        set(true);
      });
    };
    navigator.locks.request(name, steal ? { steal } : { signal: wait.signal }, held).catch(() => {
      // Stolen by a tab that no longer heard us: follow it. A wait that was given up ends here too.
      if (waiting !== wait) return;
      waiting = undefined;
      set(false);
      stand();
    });
  };

  const renew = () => {
    const [holder, until] = (keep.get("lease") || "").split(" ");
    const free = !(Number(until) > Date.now());
    if (holder === me || free) keep.set("lease", me + " " + (Date.now() + lease));
    // A lease just taken counts once it survived a round: two tabs may have written at once.
    set(holder === me);
    timer = window.setTimeout(renew, free ? 100 + Math.random() * 200 : lease / 3);
  };

  // stand for election; harmless while standing already.
  const stand = (steal = false) => {
    if (leading || ((waiting || timer) && !steal)) return;
    if (navigator.locks) lock(steal);
    else if (!timer) renew();
  };

  // stop leaves the lead to another tab, as when the page goes away.
  const stop = () => {
    waiting?.abort();
    waiting = undefined;
    clearTimeout(timer);
    timer = 0;
    release?.();
    if (leading && !release) keep.drop("lease");
    set(false);
  };
  return { leading: () => leading, stand, stop };
}
