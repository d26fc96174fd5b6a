import type { Keep } from "./keep";
import { uuid } from "./uuid";

const lease = 12000;

// Lead decides which tab holds the stream: by a Web Lock, or by a lease in storage where there are no locks.
// on(true) when this tab becomes the leader, on(false) when it stops being it.
export class Lead {
  leading = false;
  private me = uuid();
  private release?: () => void;
  private waiting?: AbortController;
  private timer = 0;

  constructor(
    private name: string,
    private keep: Keep,
    private on: (leading: boolean) => void,
  ) {}

  // stand for election; harmless while standing already.
  stand(steal = false): void {
    if (this.leading || (this.waiting && !steal) || (this.timer && !steal)) return;
    if (navigator.locks) this.lock(steal);
    else this.renew();
  }

  // stop leaves the lead to another tab, as when the page goes away.
  stop(): void {
    this.waiting?.abort();
    this.waiting = undefined;
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.leading) return;
    if (this.release) this.release();
    else this.keep.drop("lease");
    this.set(false);
  }

  private set(leading: boolean): void {
    if (this.leading === leading) return;
    this.leading = leading;
    this.on(leading);
  }

  private lock(steal: boolean): void {
    this.waiting?.abort();
    const wait = (this.waiting = new AbortController());
    const held = () => {
      // Aborted or granted twice: give it straight back.
      if (this.waiting !== wait) return;
      return new Promise<void>((done) => {
        this.release = done;
        this.set(true);
      });
    };
    navigator.locks.request(this.name, steal ? { steal } : { signal: wait.signal }, held).then(
      () => 0,
      () => {
        // Stolen by a tab that no longer heard us: follow it. An aborted wait ends here too.
        if (this.waiting !== wait) return;
        this.waiting = undefined;
        this.set(false);
        this.stand();
      },
    );
  }

  private renew(): void {
    const now = Date.now();
    const [holder, until] = (this.keep.get("lease") || "").split(" ");
    const free = !(Number(until) > now);
    if (holder === this.me || free) this.keep.set("lease", this.me + " " + (now + lease));
    // A lease just taken counts once it survived a round: two tabs may have written at once.
    this.set(holder === this.me);
    this.timer = window.setTimeout(() => this.renew(), free ? 100 + Math.random() * 200 : lease / 3);
  }
}
