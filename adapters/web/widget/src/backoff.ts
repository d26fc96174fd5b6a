import { quietly } from "./warn";

export type Backoff = ReturnType<typeof backoff>;

// backoff runs job again after failures: after half a second at first, doubling to 30, with jitter.
export function backoff(job: () => unknown) {
  let fails = 0;
  let timer = 0;
  const stop_ = () => {
    clearTimeout(timer);
    timer = 0;
  };
  const reset_ = () => {
    fails = 0;
  };
  const run = quietly(() => {
    stop_();
    return job();
  });
  return {
    stop_,
    reset_,
    // later_ plans another try; ms is when, if someone knows better.
    later_(ms?: number) {
      stop_();
      timer = setTimeout(run, ms || Math.min(30000, 500 * 2 ** fails++) * (0.5 + Math.random() / 2));
    },
    // now_ is called when the world changed: what waits is tried at once.
    now_() {
      reset_();
      if (timer) void run();
    },
  };
}
