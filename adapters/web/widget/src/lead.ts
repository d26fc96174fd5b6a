import { id } from "./id";
import type { Keep } from "./keep";

const lease = 12000;

// lead decides which tab holds the stream: by a Web Lock, or by a lease in storage where there are no locks.
// on(true) is called when this tab leads, on(false) when it does not; either may be said again.
export function lead(name: string, keep: Keep, on: (leading: boolean) => void) {
  const me = id();
  let quit: (() => void) | undefined; // ends standing, and leading

  const byLock = (steal?: boolean) => {
    const wait = new AbortController();
    let end = () => wait.abort();
    const mine = () => end();
    const held = () => {
      // Given up meanwhile: hand it straight back.
      if (quit !== mine) return;
      on(true);
      return new Promise<void>((done) => (end = done));
    };
    navigator.locks.request(name, steal ? { steal } : { signal: wait.signal }, held).catch(() => {
      // Stolen by a tab that no longer heard us: follow it. A wait that was given up ends here too.
      if (quit !== mine) return;
      stop_();
      stand_();
    });
    return mine;
  };

  const byLease = () => {
    let timer = 0;
    let mine = false;
    const renew = () => {
      const [holder, until] = (keep.get_("lease") || "").split(" ");
      const free = !(+until > Date.now());
      // A lease just taken counts once it survived a round: two tabs may have written at once.
      mine = holder === me;
      if (mine || free) keep.set_("lease", me + " " + (Date.now() + lease));
      timer = setTimeout(renew, free ? 100 + Math.random() * 200 : lease / 3);
      on(mine);
    };
    renew();
    return () => {
      clearTimeout(timer);
      if (mine) keep.drop_("lease");
    };
  };

  // stand_ for election; harmless while standing already.
  const stand_ = (steal?: boolean) => {
    if (quit && !steal) return;
    quit?.();
    quit = navigator.locks ? byLock(steal) : byLease();
  };

  // stop_ leaves the lead to another tab, as when the page goes away.
  const stop_ = () => {
    const end = quit;
    quit = undefined;
    end?.();
    on(false);
  };
  return { stand_, stop_ };
}
